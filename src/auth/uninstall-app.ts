import { CliError, foreignCode } from '../errors.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { dead } from './revoke-token.ts'

/** What it takes to remove an app from a workspace. */
export interface Removal {
  readonly apiUrl: string
  readonly client: { readonly id: string; readonly secret: string }
  /** In the order in which they are tried. */
  readonly tokens: readonly { readonly owner: string; readonly token: string }[]
}

// Refusals of the token alone, which change nothing. Slack's reference lists no_permission for bot tokens with granular
// scopes, while programs call the method with them every day: so the bot's is tried first, then each person's.
const ofTheToken = ['no_permission', 'not_allowed_token_type', 'missing_scope', 'access_denied']

/**
 * `apps.uninstall` with the first token that Slack takes for it. Returns whose that was; null when Slack’s answer was
 * lost, so that only the proof tells.
 * @throws CliError noToken: none works any more; wrongToken: Slack takes none of them for it; slack: client id, secret.
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
    request.terminal.note(`  Slack does not take ${owner} for it: ${code}`)
  }
  throw nobodyMay(refusals)
}

// Slack's own words on these: the call may have taken effect.
const maybeDone = ['internal_error', 'fatal_error', 'service_unavailable']

/** A connection that breaks after sending may have done it. @throws the error when it was no such failure. */
function lostAnswer(error: unknown, { terminal }: Pick<RequestContext, 'terminal'>): null {
  if (!(error instanceof CliError) || error.failure !== 'failed') throw error
  return maybe(error.message, { terminal })
}

function maybe(said: string, { terminal }: Pick<RequestContext, 'terminal'>): null {
  terminal.warn(`${said}. It may have happened all the same: looking`)
  return null
}

function nobodyMay(refusals: readonly string[]): CliError {
  if (refusals.every((code) => dead.has(code)))
    return new CliError(
      'noToken',
      'None of its tokens works any more, so nothing could be uninstalled; perhaps it already is',
      {
        code: foreignCode(refusals[0], 'no_token'),
        hint: refusals.includes('token_expired')
          ? 'Refresh them and try again: slack-tokens refresh --all'
          : 'The installation is kept here. Forget it: slack-tokens logout; or install again first: slack-tokens login',
      },
    )
  return new CliError('wrongToken', `apps.uninstall: Slack takes none of its tokens for it (${refusals.join(', ')})`, {
    code: foreignCode(
      refusals.find((code) => ofTheToken.includes(code)),
      'no_permission',
    ),
    hint: 'Log in with a user scope and try again (slack-tokens login --add-user-scope users:read), or remove the app in the workspace’s app management',
  })
}

/**
 * Asks Slack about every token: all have to be refused.
 * @throws CliError slack, `not_uninstalled`: one still works; failed: Slack could not be asked.
 */
export async function proveUninstalled(
  name: string,
  { apiUrl, tokens }: Removal,
  request: RequestContext,
): Promise<void> {
  for (const { owner, token } of tokens) {
    const { body } = await callMethod({ apiUrl, method: 'auth.test', token }, request).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : 'Slack could not be asked'
      throw new CliError('failed', `It could not be proved that the app is uninstalled: ${said}`, {
        code: 'not_proved',
        hint: `“${name}” is kept. See whether its tokens still work: slack-tokens whoami --profile ${name}`,
        cause: error,
      })
    })
    const code = nameIn(body['error']) ?? 'unknown_error'
    if (body['ok'] === true || !dead.has(code))
      throw new CliError(
        'slack',
        `The app is not proved to be uninstalled: ${owner} ${body['ok'] === true ? 'still works' : `is answered with ${code}`}`,
        {
          code: 'not_uninstalled',
          hint: `“${name}” is kept. Look again in a minute: slack-tokens whoami --profile ${name}`,
          details: { profile: name },
        },
      )
  }
}
