import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { createMachine, type Machine } from './cli.ts'
import { controlHeaders } from './simulator.ts'

/** The two tokens in the simulator's answer about itself. */
interface Pair {
  readonly configToken: string
  readonly configRefreshToken: string
}

export interface Settings extends AsyncDisposable {
  readonly slack: SimulatorServer
  readonly machine: Machine
  /** Returns the newest configuration token and its refresh token, one per line, as a person pipes them in. */
  readonly pair: () => Promise<string>
  readonly control: (verb: 'GET' | 'POST', path: string, body?: object) => Promise<Record<string, unknown>>
  /** Runs `slack-tokens app …` with this simulator as Slack and with a pipe as standard input. */
  readonly app: (argv: readonly string[], over?: Parameters<Machine['run']>[1]) => ReturnType<Machine['run']>
  /** Reads and parses the config file. */
  readonly kept: () => Kept
  /** Returns how many calls of a method the simulator received. */
  readonly calls: (method: string) => number
}

interface Kept {
  readonly active: string | null
  readonly profiles: Record<string, unknown>
  readonly apps?: Record<string, Record<string, unknown>>
  readonly configTokens?: Record<string, Record<string, unknown>>
}

/** Starts a simulator that the tool treats as Slack, and creates a machine whose SLACK_API_URL points to it. */
export async function settingsAtSlack(options: Parameters<typeof startSimulator>[0] = {}): Promise<Settings> {
  const slack = await startSimulator({ port: 0, ...options })
  const machine = createMachine()
  const control: Settings['control'] = async (verb, path, body) => {
    const response = await fetch(slack.url + path, {
      method: verb,
      headers: controlHeaders(slack),
      ...(verb === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    return (await response.json()) as Record<string, unknown>
  }
  return {
    slack,
    machine,
    control,
    async pair() {
      const { configToken, configRefreshToken } = (await control('GET', '/_sim')) as unknown as Pair
      return `${configToken}\n${configRefreshToken}\n`
    },
    app: async (argv, over = {}) =>
      await machine.run(['app', ...argv, '--no-color'], {
        input: '',
        ...over,
        env: { SLACK_API_URL: slack.apiUrl, ...over.env },
      }),
    kept: () => JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Kept,
    calls: (method) => slack.log().filter(({ what }) => what === method).length,
    async [Symbol.asyncDispose]() {
      machine[Symbol.dispose]()
      await slack.close()
    },
  }
}
