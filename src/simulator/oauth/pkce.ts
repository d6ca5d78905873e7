import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopback } from '../../net/is-loopback.ts'
import type { App, Code } from '../state/app-types.ts'
import type { OauthRefusal } from './errors.ts'

/**
 * Whether Slack treats a redirect URL as a desktop redirect, which goes to the user's own computer: a custom scheme, or
 * localhost (http or https) when the app uses PKCE. An app cannot request bot scopes with such a URL
 * (docs.slack.dev/authentication/using-pkce).
 */
export function isDesktop(app: App, redirectUri: string): boolean {
  const url = new URL(redirectUri)
  if (!/^https?:$/.test(url.protocol)) return true
  return app.pkce && app.pkceLocalhost === 'desktop' && isLoopback(url)
}

/**
 * Returns the error for Slack's page when the PKCE parameters of a request are wrong; undefined when they are valid.
 * Slack documents only the rules; codes and texts are guesses.
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
  // A SHA-256 has 32 bytes: 43 characters in base64url without padding.
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

/**
 * Returns the error for a request of bot scopes with a desktop redirect. No report shows Slack's error, so code and
 * text are guesses.
 */
export function desktopWithoutBot(redirectUri: string): OauthRefusal {
  return {
    code: 'invalid_scope',
    message: `Invalid permissions requested. Desktop redirects may not request bot scopes: ${redirectUri}`,
    next: 'A desktop redirect is a scheme of the app’s own or, once the app has opted into PKCE, localhost by http or https. For a bot token use an https redirect URL elsewhere.',
  }
}

/**
 * Returns Slack's error code for an exchange with a wrong verifier; undefined when the exchange is valid. A web app can
 * send the verifier together with its secret: PKCE is an option of every flow
 * (docs.slack.dev/changelog/2026/03/30/pkce). The reference of `oauth.v2.user.access` has no code for a wrong verifier,
 * so the code of `oauth.v2.access` is used.
 */
export function proofProblem(app: App, { challenge }: Code, verifier: string): string | undefined {
  if (!app.pkce) return verifier !== '' || challenge !== undefined ? 'pkce_not_allowed' : undefined
  if (challenge === undefined) return verifier === '' ? undefined : 'invalid_code_verifier'
  return proves(verifier, challenge) ? undefined : 'invalid_code_verifier'
}

/** Whether a verifier has 43 to 128 unreserved characters, and its SHA-256 is the challenge (RFC 7636, 4.1 and 4.6). */
function proves(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const made = createHash('sha256').update(verifier).digest()
  const requested = Buffer.from(challenge, 'base64url')
  return made.length === requested.length && timingSafeEqual(made, requested)
}
