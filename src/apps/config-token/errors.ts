import { CliError, foreignCode } from '../../errors.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { refusedManifest } from '../../slack/manifest/refused-manifest.ts'
import { whereConfigTokens, workspaceWords } from './read.ts'

type ConfigAnswer = Readonly<Record<string, unknown>>

// The error codes that the reference pages of apps.manifest.* list for an app that the token's owner cannot edit from
// its workspace.
const notReached = ['app_not_found', 'invalid_app', 'invalid_app_id', 'no_permission', 'app_not_eligible']
const dead = ['invalid_auth', 'token_revoked', 'account_inactive', 'not_authed']

/** Returns the error for `ok: false` to a call with a configuration token, with advice about configuration tokens. */
export function configError(
  method: string,
  body: ConfigAnswer,
  about: { teamId: string; appId?: string | undefined },
): CliError {
  const code = String(body['error'])
  const details = { method, teamId: about.teamId }
  if (code === 'invalid_manifest') return refusedManifest(method, body)
  if (code === 'token_expired')
    return configTokenEnded(`${method}: token_expired. The app configuration token has expired`)
  if (code === 'not_allowed_token_type')
    return new CliError(
      'wrongToken',
      `${method}: ${code}. That is a user token of an install, not a configuration token`,
      {
        ...{ code, details },
        hint: `Both begin with xoxe.xoxp-. ${whereConfigTokens}`,
      },
    )
  if (dead.includes(code))
    return new CliError('noToken', `${method}: ${code}. Slack does not take this app configuration token`, {
      code: foreignCode(code),
      details,
      hint: `It may be revoked, or of another Slack. ${whereConfigTokens}`,
    })
  if (about.appId !== undefined && notReached.includes(code))
    return new CliError(
      'slack',
      `${method}: ${code}. The configuration token of ${workspaceWords(about.teamId)} does not reach the app ${about.appId}`,
      {
        code: foreignCode(code),
        details: { ...details, appId: about.appId },
        hint: 'A configuration token edits the apps of its owner in its workspace alone: give the one of the app’s workspace (slack-tokens app config-token) and name it with --team T…',
      },
    )
  return slackError(method, body)
}

/** Returns the error for a pair whose access token has expired and whose refresh token does not work. */
export function configTokenEnded(said: string): CliError {
  return new CliError('noToken', said, { code: 'config_token_expired', hint: whereConfigTokens })
}

/**
 * Returns the error when `tooling.tokens.rotate` refuses. For a refused refresh token, the message names two possible
 * causes: a refresh token works only once, and the refresh token of an install looks the same.
 */
export function rotationRefused(body: ConfigAnswer): CliError {
  const code = String(body['error'])
  if (code !== 'invalid_refresh_token') return slackError('tooling.tokens.rotate', body, { place: 'rotation' })
  return new CliError(
    'noToken',
    `tooling.tokens.rotate: ${code}. The refresh token was used before, or it belongs to an install and not to a configuration token`,
    { code: 'config_token_expired', hint: whereConfigTokens },
  )
}
