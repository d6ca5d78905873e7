import { type Command, InvalidArgumentError, Option } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { columns } from '../../terminal/table.ts'
import { expectRequests } from './expect.ts'
import { requestCells, requestLine, rowHead } from './format-request.ts'
import { checkMethod, type LogOptions, readLog } from './read-log.ts'

export function defineLog(sim: Command, context: () => Context): void {
  sim
    .command('log')
    .description('list the requests that arrived, secrets masked; --expect checks them')
    .argument('[name=value...]', 'with --expect: arguments that the request must have')
    .option('--follow', 'also print new requests, until Ctrl-C')
    .option('--method <name>', 'only this method, authorize, webhook or upload')
    .addOption(new Option('--as <who>', 'only requests with such a token').choices(['bot', 'user']))
    .option('--expect <method>', 'exit code 0 when such a request arrived and was answered ok, else 1')
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

/** Milliseconds between two reads of the log. */
const every = 200

async function log(values: readonly string[], options: LogOptions, context: Context): Promise<void> {
  if (options.expect !== undefined) {
    if (options.follow || options.method !== undefined) throw apart()
    return await expectRequests(options.expect, { values, options }, context)
  }
  if (values.length > 0 || options.count !== undefined) throw onlyExpected()
  if (options.method !== undefined) await checkMethod(options.method)
  const simulator = await context.simulator()
  const { log: entries, total } = await readLog(simulator)
  const shown = entries.filter((entry) => isAsked(entry, options))
  if (options.follow) return await follow({ simulator, options, total }, shown, context)
  if (shown.length === 0 && !context.terminal.json) return context.terminal.note(nothing(options, entries.length))
  context.terminal.result(shown, (paint, room) =>
    columns(
      rowHead,
      shown.map((entry) => requestCells(entry, paint)),
      room,
    ),
  )
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

interface LogFollow {
  readonly simulator: LocalSimulator
  readonly options: LogOptions
  readonly total: number
}

/** Prints a line for each new request. Ends on a signal, which is its normal end, or when the output is closed. */
async function follow(
  { simulator, options, total }: LogFollow,
  first: readonly LoggedRequest[],
  { terminal, clock, signal }: Context,
): Promise<void> {
  const print = async (entries: readonly LoggedRequest[]) => {
    for (const entry of entries) {
      if (!(await terminal.part(terminal.json ? JSON.stringify(entry) : requestLine(entry)))) return false
    }
    return true
  }
  if (simulator.startedHere)
    terminal.note('No simulator was running, so this command runs one: other commands use it now')
  if (first.length === 0) terminal.note('Waiting for requests. Stop with Ctrl-C')
  let seen = total
  for (let read = await print(first); read && !signal.aborted; ) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    const { log: entries, total: now } = await readLog(simulator)
    // A reset sets the count to 0.
    const fresh = now < seen ? now : now - seen
    seen = now
    read = await print(
      entries.slice(entries.length - Math.min(fresh, entries.length)).filter((one) => isAsked(one, options)),
    )
  }
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
