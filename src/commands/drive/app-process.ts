import { CliError } from '../../errors.ts'
import { portOwner } from '../../net/port-owner.ts'
import { turnEnvironment } from '../../proxy/turn.ts'
import type { ProxyEvent } from '../../proxy/types.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { cutEnd } from '../../terminal/width.ts'
import { type Ending, tellingEnd } from './app-end.ts'
import { type AppProgram, lookAtApp } from './app-language.ts'
import { type AppCredentials, appEnvironment, type Child, type ChildOptions, startChild } from './child-process.ts'
import type { CommandLine } from './command-line.ts'
import { findInstallUrl } from './install-url.ts'
import { setInside, turnedInside, withoutSettings } from './start-line.ts'
import { appEnded, takesConnections, untilReady } from './wait-until-ready.ts'

export interface StartedApp {
  /** The app's install address. */
  readonly url: URL
  readonly credentials: AppCredentials
  /** Returns the language of the app, and whether its process has the environment variables of this drive. */
  program(): AppProgram
  /** What the proxy of this drive observed of the app's requests. */
  readonly events: readonly ProxyEvent[]
  /** Returns everything that the app printed, including output from before a restart. */
  output(): string
  /**
   * Returns how the app exited; undefined while it runs.
   * @param broke whether a connection to the app just broke, so that the app may be about to exit.
   */
  ended(broke: boolean): Promise<Ending | undefined>
  /**
   * Waits for `work`, which can succeed only while the app runs.
   * @throws CliError with the exit reason `failed` and the code `app_ended`: the work failed because the app exited.
   */
  whileItRuns<T>(work: Promise<T>): Promise<T>
  /** Stops the remaining processes and starts the app again. */
  restart(): Promise<void>
}

export interface StartOrder {
  readonly command: string
  /** The app's install address; undefined when the user did not give it. */
  readonly url: URL | undefined
  /** How long to wait until the app listens, in milliseconds. */
  readonly patience: number
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
}

/**
 * Starts an app that calls the simulator instead of Slack, and runs `work`. Always stops the app afterwards.
 * @throws CliError when the app does not start, after printing its output.
 */
export async function withApp<T>(
  order: StartOrder,
  { context, simulator }: { readonly context: Context; readonly simulator: LocalSimulator },
  work: (app: StartedApp) => Promise<T>,
): Promise<T> {
  const { terminal, environment, signal } = context
  const { url, command, again } = order
  const { app: simulated } = await control(simulator, 'describe', {}, ['app'])
  const own = appEnvironment(environment, simulator, { ...simulated, signingSecret: simulated.signingSecret ?? '' })
  const turned = await turnEnvironment({
    environment: own,
    simulatorUrl: simulator.url,
    offline: false,
    now: context.clock.now(),
  })
  const env = turned.environment
  const life = createLife(order, { env, guard: turned.guard }, context)
  // From here on, each error must close what `turnEnvironment` started: an open guard keeps this process alive.
  try {
    const credentials = credentialsIn(env)
    for (const secret of [credentials.clientSecret, credentials.signingSecret]) terminal.conceal(secret)
    if (url && (await takesConnections(url))) throw portTaken(url)
    const base = await terminal.wait(`Starting ${command}`, life.start())
    return await work({
      url: url ?? (await life.whileItRuns(base, findInstallUrl(base, { http: await context.http(), signal, again }))),
      credentials,
      program: () => life.program(base),
      events: turned.events,
      output: life.output,
      ended: (broke) => life.ended(base, broke),
      whileItRuns: (one) => life.whileItRuns(base, one),
      restart: () => life.restart(base),
    })
  } catch (error) {
    if (error instanceof CliError && /^app_/.test(error.code)) {
      for (const line of tellingEnd(life.output().split('\n'), 15))
        terminal.note(terminal.paint.dim(`  app │ ${cutEnd(terminal.masked(line), terminal.noteRoom - 8)}`))
    }
    throw tellSettings(error, order)
  } finally {
    await life.stop()
    await turned.close()
  }
}

