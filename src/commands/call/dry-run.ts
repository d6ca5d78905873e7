import { sourceNote } from '../../auth/source-note.ts'
import type { Identity } from '../../config/installation.ts'
import type { Context } from '../../runtime/context.ts'
import type { Answer } from '../../slack/client/client.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { asCurl } from './curl.ts'
import type { Payload } from './request.ts'
import { dryRun, dryRunText, headText, shownHeaders } from './shown.ts'
import { shownTarget, takesNoToken } from './target.ts'

export interface Unsent {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Payload
  readonly identity: Identity
  readonly as: 'request' | 'curl'
}

/**
 * Prints a call instead of sending it. With `--json`, prints the request with its token masked, or `{ curl }`.
 * @throws CliError for the same errors as the real call, as far as they occur before the request is sent. A missing
 * token is only a warning.
 */
export async function show({ method, headers, payload, identity, as }: Unsent, context: Context): Promise<void> {
  const { terminal } = context
  const { at, chosen } = await shownTarget(method, identity, context)
  const call = { ...at, method, headers, ...payload }
  if (chosen) sourceNote(chosen, terminal)
  if (as === 'request') {
    const request = dryRun(call)
    if (!chosen && !takesNoToken(method))
      terminal.warn(`There is no ${identity} token, so the request is shown without one`)
    terminal.result(request, () => dryRunText(request), { exact: true })
    terminal.note(terminal.paint.dim('Nothing was sent'))
    return
  }
  const variable = identity === 'bot' ? 'SLACK_BOT_TOKEN' : 'SLACK_USER_TOKEN'
  const curl = asCurl(call, takesNoToken(method) ? undefined : variable)
  terminal.result({ curl }, () => curl, { exact: true })
  if (takesNoToken(method)) return
  const profile = chosen?.stored ? ` --profile ${chosen.stored.name}` : ''
  terminal.note(terminal.paint.dim(`First: export ${variable}="$(slack-tokens token --as ${identity}${profile})"`))
  if (chosen?.simulator)
    terminal.note(terminal.paint.dim('and, because this goes to the local Slack simulator: slack-tokens sim start'))
}

/** Prints status, headers and body; with `--json`, as `{ status, headers, body }`. */
export function printWithHead({ status, headers, body }: Answer, terminal: Terminal): void {
  terminal.result(
    { status, headers: shownHeaders(headers), body },
    (paint) => [paint.dim(headText({ status, headers })), safeJson(body, terminal.wide ? 2 : 0)].join('\n'),
    { exact: true },
  )
}
