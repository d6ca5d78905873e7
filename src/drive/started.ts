import type { Context, LocalSimulator } from '../context.ts'
import { control } from '../simulated-app.ts'
import { type AppCredentials, appEnvironment, type Child, startChild } from './child.ts'
import { findInstallUrl, lastLines, untilReady } from './ready.ts'

export interface StartedApp {
  /** Its install address. */
  readonly url: URL
  readonly credentials: AppCredentials
  /** All that it printed, over every start. */
  output(): string
  /** Starts it again when it has ended. Says how it ended, undefined when it runs. */
  revive(): Promise<string | undefined>
}

export interface Order {
  readonly command: string
  /** Its install address, where that was given. */
  readonly url: URL | undefined
  /** Milliseconds that it may take to listen. */
  readonly patience: number
}

/**
 * Runs `work` beside an app that is started for it, turned to the simulator, and ended afterwards whatever happens.
 * @throws CliError when the app does not come up, after showing what it printed.
 */
export async function withApp<T>(
  { command, url, patience }: Order,
  { context, simulator }: { readonly context: Context; readonly simulator: LocalSimulator },
  work: (app: StartedApp) => Promise<T>,
): Promise<T> {
  const { terminal, environment, cwd, clock, signal } = context
  const { app: simulated } = (await control(simulator, 'GET', '/_sim')) as { app: AppCredentials }
  const env = appEnvironment(environment, simulator, simulated)
  const credentials = credentialsIn(env)
  terminal.conceal(credentials.clientSecret)
  terminal.conceal(credentials.signingSecret)
  let child: Child | undefined
  let printed = ''
  const start = async (): Promise<URL> => {
    printed += child?.output() ?? ''
    child = startChild({ command, cwd, env, clock })
    return await untilReady(url, { child, clock, signal, patience })
  }
  try {
    const base = await terminal.wait(`Starting ${command}`, start())
    return await work({
      url: url ?? (await findInstallUrl(base, await context.http(), signal)),
      credentials,
      output: () => printed + (child?.output() ?? ''),
      async revive() {
        const ending = child?.ending()
        if (ending === undefined) return undefined
        await child?.stop()
        await start()
        return ending
      },
    })
  } catch (error) {
    if (child?.ending() !== undefined) for (const line of lastLines(child.output())) terminal.note(`    app │ ${line}`)
    throw error
  } finally {
    await child?.stop()
  }
}

function credentialsIn(env: Readonly<NodeJS.ProcessEnv>): AppCredentials {
  return {
    clientId: env['SLACK_CLIENT_ID'] ?? '',
    clientSecret: env['SLACK_CLIENT_SECRET'] ?? '',
    signingSecret: env['SLACK_SIGNING_SECRET'] ?? '',
  }
}
