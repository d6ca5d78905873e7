import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'
import { acme, keep, only } from '../../support/kept.ts'

/** Runs `sim run` with a program that does nothing. Returns the program's environment and what was printed. */
async function simRun(machine: Machine, options: readonly string[] = []) {
  let env: NodeJS.ProcessEnv = {}
  const ran = await machine.run(['sim', 'run', ...options, '--', 'program'], {
    runProgram: (_command, _args, given) => {
      env = given
      return Promise.resolve(0)
    },
  })
  expect(ran.code, ran.stderr).toBe(0)
  return { env, stderr: ran.stderr }
}

const configOf = ({ directory }: Machine) => JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
const installed = /Installed the simulator’s app/

describe('sim run, when the active installation is not a simulated one', () => {
  it.each([
    ['an installation in a real workspace', acme()],
    ['no installation', {}],
  ])(
    'installs the app on the simulator once for two runs, and does not change the active installation: %s',
    async (_what, kept) => {
      using machine = createMachine()
      keep(machine.directory, kept)
      const first = await simRun(machine)
      const second = await simRun(machine)
      expect([first.stderr, second.stderr]).toEqual([
        expect.stringMatching(installed),
        expect.not.stringMatching(installed),
      ])
      const { SLACK_BOT_TOKEN, SLACK_USER_TOKEN, SLACK_TEAM_ID } = first.env
      expect(SLACK_BOT_TOKEN).toMatch(/^xoxb-/)
      expect(second.env).toMatchObject({ SLACK_BOT_TOKEN, SLACK_USER_TOKEN, SLACK_TEAM_ID })
      const simulated = Object.entries(configOf(machine).profiles).filter(([, one]) => one.simulator)
      const [name, stored] = only(Object.fromEntries(simulated))
      expect([first.env['SLACK_TOKENS_PROFILE'], second.env['SLACK_TOKENS_PROFILE']]).toEqual([name, name])
      const path = ({ env }: typeof first) => new URL(env['SLACK_WEBHOOK_URL'] ?? '').pathname
      expect(path(second)).toBe(path(first))
      const { active } = configOf(machine)
      expect(active).toBe(kept.active ?? null)
      expect(stored.webhooks).toHaveLength(1)
      expect(second.stderr).toContain(`“${name}”`)
    },
  )

  it('installs the app again when sim reset has made the stored tokens invalid', async () => {
    using machine = createMachine()
    await simRun(machine)
    expect((await machine.run(['sim', 'reset'])).code).toBe(0)
    expect((await simRun(machine)).stderr).toMatch(installed)
    only(configOf(machine).profiles)
  })

  it('installs the app as the person in --user, and keeps the token of the first person', async () => {
    using machine = createMachine()
    const first = await simRun(machine)
    const second = await simRun(machine, ['--user', '@lee'])
    expect(second.env['SLACK_USER_TOKEN']).not.toBe(first.env['SLACK_USER_TOKEN'])
    const [, { users }] = only(configOf(machine).profiles)
    expect(new Set(users.map(({ token }) => token))).toEqual(
      new Set([first.env['SLACK_USER_TOKEN'], second.env['SLACK_USER_TOKEN']]),
    )
  })
})

describe('sim run, when the active installation is a simulated one', () => {
  it('uses the token of that installation, and installs nothing', async () => {
    using machine = createMachine()
    expect((await machine.run([...approve])).code).toBe(0)
    const before = configOf(machine)
    const { env, stderr } = await simRun(machine)
    expect(stderr).not.toMatch(installed)
    const [, { bot }] = only(before.profiles)
    expect(env['SLACK_BOT_TOKEN']).toBe(bot?.token)
    expect(configOf(machine)).toEqual(before)
  })
})
