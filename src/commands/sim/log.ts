import { type Command, InvalidArgumentError, Option } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { columns } from '../../terminal/table.ts'
import { expectRequests } from './expect.ts'
import { followLines } from './follow.ts'
import { deliveryCells, entryLine } from './format-delivery.ts'
import { requestCells, requestLine, rowHead } from './format-request.ts'
import { type DeliveryEntry, deliveryReader } from './read-deliveries.ts'
import { checkMethod, type LogOptions, readLog, requestsSince } from './read-log.ts'

/** Adds the subcommand `sim log` with its arguments, options, help and action. */
export function defineLog(sim: Command, context: () => Context): void {
  sim
    .command('log')
    .description('list requests from apps and deliveries to apps, with secrets masked; --expect checks requests')
    .argument('[name=value...]', 'with --expect: arguments that the request must have')
    .option('--follow', 'also print new entries, until Ctrl-C')
    .option('--method <name>', 'only this method, authorize, webhook or upload')
    .addOption(new Option('--as <who>', 'only requests with this kind of token').choices(['bot', 'user']))
    .option('--expect <method>', 'exit code 0 if a request to this method got the answer ok, else 1')
    .option('--count <number>', 'with --expect: exact number of requests (default: at least one)', wholeNumber)
    .addHelpText('after', examples)
    .action((values: readonly string[], options: LogOptions) => log(values, options, context()))
}

const examples = `
Examples:
  slack-tokens sim log
  slack-tokens sim log --follow --method chat.postMessage
  slack-tokens sim log --expect chat.postMessage channel=C0SIMGENL --as bot --count 1
  slack-tokens sim log --json`

async function log(values: readonly string[], options: LogOptions, context: Context): Promise<void> {
  if (options.expect !== undefined) {
    if (options.follow || options.method !== undefined) throw apart()
    return await expectRequests(options.expect, { values, options }, context)
  }
  if (values.length > 0 || options.count !== undefined) throw onlyExpected()
  if (options.method !== undefined) await checkMethod(options.method)
  const simulator = await context.simulator()
  const read = reader(simulator, options)
  const { entries: shown, arrived } = await read()
  if (options.follow) {
    if (simulator.startedHere) context.terminal.note(answersHere)
    if (shown.length === 0) context.terminal.note('Waiting for requests. Stop with Ctrl-C')
    const next = async () => (await read()).entries
    return await followLines({ first: shown, next, line: lineOf }, context)
  }
  if (shown.length === 0 && !context.terminal.json) return context.terminal.note(nothing(options, arrived))
  context.terminal.result(shown, (paint, room) =>
    columns(
      rowHead,
      shown.map((entry) => (isDelivery(entry) ? deliveryCells(entry, paint) : requestCells(entry, paint))),
      room,
    ),
  )
}

const answersHere =
  'No simulator was running, so this command runs one. Until it ends, other commands use that simulator'

/** A request from an app, a delivery to an app, or a frame of an app that acknowledges no delivery. */
type LogEntry = LoggedRequest | DeliveryEntry

function isDelivery(entry: LogEntry): entry is DeliveryEntry {
  return 'kind' in entry
}

function lineOf(entry: LogEntry): string {
  return isDelivery(entry) ? entryLine(entry) : requestLine(entry)
}

/**
 * Returns a function that reads entries, oldest first: the first call returns all entries, each later call the new
 * ones.
 */
function reader(simulator: LocalSimulator, options: LogOptions) {
  let seen = 0
  const readDeliveries = deliveryReader(simulator)
  // A delivery has no method and no token, so these filters exclude deliveries.
  const withDeliveries = options.method === undefined && options.as === undefined
  return async (): Promise<{ entries: readonly LogEntry[]; arrived: number }> => {
    const { log, total } = await readLog(simulator)
    const fresh = requestsSince(seen, total)
    seen = total
    const requests = log.slice(log.length - Math.min(fresh, log.length)).filter((entry) => isAsked(entry, options))
    if (!withDeliveries) return { entries: requests, arrived: log.length }
    const entries = [...requests, ...(await readDeliveries())].sort((one, other) => one.at - other.at)
    return { entries, arrived: log.length }
  }
}

function nothing({ method }: LogOptions, arrived: number): string {
  if (arrived > 0)
    return `None of the ${arrived} requests matches${method ? ` ${method}` : ''}. All of them: slack-tokens sim log`
  return 'No request has arrived yet. Try: slack-tokens login --sim'
}

function isAsked({ what, as }: LoggedRequest, { method, as: who }: LogOptions): boolean {
  const meant = method === 'page' ? 'authorize' : method
  return (meant === undefined || what === meant) && (who === undefined || as?.startsWith(`${who}:`) === true)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function apart(): CliError {
  return new CliError('usage', '--expect can’t be used with --follow or --method', {
    code: 'usage',
    hint: 'Name the method after --expect: slack-tokens sim log --expect chat.postMessage',
  })
}

function onlyExpected(): CliError {
  return new CliError('usage', 'Arguments and --count need --expect', {
    code: 'usage',
    hint: 'For example: slack-tokens sim log --expect chat.postMessage channel=C0SIMGENL --count 1',
  })
}
