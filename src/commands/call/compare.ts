import { actorName, announceWrite } from '../../auth/actor.ts'
import { withTeam } from '../../auth/team-id.ts'
import { refusedCall } from '../../auth/token-errors.ts'
import { CliError, worstOf } from '../../errors.ts'
import type { Values } from '../../input/arguments.ts'
import type { Context } from '../../runtime/context.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { type Answer, callMethod } from '../../slack/client/client.ts'
import { onlyReads } from '../../slack/facts/methods.ts'
import { sideBySide } from './compare-screen.ts'
import { differences } from './diff.ts'
import { payloadFor } from './request.ts'
import { type CallTarget, targetOf } from './target.ts'

export interface BothCall {
  readonly method: string
  readonly values: Values
  readonly verb: 'GET' | 'POST' | undefined
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Calls the method as the bot and as the user, and prints both answers side by side. With `--json`, prints `{ bot,
 * user, differing }`: the two bodies and the paths at which they differ.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed`: the method writes and the user did not
 * confirm. When Slack answers `ok: false`, throws the worse of the two errors.
 */
export async function callAsBoth(call: BothCall, context: Context): Promise<void> {
  const { terminal } = context
  const { method } = call
  // --user chooses a user token, so it must not affect the call as the bot.
  const botContext = { ...context, settings: { ...context.settings, user: undefined } }
  const targets = [await targetOf(method, 'bot', botContext), await targetOf(method, 'user', context)] as const
  if (!onlyReads(method)) await confirmTwice(method, targets, context)
  const [bot, user] = await Promise.all([answerOf(call, targets[0], context), answerOf(call, targets[1], context)])
  const rows = differences(bot.body, user.body)
  const differing = rows.filter(({ same }) => !same).map(({ path }) => path)
  const heads = [headOf(targets[0], 'bot'), headOf(targets[1], 'user')] as const
  terminal.result({ bot: bot.body, user: user.body, differing }, (paint) =>
    sideBySide({ heads, rows }, { width: terminal.width, paint }),
  )
  const failure = worstOf(
    (
      [
        [targets[0], bot],
        [targets[1], user],
      ] as const
    ).flatMap(([{ actor }, { body }]) => {
      if (body['ok'] === true) return []
      return actor ? refusedCall(actor.chosen, { method, body }) : slackError(method, body)
    }),
  )
  if (failure) throw failure
}

async function answerOf(
  { method, values, verb, headers }: BothCall,
  target: CallTarget,
  context: Context,
): Promise<Answer> {
  const { at, request, actor } = target
  const full = actor ? await withTeam(method, values, { actor, context }) : values
  return await callMethod({ ...at, method, headers, ...payloadFor(method, full, verb) }, request)
}

function headOf({ actor }: CallTarget, identity: string): string {
  return actor ? `as ${actorName(actor)}` : `as the ${identity}`
}

async function confirmTwice(method: string, targets: readonly CallTarget[], context: Context): Promise<void> {
  const { terminal, settings } = context
  for (const { actor } of targets) if (actor) await announceWrite(actor, method, context)
  if (settings.yes) return
  if (terminal.interactive) {
    const answer = await (await context.ask()).choose(
      `${method} changes something. Call it twice, as the bot and as the user?`,
      [
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes', hint: '--yes skips this question' },
      ],
    )
    if (answer === 'yes') return
  }
  throw new CliError('usage', `Nothing was sent: as both, ${method} would change something twice`, {
    code: 'not_confirmed',
    hint: 'Choose one with --as bot or --as user, or confirm with --yes',
  })
}
