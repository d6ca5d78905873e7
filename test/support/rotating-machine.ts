import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from '../../src/config/installation.ts'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { createMachine, type Machine, type Over, type Ran } from './cli.ts'
import { redirectUri } from './consent.ts'
import { decide } from './login.ts'

/** A simulator whose app rotates its tokens, a machine that uses it as Slack, and one clock for both. */
export interface Scene extends AsyncDisposable {
  readonly slack: SimulatorServer
  readonly machine: Machine
  /** Runs a command on the machine at the time of the clock, without a terminal. */
  run(argv: readonly string[], over?: Over): Promise<Ran>
  /** Advances the clock by `seconds`. */
  passes(seconds: number): void
  /** Installs the app as dana, or as the person in `choice`; `more` are further login arguments. */
  install(choice?: Readonly<Record<string, string>>, more?: readonly string[]): Promise<Ran>
  /** Returns the stored installation named `name`; by default, the only installation. */
  kept(name?: string): Installation
  /** Returns how many calls of a method the simulator received. */
  asked(method: string): number
}

export const hours = 3600

/**
 * Starts a simulator and creates a machine with the same clock.
 * @param lifetime the lifetime of an access token in seconds; null for an app without rotation
 */
export async function startScene(
  lifetime: number | null = 12 * hours,
  options: SimulatorServerOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  let offset = 0
  const now = () => Date.now() + offset
  const slack = await startSimulator({
    port: 0,
    now,
    ...(lifetime !== null && { tokenLifetime: lifetime }),
    ...options,
  })
  const machine = createMachine(env)
  const folder = env['SLACK_TOKENS_CONFIG_DIR'] ?? machine.directory
  const clock = { now, sleep: () => Promise.resolve() }
  const run = (argv: readonly string[], over: Over = {}) => machine.run(argv, { input: '', clock, ...over })
  return {
    slack,
    machine,
    run,
    passes(seconds) {
      offset += seconds * 1000
    },
    async install(choice = {}, more = []) {
      const started = await run(
        ['login', linkOf(slack), '--redirect-uri', redirectUri, '--client-secret', '--start', '--json', ...more],
        { input: `${slack.app.clientSecret}\n` },
      )
      const { id, url } = started.json as { id: string; url: string }
      const home = await decide(url, { decision: 'allow', ...choice })
      const finished = await run(['login', '--finish', id], { input: `${home}\n` })
      if (finished.code !== 0) throw new Error(finished.stderr)
      return finished
    },
    kept(name) {
      const { profiles, active } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as {
        active: string
        profiles: Record<string, Installation>
      }
      const found = profiles[name ?? active]
      if (!found) throw new Error(`Nothing is kept as ${name ?? active}`)
      return found
    },
    asked: (method) => slack.log().filter(({ what }) => what === method).length,
    async [Symbol.asyncDispose]() {
      await slack.close()
      machine[Symbol.dispose]()
    },
  }
}

function linkOf(slack: SimulatorServer): string {
  const query = new URLSearchParams({
    client_id: slack.app.clientId,
    scope: 'chat:write,channels:read,incoming-webhook',
    user_scope: 'search:read,chat:write',
  })
  return `${slack.authorizeUrl}?${query.toString()}`
}
