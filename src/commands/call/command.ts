import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Actor, announceWrite } from '../../auth/actor.ts'
import { type AsOptions, asOption } from '../../auth/as-option.ts'
import { identityFor } from '../../auth/auto-identity.ts'
import { rememberChannel } from '../../auth/remember-channel.ts'
import { withTeam } from '../../auth/team-id.ts'
import { checkMethodTakes, refusedCall } from '../../auth/token-errors.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import { readValues, type Values } from '../../input/arguments.ts'
import type { Context } from '../../runtime/context.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { type Answer, callMethod, isMethodName } from '../../slack/client/client.ts'
import { methodFacts, methods, onlyReads } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { warningsOf } from '../../slack/facts/warnings.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import { adviceOn, lostInForm } from './argument-hints.ts'
import { readHeaders } from './headers.ts'
import { payloadFor } from './request.ts'
import { targetOf } from './target.ts'

interface CallOptions extends AsOptions<'auto' | 'both'> {
  readonly input?: string
  readonly method?: 'GET' | 'POST'
  readonly header?: readonly string[]
  readonly include?: boolean
  readonly paginate?: boolean
  readonly limit?: number
  readonly dryRun?: boolean
  readonly curl?: boolean
  readonly force?: boolean
}

const examples = `
Prints Slack’s own answer. ok: false is exit code 3, or 4 or 5 when the token is the reason.
Arguments are key=text, key:=JSON, key=@file, key:=@file.json or key=- (standard input).
They are sent as a form, or as JSON when a value is nested and the method accepts JSON.

Examples:
  slack-tokens call auth.test
  slack-tokens call conversations.list limit=5
  slack-tokens call search.messages query=deploy --as user
  slack-tokens call chat.postMessage channel=C012AB3CD text=hi blocks:=@blocks.json
  slack-tokens call users.list --paginate --json | jq '.[].name'
  slack-tokens call conversations.info channel=C012AB3CD --as both
  slack-tokens call chat.postMessage '{"channel":"C012AB3CD","text":"hi"}'
  echo '{"channel":"C012AB3CD","text":"hi"}' | slack-tokens call chat.postMessage --input -
  slack-tokens call chat.postMessage channel=C012AB3CD text=hi --curl`

