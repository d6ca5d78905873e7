import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../src/config/store.ts'
import { createMachine, type Machine } from './cli.ts'
import { startScene } from './rotating-machine.ts'

/**
 * Starts a simulator and installs its app on one machine. Returns both with a second machine that has no installation.
 */
export async function startElsewhere(lifetime: number | null = null) {
  const scene = await startScene(lifetime)
  await scene.install()
  const machine = createMachine()
  const api = ['--api-url', scene.slack.apiUrl]
  return {
    scene,
    machine,
    answer: scene.kept().responses[0]?.body,
    run: (argv: readonly string[], input = '') => machine.run([...argv, ...api], { input }),
    kept: () => storedOn(machine),
    async [Symbol.asyncDispose]() {
      machine[Symbol.dispose]()
      await scene[Symbol.asyncDispose]()
    },
  }
}

/** Reads and parses the machine's config file. */
export function storedOn({ directory }: Machine): Config {
  return JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
}

/** Returns an installation of one workspace as Slack’s Node SDK stores it. */
export function sdkRecord(team: string) {
  return {
    team: { id: team, name: `Acme ${team}` },
    isEnterpriseInstall: false,
    user: { id: 'U1', token: `xoxp-sim-${team}-user`, scopes: ['search:read'] },
    bot: { token: `xoxb-sim-${team}-bot`, scopes: ['chat:write'], userId: 'UBOT', id: 'B1' },
    appId: 'A1',
    tokenType: 'bot',
    authVersion: 'v2',
  }
}
