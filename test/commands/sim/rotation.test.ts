import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { createMachine } from '../../support/cli.ts'
import { freePort } from '../../support/program.ts'

const ended = AbortSignal.abort(new Interruption('interrupted'))

describe('sim start --token-lifetime', () => {
  it('makes the tokens of later installs expire, and refresh --force refreshes them', async () => {
    using machine = createMachine()
    const port = String(await freePort())
    const started = await machine.run(['sim', 'start', '--port', port, '--token-lifetime', '90'], { signal: ended })
    expect(started.stdout).toMatch(/tokens +rotate, lifetime 90 s/)
    const login = await machine.run(['login', '--sim', '--approve', '--port', String(await freePort())])
    expect(login.code, login.stderr).toBe(0)
    expect(login.stderr).toMatch(/valid for 90 s, refreshed automatically/)
    const forced = await machine.run(['refresh', '--force', '--json'])
    expect(forced.json).toMatchObject([
      { identity: 'bot', state: 'refreshed' },
      { identity: 'user', state: 'refreshed' },
    ])
  })

  it('exits with 2 when its value is not a number of seconds', async () => {
    using machine = createMachine()
    const wrong = await machine.run(['sim', 'start', '--token-lifetime', 'soon', '--json'])
    expect(wrong).toMatchObject({ code: 2, json: { ok: false, error: 'usage' } })
    expect(wrong.stderr).toContain('It must be a number of seconds, at least 1')
  })

  it('gives tokens whose refresh exits with 4 (invalid_refresh_token) after sim reset', async () => {
    using machine = createMachine()
    const port = String(await freePort())
    await machine.run(['sim', 'start', '--port', port, '--token-lifetime', '90'], { signal: ended })
    await machine.run(['login', '--sim', '--approve', '--port', String(await freePort())])
    await machine.run(['sim', 'reset'])
    const refused = await machine.run(['refresh', '--as', 'bot', '--force', '--json'])
    expect(refused).toMatchObject({ code: 4, json: { error: 'invalid_refresh_token' } })
    expect(refused.stderr).toContain('slack-tokens login --sim')
  })
})