/** Adds arguments, options, help and action to the command `call`. */
export function define(command: Command, context: () => Context): void {
  const collect = (line: string, before: readonly string[] = []) => [...before, line]
  asOption(command, ['auto', 'both'])
    .argument('<method>', 'such as conversations.list')
    .argument('[key=value...]', 'arguments of the method; or one JSON object')
    .option('--input <file>', 'the whole body as a JSON object; - for standard input')
    .addOption(new Option('-X, --method <verb>', 'GET sends everything in the query').choices(['GET', 'POST']))
    .option('-H, --header <line>', 'additional header, “Name: value”', collect)
    .addOption(new Option('-i, --include', 'print status and headers before the answer').conflicts('paginate'))
    .option('--paginate', 'fetch and print all pages; with --json one array of all items')
    .addOption(new Option('--limit <items>', 'stop --paginate after this many items').argParser(wholeNumber))
    .addOption(new Option('--dry-run', 'show the request without sending it').conflicts('curl'))
    .option('--curl', 'print the call as a curl command, with a variable for the token')
    .option('--force', 'send even what Slack is known to refuse')
    .addHelpText('after', examples)
    .action((method: string, words: string[], options: CallOptions) => {
      const [first, ...others] = words
      // In `call --json '{…}' METHOD` the body comes before the method.
      const isBody = /^\s*[{[]/.test(method) && first !== undefined
      return call(isBody ? first : method, isBody ? [method, ...others] : words, options, context())
    })
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.')
  return Number(text)
}

/**
 * Calls any method and prints the body as Slack sent it.
 * @throws CliError with Slack's error code when Slack answers `ok: false`.
 */
export async function call(
  method: string,
  words: readonly string[],
  options: CallOptions,
  context: Context,
): Promise<void> {
  const { terminal } = context
  if (!isMethodName(method)) throw (await import('./not-a-method.ts')).notAMethod([method, ...words])
  checkTogether(method, options)
  if (options.paginate && terminal.field !== undefined) throw noField(method)
  const headers = readHeaders(options.header ?? [])
  const values = await readValues(words, options.input, context, method)
  const [identity, other] = await identitiesFor(method, options, context)
  if (!options.force) for (const one of [identity, other]) if (one) await checkMethodTakes(method, one, context)
  const payload = payloadFor(method, values, options.method)
  if (!methodFacts(method)) noteUnknown(method, context)
  const given = Object.keys(values).length > 0
  const known = given ? (await import('../../slack/facts/arguments.ts')).knownArguments(method) : undefined
  for (const line of [...adviceOn(method, values, known), ...lostInForm(values, payload)]) terminal.warn(line)
  const verb = options.method
  if (options.dryRun || options.curl) {
    const { show } = await import('./dry-run.ts')
    await show({ method, headers, payload, identity, as: options.curl ? 'curl' : 'request' }, context)
  } else if (other) {
    const { callAsBoth } = await import('./compare.ts')
    await callAsBoth({ method, values, verb, headers }, context)
  } else await callAsOne({ method, values, verb, headers, identity }, options, context)
}

interface RequestedCall {
  readonly method: string
  readonly values: Values
  readonly verb: 'GET' | 'POST' | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly identity: Identity
}

async function callAsOne(requested: RequestedCall, options: CallOptions, context: Context): Promise<void> {
  const { terminal } = context
  const { method, verb, headers } = requested
  const { at, request, actor } = await targetOf(method, requested.identity, context)
  if (actor && !onlyReads(method)) await announceWrite(actor, method, context)
  const values = actor ? await withTeam(method, requested.values, { actor, context }) : requested.values
  const send = (some: Values) => callMethod({ ...at, method, headers, ...payloadFor(method, some, verb) }, request)
  if (options.paginate) {
    const { paginate } = await import('./paginate.ts')
    await paginate(
      { method, values, most: options.limit, send, refusal: (body) => refusal(method, body, actor) },
      terminal,
    )
    return
  }
  const answer = await send(values)
  if (options.include) {
    const { printWithHead } = await import('./dry-run.ts')
    printWithHead(answer, terminal)
  } else terminal.result(answer.body, () => safeJson(answer.body, terminal.wide ? 2 : 0), { exact: true })
  // Prints the warnings after the result: before the result, they would look like errors.
  for (const warning of warningsOf(answer.body)) terminal.note(terminal.paint.dim(warning))
  if (answer.body['ok'] !== true) throw refusal(method, answer.body, actor)
  if (actor) await rememberChannel(values['channel'], actor, context)
}

function refusal(method: string, body: Answer['body'], actor: Actor | undefined): CliError {
  return actor ? refusedCall(actor.chosen, { method, body }) : slackError(method, body)
}

async function identitiesFor(
  method: string,
  { as, ...rest }: CallOptions,
  context: Context,
): Promise<readonly [Identity, Identity?]> {
  if (as === 'both') return ['bot', 'user']
  return [await identityFor(method, as === undefined ? rest : { ...rest, as }, context)]
}

function noField(method: string): CliError {
  return new CliError('usage', '--field prints one value of one answer, and --paginate prints many', {
    hint: `slack-tokens call ${method} --paginate --json | jq`,
  })
}

function checkTogether(method: string, options: CallOptions): void {
  const { as, include, paginate, limit, dryRun, curl } = options
  const alone = Object.entries({ '--include': include, '--paginate': paginate, '--dry-run': dryRun, '--curl': curl })
  const [flag] = alone.find(([, given]) => given) ?? []
  if (as === 'both' && flag) {
    throw new CliError('usage', `--as both can’t be combined with ${flag}`, {
      hint: 'Choose one: --as bot or --as user',
    })
  }
  if (limit !== undefined && !paginate) {
    throw new CliError('usage', '--limit needs --paginate', {
      hint: `For the size of one page, pass an argument: slack-tokens call ${method} limit=${limit}`,
    })
  }
  if (paginate && methodFacts(method) && !onlyReads(method)) {
    throw new CliError('usage', `${method} is not a reading method, so it has no pages`, {
      hint: 'Leave out --paginate',
    })
  }
}

function noteUnknown(method: string, { terminal }: Context): void {
  const near = nearest(method, Object.keys(methods))
  terminal.warn(
    `${method} is not a known method${near.length > 0 ? `. Did you mean ${near.join(', ')}?` : '.'} It is sent unchanged`,
  )
}
