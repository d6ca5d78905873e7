import type { Command } from 'commander'
import { type AsOptions, actAs, announceWrite, asOption, checkMethodTakes } from '../actor.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { identityFor } from '../pick-identity.ts'
import { refusedCall } from '../refused.ts'
import { callMethod, methodUrl } from '../slack/client.ts'
import { methodFacts, methods, onlyReads } from '../slack/methods.ts'
import { nearest } from '../slack/nearest.ts'
import { safeJson } from '../terminal.ts'

interface CallOptions extends AsOptions<'auto'> {
  readonly force?: boolean
}

export function define(command: Command, context: () => Context): void {
  asOption(command, ['auto'])
    .argument('<method>', 'such as conversations.list')
    .argument('[key=value...]', 'arguments of the method')
    .option('--force', 'send even what Slack is known to refuse')
    .addHelpText(
      'after',
      '\nPrints Slack’s own answer. ok: false is exit code 3, or 4 or 5 where the token is at fault.\n\nExamples:\n  slack-tokens call auth.test\n  slack-tokens call conversations.list limit=5\n  slack-tokens call search.messages query=deploy --as auto',
    )
    .action((method: string, pairs: string[], options: CallOptions) => call(method, pairs, options, context()))
}

/** Calls any method with form arguments and prints the body as Slack sent it. */
export async function call(
  method: string,
  pairs: readonly string[],
  options: CallOptions,
  context: Context,
): Promise<void> {
  const { terminal } = context
  const args = readPairs(pairs)
  methodUrl('https://slack.com/api/', method)
  const identity = await identityFor(method, options, context)
  if (!options.force) checkMethodTakes(method, identity)
  if (!methodFacts(method)) noteUnknown(method, context)
  const actor = await actAs(identity, context)
  const { chosen, wire } = actor
  if (!onlyReads(method)) await announceWrite(actor, method, context)
  const { body } = await callMethod({ apiUrl: chosen.apiUrl, method, token: chosen.token, args }, wire)
  terminal.result(body, () => safeJson(body, terminal.wide ? 2 : 0))
  if (body['ok'] !== true) throw refusedCall(chosen, { method, body }, { answered: true })
}

function readPairs(pairs: readonly string[]): Record<string, string> {
  const args: Record<string, string> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) {
      throw new CliError('usage', `“${pair}” is not key=value`, {
        hint: 'Write arguments as: slack-tokens call users.info user=U012AB3CD',
      })
    }
    const key = pair.slice(0, at)
    if (key === 'token') {
      throw new CliError('usage', 'A token is not given as an argument: other programs can read the command line', {
        hint: 'Choose one that is kept with --as and --profile, or set SLACK_BOT_TOKEN or SLACK_USER_TOKEN',
      })
    }
    args[key] = pair.slice(at + 1)
  }
  return args
}

function noteUnknown(method: string, { terminal }: Context): void {
  const near = nearest(method, Object.keys(methods))
  terminal.warn(
    `${method} is not among the methods known here${near.length > 0 ? `. Did you mean ${near.join(', ')}?` : '.'} It is sent as it is`,
  )
}