/** Creates the object that starts, stops and restarts the app's process. */
function createLife(
  { command, url, patience, again }: StartOrder,
  { env, guard }: Pick<ChildOptions, 'env' | 'guard'>,
  { cwd, clock, signal, terminal }: Context,
) {
  const onFound = ({ origin }: URL) =>
    terminal.noteOnce(`The app did not print where it listens. Its only port is: ${origin}`)
  let child: Child | undefined
  let printed = ''
  const start = async (): Promise<URL> => {
    printed += child?.output() ?? ''
    child = startChild({ command, cwd, env, clock, guard })
    return await untilReady(url, { child, onFound, clock, signal, patience, again })
  }
  const isUp = async (base: URL) => child?.ending() === undefined && (await takesConnections(base))
  const output = () => printed + (child?.output() ?? '')
  const ended = async (base: URL, broke: boolean): Promise<Ending | undefined> => {
    // A connection breaks shortly before the port closes. If a shell runs the app, the shell reports the exit even
    // later.
    for (let waited = 0; broke && waited < 500 && (await isUp(base)); waited += 50) await clock.sleep(50, signal)
    if (await isUp(base)) return undefined
    for (let waited = 0; waited < 1000 && child?.ending() === undefined; waited += 50) await clock.sleep(50, signal)
    const ending = child?.ending()
    if (!ending) return { says: 'no longer listens', clean: true }
    // A process that the app started can keep the output open for a long time.
    await Promise.race([child?.closed, clock.sleep(500, signal)])
    const inside = setInside(command)
    return ending.clean || inside.length === 0 ? ending : { ...ending, says: `${ending.says} (${overridden(inside)})` }
  }
  return {
    start,
    output,
    program: ({ port }: URL) => lookAtApp({ command, cwd, processes: child?.processes() ?? [], port: Number(port) }),
    stop: async () => await child?.stop(),
    ended,
    async whileItRuns<T>(base: URL, work: Promise<T>): Promise<T> {
      return await work.catch(async (error: unknown) => {
        const ending = error instanceof CliError ? await ended(base, true) : undefined
        throw ending ? appEnded('its install page opened', { ending, output: output() }) : error
      })
    },
    async restart(base: URL) {
      await child?.stop()
      // A process that was just killed can accept connections for a moment longer. Otherwise it would be taken for the
      // new one.
      for (let waited = 0; waited < 3000 && (await takesConnections(base)); waited += 50) await clock.sleep(50, signal)
      await start()
    },
  }
}

/**
 * Adds a likely cause to the hint of the error when the user's command overrides variables that drive sets for the app.
 * Returns any other error unchanged.
 */
function tellSettings(error: unknown, { command, again }: StartOrder): unknown {
  if (!(error instanceof CliError) || !/^app_/.test(error.code)) return error
  const inside = error.code === 'app_not_turned' ? turnedInside(command) : setInside(command)
  if (inside.length === 0) return error
  const { failure, message, code, details } = error
  const hint = `T${overridden(inside).slice(1)}. Leave it out: ${again({ start: withoutSettings(command) })}`
  return new CliError(failure, message, { code, hint, details, cause: error })
}

function overridden(names: readonly string[]): string {
  return `the command sets ${names.join(' and ')} itself, so the app does not get the value from drive`
}

function credentialsIn(env: Readonly<NodeJS.ProcessEnv>): AppCredentials {
  return {
    clientId: env['SLACK_CLIENT_ID'] ?? '',
    clientSecret: env['SLACK_CLIENT_SECRET'] ?? '',
    signingSecret: env['SLACK_SIGNING_SECRET'] ?? '',
    appToken: env['SLACK_APP_TOKEN'] ?? '',
  }
}

function portTaken(url: URL): CliError {
  const owner = portOwner(Number(url.port))
  const who = owner ? `${owner.name} (pid ${owner.pid})` : 'Another program'
  return new CliError('failed', `${who} already listens at ${url.origin}`, {
    code: 'port_in_use',
    hint: 'End it, or drive it without --start',
  })
}
