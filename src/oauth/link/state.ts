import { isLoopback } from '../../net/is-loopback.ts'
import { redirectOf } from './redirect.ts'
import type { LinkFinding, LinkScopes } from './types.ts'

const random = 'Send a new random value with every link, and compare it when the browser returns'

/**
 * Returns what is wrong with the state. The state connects Slack's answer to the person who started the install.
 */
export function judgeState(query: URLSearchParams): LinkFinding[] {
  const state = query.get('state')
  if (state === null || state.trim() === '') {
    const problem = 'there is no state, so the app cannot recognize forged installs'
    return [
      {
        id: 'state_missing',
        severity: 'warning',
        about: 'state',
        problem,
        cure: `${random}. To share a link with everybody, share the app’s own install URL instead`,
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

/** Returns what is wrong with the format of the parameter `team`. */
export function judgeTeam(query: URLSearchParams): LinkFinding[] {
  const team = query.get('team')
  if (team === null || team === '' || /^[TE][A-Z0-9]{5,}$/.test(team)) return []
  const problem = 'team is not the id of a workspace (T…) or an organization (E…)'
  return [
    {
      id: 'team_form',
      severity: 'warning',
      about: 'team',
      problem,
      cure: 'Write the id, or leave out team: Slack then asks the person',
    },
  ]
}

/** Whether the text is a SHA-256 hash as base64url without padding. */
export function isChallenge(text: string | null): text is string {
  return /^[A-Za-z0-9_-]{43}$/.test(text ?? '')
}

/** Returns what is wrong with the PKCE parameters (docs.slack.dev/authentication/using-pkce). */
export function judgePkce(query: URLSearchParams, { bot }: LinkScopes): LinkFinding[] {
  const challenge = query.get('code_challenge')
  const method = query.get('code_challenge_method')
  if (challenge === null && method === null) return []
  const findings: LinkFinding[] = []
  const add = (id: 'pkce_method' | 'pkce_challenge' | 'pkce_bot_scopes', problem: string, cure: string) =>
    void findings.push({ id, severity: 'error', about: 'pkce', problem, cure })
  if (method !== 'S256') {
    const said = method === null ? 'code_challenge_method is missing' : 'code_challenge_method is not S256'
    add('pkce_method', `${said}, and Slack accepts only S256`, 'Write code_challenge_method=S256')
  }
  if (!isChallenge(challenge)) {
    const cure = 'Send the SHA-256 of the verifier as base64url without padding: 43 characters'
    add(
      'pkce_challenge',
      challenge === null ? 'code_challenge is missing' : 'code_challenge is not an S256 challenge',
      cure,
    )
  }
  const redirect = redirectOf(query)
  if (redirect && (isLoopback(redirect) || !/^https?:$/.test(redirect.protocol)) && bot.length > 0) {
    const cure = 'Request user scopes only, so that the app acts as the person, or use a public https redirect URL'
    add(
      'pkce_bot_scopes',
      'with PKCE, Slack grants no bot scopes to a redirect to localhost or to a custom scheme',
      cure,
    )
  }
  return findings
}
