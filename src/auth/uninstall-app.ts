import { CliError, foreignCode } from '../errors.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { dead } from './revoke-token.ts'

/** The input for `apps.uninstall`. */
export interface Removal {
  readonly apiUrl: string
  readonly client: { readonly id: string; readonly secret: string }
  /** The tokens, in the order in which they are tried. */
  readonly tokens: readonly { readonly owner: string; readonly token: string }[]
}

// After an error with one of these codes, the app is still installed: the errors are about the token only. Slack's
// reference lists no_permission for bot tokens with granular scopes, but programs use such tokens for this method. So
// the bot token is tried first, then the user tokens.
const ofTheToken = ['no_permission', 'not_allowed_token_type', 'missing_scope', 'access_denied']

/**
 * Calls `apps.uninstall` with each token until Slack accepts one. Returns the owner of that token. Null when Slack's
 * answer was lost, so that it is unknown whether the app was uninstalled.
 * @throws CliError with the exit reason `noToken` when no token works, `wrongToken` when Slack accepts none of them for
 * this method, or `slack` when Slack refuses the client id or secret.
 */
export async function removeFromWorkspace(
  { apiUrl, client, tokens }: Removal,
  request: RequestContext,
): Promise<string | null> {
  const method = 'apps.uninstall'
  const args = { client_id: client.id, client_secret: client.secret }
  request.terminal.conceal(client.secret)
  const refusals: string[] = []
  for (const { owner, token } of tokens) {
    request.terminal.conceal(token)
    const body = await callMethod({ apiUrl, method, token, args }, request).then(
      (answer) => answer.body,
      (error: unknown) => lostAnswer(error, request),
    )
    if (body === null) return null
    if (body['ok'] === true) return owner
    const code = nameIn(body['error']) ?? 'unknown_error'
    if (maybeDone.includes(code)) return maybe(`${method}: ${code}`, request)
    if (!ofTheToken.includes(code) && !dead.has(code)) throw slackError(method, body, { place: 'exchange' })
    refusals.push(code)
    request.terminal.note(`  Slack does not accept ${owner} for this: ${code}`)
  }
  throw nobodyMay(refusals)
}

// After an answer with one of these codes, the app may be uninstalled, according to Slack's reference.
const maybeDone = ['internal_error', 'fatal_error', 'service_unavailable']

/**
 * Returns null for an error of the network after the request was sent, because the app may be uninstalled.
 * @throws the error itself, if it is any other error.
 */
function lostAnswer(error: unknown, { terminal }: Pick<RequestContext, 'terminal'>): null {
  if (!(error instanceof CliError) || error.failure !== 'failed') throw error
  return maybe(error.message, { terminal })
}

function maybe(said: string, { terminal }: Pick<RequestContext, 'terminal'>): null {
  terminal.warn(`${said}. The app may be uninstalled anyway; checking`)
  return null
}

function nobodyMay(refusals: readonly string[]): CliError {
  if (refusals.every((code) => dead.has(code)))
    return new CliError(
      'noToken',
      'No token of the app works, so the app could not be uninstalled. Perhaps it is already uninstalled',
      {
        code: foreignCode(refusals[0], 'no_token'),
        hint: refusals.includes('token_expired')
          ? 'Refresh them and try again: slack-tokens refresh --all'
          : 'The installation is still stored. To remove it here: slack-tokens logout   To install again first: slack-tokens login',
      },
    )
  return new CliError(
    'wrongToken',
    `apps.uninstall: Slack accepts no token of the app for this method (${refusals.join(', ')})`,
    {
      code: foreignCode(
        refusals.find((code) => ofTheToken.includes(code)),
        'no_permission',
      ),
      hint: 'Log in with a user scope and try again (slack-tokens login --add-user-scope users:read), or remove the app in the workspace’s app management',
    },
  )
}

/**
 * Checks with auth.test that no token of the app works any more, which proves that the app is uninstalled.
 * @throws CliError with the exit reason `slack` and the code `not_uninstalled`: a token still works; `failed`: Slack
 * could not be reached.
 */
export async function proveUninstalled(
  name: string,
  { apiUrl, tokens }: Removal,
  request: RequestContext,
): Promise<void> {
  for (const { owner, token } of tokens) {
    const { body } = await callMethod({ apiUrl, method: 'auth.test', token }, request).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : 'Slack could not be reached'
      throw new CliError('failed', `No proof that the app is uninstalled: ${said}`, {
        code: 'not_proved',
        hint: `“${name}” is still stored. To check whether its tokens work: slack-tokens whoami --profile ${name}`,
        cause: error,
      })
    })
    const code = nameIn(body['error']) ?? 'unknown_error'
    if (body['ok'] === true || !dead.has(code))
      throw new CliError(
        'slack',
        `No proof that the app is uninstalled: ${owner} ${body['ok'] === true ? 'still works' : `gets ${code}`}`,
        {
          code: 'not_uninstalled',
          hint: `“${name}” is still stored. To check again in a minute: slack-tokens whoami --profile ${name}`,
          details: { profile: name },
        },
      )
  }
}
