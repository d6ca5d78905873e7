import { describe, expect, it } from 'vitest'
import { earlierEnvironment, earlierVariable, notedIn, noteEarlier } from '../../src/net/earlier-environment.ts'
import { createMachine } from '../support/cli.ts'
import { acme, keep } from '../support/kept.ts'

const before = { PATH: '/bin', HTTPS_PROXY: 'http://proxy.example:3128', SLACK_USER_TOKEN: 'xoxp-real-sample' }
const changed = {
  PATH: '/bin',
  HTTPS_PROXY: 'http://127.0.0.1:4800',
  NODE_OPTIONS: '--require preload.cjs',
  SLACK_USER_TOKEN: 'xoxp-sim-sample',
  SLACK_TOKENS_SIMULATOR_URL: 'http://localhost:4717',
}
const shell = { ...changed, [earlierVariable]: noteEarlier(before, changed) }

describe('the note about the environment before sim env', () => {
  it('restores the variables by which programs reach Slack, and does not change the tokens of the shell', () =>
    expect(earlierEnvironment(shell)).toEqual({ ...before, SLACK_USER_TOKEN: 'xoxp-sim-sample' }))

  it('contains no user token', () => expect(shell[earlierVariable]).not.toContain('xoxp-'))

  it.each([undefined, '', 'no JSON', '[1', 'null', '7'])('is ignored when it is %j', (note) => {
    const env = { ...changed, [earlierVariable]: note }
    expect(earlierEnvironment(env)).toEqual(env)
    expect(notedIn(env)).toBeUndefined()
  })

  it('makes `slack-tokens run` start a program for the real Slack with the HTTPS_PROXY from before sim env', async () => {
    using machine = createMachine()
    keep(machine.directory, acme())
    const environments: Readonly<Record<string, string | undefined>>[] = []
    const { code, stderr } = await machine.run(['run', '--', 'app'], {
      env: shell,
      runProgram: async (_program, _words, env) => {
        environments.push(env)
        return 0
      },
    })
    expect(code, stderr).toBe(0)
    const [env = {}] = environments
    expect(env['HTTPS_PROXY']).toBe(before.HTTPS_PROXY)
    expect([env['NODE_OPTIONS'], env['SLACK_TOKENS_SIMULATOR_URL'], env[earlierVariable]]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(env['SLACK_USER_TOKEN']).not.toBe('xoxp-sim-sample')
  })
})
