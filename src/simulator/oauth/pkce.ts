import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopback } from '../../net/is-loopback.ts'
import type { App, Code } from '../state/app-types.ts'
import type { OauthRefusal } from './errors.ts'

/**
 * Whether a redirect leads to the user's own computer, in Slack's view: a custom scheme, or localhost once the app has
 * opted into PKCE, by https too. Such an app may not request a bot token there
 * (docs.slack.dev/authentication/using-pkce).
 */
export function isDesktop(app: App, redirectUri: string): boolean {
  const url = new URL(redirectUri)
  if (!/^https?:$/.test(url.protocol)) return true
  return app.pkce && isLoopback(url)
}

/**
 * Why Slack's page would refuse the PKCE part of a request. Only the rules are documented; codes and texts are guesses
 * in Slack's manner.
 */
export function refuseChallenge(app: App, redirectUri: string, parameters: URLSearchParams): OauthRefusal | undefined {
  const challenge = parameters.get('code_challenge') ?? ''
  const method = parameters.get('code_challenge_method') ?? ''
  if (challenge === '' && method === '') return schemeWithoutChallenge(app, redirectUri)
  if (method !== 'S256') {
    return {
      code: 'invalid_code_challenge_method',
      message: 'Invalid code_challenge_method parameter. Only S256 is supported',
      next: 'Send code_challenge_method=S256 beside code_challenge.',
    }
  }
  // 32 bytes in base64url without padding.
  if (/^[\w-]{43}$/.test(challenge)) return undefined
  return {
    code: 'invalid_code_challenge',
    message: 'Invalid code_challenge parameter',
    next: 'It is the SHA-256 of the verifier in base64url without padding: 43 characters.',
  }
}

function schemeWithoutChallenge(app: App, redirectUri: string): OauthRefusal | undefined {
  if (!isDesktop(app, redirectUri) || /^https?:/i.test(redirectUri)) return undefined
  return {
    code: 'pkce_required',
    message: 'A redirect to a custom scheme requires PKCE. No code_challenge was passed',
    next: 'Send code_challenge and code_challenge_method=S256; the app has to have opted into PKCE.',
  }
}

/** No report shows Slack's answer here, so text and code are a guess. */
export function desktopWithoutBot(redirectUri: string): OauthRefusal {
  return {
    code: 'invalid_scope',
    message: `Invalid permissions requested. Desktop redirects may not request bot scopes: ${redirectUri}`,
    next: 'A desktop redirect is a scheme of the app’s own or, once the app has opted into PKCE, localhost by http or https. For a bot token use an https redirect URL elsewhere.',
  }
}

/**
 * Slack's error code when the secret or the verifier of an exchange is wrong; undefined when they are right. For both
 * together Slack was seen to answer `internal_error` (paradigmxyz/centaur#1100). `oauth.v2.user.access` takes a
 * verifier, but its reference has no code for a wrong one, so the code of `oauth.v2.access` is used.
 */
export function proofProblem(
  app: App,
  { challenge }: Code,
  { secret, verifier }: { secret: string; verifier: string },
): string | undefined {
  if (!app.pkce) return verifier !== '' || challenge !== undefined ? 'pkce_not_allowed' : undefined
  if (verifier !== '' && secret !== '') return 'internal_error'
  if (challenge === undefined) return verifier === '' ? undefined : 'invalid_code_verifier'
  return proves(verifier, challenge) ? undefined : 'invalid_code_verifier'
}

/** RFC 7636, 4.1 and 4.6: 43 to 128 unreserved characters whose SHA-256 is the challenge. */
function proves(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const made = createHash('sha256').update(verifier).digest()
  const requested = Buffer.from(challenge, 'base64url')
  return made.length === requested.length && timingSafeEqual(made, requested)
}
