import { once } from 'node:events'
import { connect } from 'node:net'
import { CliError } from '../../errors.ts'
import { socketHost } from '../../net/socket-host.ts'
import type { RunClock } from '../../runtime/context.ts'
import type { Ending } from './app-end.ts'
import type { Child } from './child-process.ts'
import type { CommandLine } from './command-line.ts'

export interface ReadyWait {
  readonly child: Child
  /** The function to call with the app's address if the app did not print that address. */
  readonly onFound: (address: URL) => void
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** The time limit in milliseconds. */
  readonly patience: number
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
}

/**
 * How long a port must be the app's only port before drive uses it, in milliseconds: the app may open a second port.
 */
const settling = 2000

/**
 * Waits until the started app accepts connections: at `address`, at the address that it prints, or at the only port on
 * which its processes listen.
 * @returns the app's base URL.
 * @throws CliError with the exit reason `failed` and the code `app_ended`: the app exited; with `timedOut` and
 * `app_not_ready`: nothing listens. The field `details` contains the last lines of output.
 */
export async function untilReady(address: URL | undefined, waiting: ReadyWait): Promise<URL> {
  const { child, clock, signal, patience } = waiting
  let alone: { readonly port: number | undefined; readonly since: number } | undefined
  for (const since = clock.now(); ; ) {
    const known = address ?? announced(child.output())
    const port = known ? undefined : onlyOf(child.ports())
    if (port !== alone?.port) alone = { port, since: clock.now() }
    const settled = alone?.port !== undefined && clock.now() - alone.since >= Math.min(settling, patience / 2)
    const found = known ?? (settled ? new URL(`http://localhost:${alone?.port}`) : undefined)
    const up = found !== undefined && (await takesConnections(found))
    // This check must follow the connection: if the app exited because its port was in use, another program answered.
    const ending = child.ending()
    if (ending) throw appEnded('it accepted a connection', { ending, output: child.output() })
    if (up) {
      if (!known) waiting.onFound(found)
      return found
    }
    if (clock.now() - since > patience) throw notReady({ address, found }, waiting)
    // Without a known address, each round lists the ports of the app's processes, which takes longer.
    await clock.sleep(known ? 50 : 150, signal)
  }
}

const onlyOf = (ports: readonly number[]) => (ports.length === 1 ? ports[0] : undefined)

/** Returns the address that an app prints when it is ready; undefined when it has not printed one. */
export function announced(printed: string): URL | undefined {
  const output = printed.replace(/^.*(?:debugger|wss?:).*$/gim, '')
  const address = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):\d{2,5}/i.exec(output)?.[0]
  const port = /\b(?:port|listening|running|started|ready)\b[^\n]{0,40}?[\s:](\d{4,5})\b/i.exec(output)?.[1]
  const text = address ?? (port && `http://localhost:${port}`)
  return text && URL.canParse(text) ? new URL(text.replace(/0\.0\.0\.0|\[::\]/, 'localhost')) : undefined
}

/** Whether a program accepts connections at the address. */
export async function takesConnections(url: URL): Promise<boolean> {
  const { port, protocol } = url
  const socket = connect({ host: socketHost(url), port: Number(port || (protocol === 'https:' ? 443 : 80)) })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Returns the last lines of the app's output. */
export function lastLines(output: string, most = 15): readonly string[] {
  return output.trimEnd().split('\n').slice(-most)
}

/** Returns the error for an app that exited too early. */
export function appEnded(before: string, { ending, output }: { ending: Ending; output: string }): CliError {
  return new CliError('failed', `The app ${ending.says} before ${before}`, {
    code: 'app_ended',
    hint: 'Its output is above; does the command work by itself?',
    details: { output: lastLines(output) },
  })
}

/** @param address the install address that the user gave; undefined without one */
function notReady(
  { address, found }: Readonly<Record<'address' | 'found', URL | undefined>>,
  { child, patience, again }: ReadyWait,
): CliError {
  const ports = child.ports()
  const [first] = ports
  const install = new URL(address ?? 'http://localhost/slack/install')
  install.port = String(first)
  const where = found
    ? `accepts no connection at ${found.origin}`
    : first === undefined
      ? 'has not printed where it listens'
      : `has not printed which of its ports is for the browser: ${ports.join(', ')}`
  const longer = again({ wait: Math.min(3600, (patience / 1000) * 2) })
  return new CliError('timedOut', `After ${patience / 1000} s the app ${where}`, {
    code: 'app_not_ready',
    hint:
      first === undefined
        ? `Give its address after the command, or wait longer: ${longer}`
        : `Give the address of its install page: ${again.install(install)}`,
    details: { output: lastLines(child.output()) },
  })
}
