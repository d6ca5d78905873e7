import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control, type LoggedRequest } from '../../simulator/control/client.ts'
import { columns } from '../../terminal/table.ts'
import { requestCells, rowHead } from './format-request.ts'
import { checkMethod, type LogOptions, readLog } from './read-log.ts'

/** The maximum number of rows with other requests. */
const mostRows = 10

interface RequestExpectation {
  /** The expected arguments, each as `name=value`. */
  readonly values: readonly string[]
  readonly options: LogOptions
}

/**
 * Checks that the log has matching requests to which the simulator answered ok: at least one, or exactly `count`. With
 * `--json`, prints the matching requests.
 * @throws CliError with the exit reason `failed` and the code `not_met`, with the other requests in `details.instead`;
 * `usage`: the expectation is invalid.
 */
export async function expectRequests(
  method: string,
  { values, options }: RequestExpectation,
  context: Context,
): Promise<void> {
  const wanted = readWanted(values)
  await checkMethod(method)
  const simulator = await context.simulator()
  const { log } = await readLog(simulator)
  const idOf = wanted.some(([name]) => name === 'channel') ? await channelIds(simulator) : (value: string) => value
  const ofMethod = log.filter(({ what }) => what === (method === 'page' ? 'authorize' : method))
  const { as: who, count } = options
  const matches = ofMethod.filter(
    ({ ok, as, args }) =>
      ok &&
      (who === undefined || as?.startsWith(`${who}:`) === true) &&
      wanted.every(([name, value]) => {
        const arrived = args[name]
        return arrived === value || (name === 'channel' && arrived !== undefined && idOf(arrived) === idOf(value))
      }),
  )
  const met = count === undefined ? matches.length > 0 : matches.length === count
  const expectation = [method, ...values, ...(who ? [`as ${who}`] : [])].join(' ')
  if (!met) throw notMet({ expectation, count, matches }, ofMethod.length > 0 ? ofMethod : log, context)
  if (context.terminal.json) return context.terminal.result(matches, () => '')
  const [number, noun] = matches.length === 1 ? [1, 'request'] : [matches.length, 'requests']
  context.terminal.done(`${expectation}: ${number === 0 ? 'no request' : `${number} ${noun}`} arrived, as expected`)
}

/** Returns a function from the name of a channel, as in `#general`, to its id. It returns any other value unchanged. */
async function channelIds(simulator: LocalSimulator): Promise<(value: string) => string> {
  const { channels } = await control(simulator, 'desk', {}, ['channels'])
  return (value) => channels.find(({ name }) => name === value.replace(/^#/, ''))?.id ?? value
}

function readWanted(values: readonly string[]): [name: string, value: string][] {
  return values.map((text) => {
    const sign = text.indexOf('=')
    if (sign > 0) return [text.slice(0, sign), text.slice(sign + 1)]
    throw new CliError('usage', `“${text}” is not name=value`, {
      code: 'usage',
      hint: 'For example: slack-tokens sim log --expect chat.postMessage channel=C0SIMGENL',
    })
  })
}

interface UnmetExpectation {
  readonly expectation: string
  readonly count: number | undefined
  readonly matches: readonly LoggedRequest[]
}

function notMet(
  { expectation, count, matches }: UnmetExpectation,
  instead: readonly LoggedRequest[],
  { terminal }: Context,
): CliError {
  const wanted = count === undefined ? 'at least 1 request' : count === 1 ? '1 request' : `${count} requests`
  const shown = instead.slice(-mostRows)
  const rows = columns(
    rowHead,
    shown.map((entry) => requestCells(entry, terminal.paint)),
    terminal.noteRoom,
  )
  const came =
    shown.length === 0
      ? 'No request arrived'
      : `Other requests${instead.length > mostRows ? ' (the last ones)' : ''}:\n${rows}`
  const arrived = matches.length === 0 ? 'none arrived' : `${matches.length} arrived`
  return new CliError('failed', `${expectation}: expected ${wanted}, ${arrived}. ${came}`, {
    code: 'not_met',
    hint: 'All requests: slack-tokens sim log',
    details: { expected: count ?? null, arrived: matches.length, instead: shown },
  })
}
