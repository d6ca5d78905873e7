import { isLoopback } from '../../net/is-loopback.ts'
import { redirectOf } from './redirect.ts'
import type { LinkFinding, LinkScopes } from './types.ts'

const random = 'Send a fresh random value with every link, and compare it when the browser comes back'

/**
 * Judges the state, which connects Slack's answer to the person who started the install. A link for everybody has no
 * state.
 */
export function judgeState(query: URLSearchParams): LinkFinding[] {
  const state = query.get('state')
  if (state === null || state.trim() === '') {
    const problem = 'there is no state, so the app cannot tell its own installs from forged ones'
    return [
      {
        id: 'state_missing',
        severity: 'warning',
        about: 'state',
        problem,
        cure: `${random}; a link that is shared has to start at the app’s own install URL`,
      },
    ]
  }
  if (
    state.length >= 8 &&
    !/^(?:(.)\1*|1234.*|\$\{.*|<.*>|\{\{.*|(?:your|random|some)[\s_-]?\w*|undefined|\[object .*)$/i.test(state)
  )
    return []
  const problem = 'state can be guessed, or is a placeholder'
  return [{ id: 'state_guessable', severity: 'warning', about: 'state', problem, cure: random }]
}

export function judgeTeam(query: URLSearchParams): LinkFinding[] {
  const team = query.get('team')
  if (team === null || team === '' || /^[TE][A-Z0-9]{5,}$/.test(team)) return []
  const problem = 'team is no id of a workspace (T…) or an organization (E…)'
  return [
    {
      id: 'team_form',
      severity: 'warning',
      about: 'team',
      problem,
      cure: 'Write the id, or leave team out: Slack then asks the person',
    },
  ]
}

/** Whether the text is a SHA-256 hash as base64url without padding. */
export function isChallenge(text: string | null): text is string {
  return /^[A-Za-z0-9_-]{43}$/.test(text ?? '')
}

/** Judges the PKCE parameters (docs.slack.dev/authentication/using-pkce). */
export function judgePkce(query: URLSearchParams, { bot }: LinkScopes): LinkFinding[] {
  const challenge = query.get('code_challenge')
  const method = query.get('code_challenge_method')
  if (challenge === null && method === null) return []
  const findings: LinkFinding[] = []
  const add = (id: 'pkce_method' | 'pkce_challenge' | 'pkce_bot_scopes', problem: string, cure: string) =>
    void findings.push({ id, severity: 'error', about: 'pkce', problem, cure })
  if (method !== 'S256') {
    const said = method === null ? 'code_challenge_method is missing' : 'code_challenge_method is another than S256'
    add('pkce_method', `${said}, and Slack takes S256 alone`, 'Write code_challenge_method=S256')
  }
  if (!isChallenge(challenge)) {
    const cure = 'Send the SHA-256 of the verifier as base64url without padding: 43 characters'
    add(
      'pkce_challenge',
      challenge === null ? 'code_challenge is missing' : 'code_challenge is no S256 challenge',
      cure,
    )
  }
  const redirect = redirectOf(query)
  if (redirect && (isLoopback(redirect) || !/^https?:$/.test(redirect.protocol)) && bot.length > 0) {
    const cure = 'Request user scopes only, so that the app acts as the person, or use a public https redirect URL'
    add('pkce_bot_scopes', 'with PKCE a redirect to localhost or to a scheme of its own brings no bot scopes', cure)
  }
  return findings
}
