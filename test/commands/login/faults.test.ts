import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { createMachine } from '../../support/cli.ts'
import { callbackOf, decide, keptBy, linkOf, place, startLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'
import { startWeb } from '../../support/web.ts'

describe('login, when Slack or the disk fails', () => {
  it('exits with 3 for a wrong client secret, and names bad_client_secret on the terminal and on the page', async () => {
    const { slack, port, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { SLACK_CLIENT_SECRET: 'f'.repeat(32) },
    })
    const page = await visit(await decide(await login.url))
    expect(page.text).toMatch(/bad_client_secret/)
    expect((await login.ended).code).toBe(3)
    expect(login.said()).toMatch(/bad_client_secret.*\n.*Basic Information/)
  })

  it('exits with 6 and stores nothing when the person installs in another workspace than the one in --team (threat C7)', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port), '--team', 'T0OTHER99'], { env: secret })
    await visit(await decide((await login.url).replace('team=T0OTHER99', '')))
    expect((await login.ended).code).toBe(6)
    expect(login.said()).toMatch(/installed in Sandbox Inc \(T0SIM0001\), not in T0OTHER99/)
    expect(readdirSync(machine.directory)).not.toContain('config.json')
  })

  it('exits with 1 and writes the tokens to a recovery file when the config file cannot be saved after the exchange (fault R12)', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const runtime = join(dirname(machine.directory), 'runtime')
    mkdirSync(runtime, { mode: 0o700 })
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { ...secret, XDG_RUNTIME_DIR: runtime },
    })
    const url = await login.url
    // Meanwhile a symbolic link has replaced the config file, and the store refuses links.
    symlinkSync('/dev/null', join(machine.directory, 'config.json'))
    const page = await visit(await decide(url))
    expect(page.text).toMatch(/Allowed, but not finished/)
    expect((await login.ended).code).toBe(1)
    const [name = ''] = readdirSync(runtime)
    expect(login.said()).toContain(join(runtime, name))
    expect(statSync(join(runtime, name)).mode & 0o777).toBe(0o600)
    const { profiles } = JSON.parse(readFileSync(join(runtime, name), 'utf8')) as { profiles: object }
    expect(Object.values(profiles)).toMatchObject([
      {
        bot: { token: expect.stringMatching(/^xoxb-sim-/) as string },
        responses: [{ method: 'oauth.v2.access' }],
      },
    ])
    expect(login.said()).not.toMatch(/xox[bp]-sim/)
  })

  it('exits with 1 before it prints the URL of the consent page when the config file is a symbolic link', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    mkdirSync(machine.directory, { mode: 0o700, recursive: true })
    symlinkSync('/dev/null', join(machine.directory, 'config.json'))
    const { code, stderr } = await machine.run(['login', linkOf(slack), '--port', String(port)], {
      input: '',
      env: secret,
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(/is a symbolic link/)
    expect(stderr).not.toMatch(/oauth\/v2\/authorize/)
    expect(slack.log()).toEqual([])
  })

  it('exits with 1 and does not send the code again when the connection is cut during the exchange (fault R9)', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    slack.fail({ on: 'oauth.v2.access', what: 'cut' })
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret })
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(1)
    expect(login.said()).toMatch(/connection was cut/)
    expect(slack.log().filter(({ what }) => what === 'oauth.v2.access')).toHaveLength(1)
  })

  it('exits with 1, lists the fields of the answer and stores nothing when the answer has neither a token nor a webhook', async () => {
    await using slack = await startWeb((_request, response) => response.end('{"ok":true,"new_kind":"xoxz-sim-canary"}'))
    using machine = createMachine()
    const link = `${slack.url.replace('127.0.0.1', 'localhost')}/oauth/v2/authorize?client_id=1234567890.1234567890123&scope=chat:write`
    const login = startLogin(machine, [link, '--port', String(await freePort()), '--json'], {
      env: { SLACK_CLIENT_SECRET: 'f'.repeat(32) },
    })
    const url = new URL(await login.url)
    const state = url.searchParams.get('state') ?? ''
    expect((await visit(callbackOf(url, { code: 'once', state }))).text).toMatch(/Allowed, but not finished/)
    const { code, json, stdout } = await login.ended
    expect({ code, json }).toMatchObject({ code: 1, json: { error: 'no_token_in_answer', fields: ['ok', 'new_kind'] } })
    expect(stdout + login.said()).not.toContain('canary')
    expect(readdirSync(machine.directory)).not.toContain('config.json')
  })

  it('finishes the exchange and stores the tokens when Ctrl-C is pressed during the exchange (fault R14)', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    slack.fail({ on: 'oauth.v2.access', what: 'slow:1500' })
    const stop = new AbortController()
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, signal: stop.signal })
    const page = visit(await decide(await login.url))
    await expect.poll(() => slack.world.state.faults, { timeout: 20_000 }).toEqual([])
    stop.abort(new Interruption('interrupted'))
    expect((await page).text).toMatch(/Installed in Sandbox Inc/)
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/Finishing the exchange so that the tokens are not lost/)
    expect(Object.keys(keptBy(machine).profiles)).toEqual(['sandbox-inc'])
  })

  it('warns that the exported SLACK_BOT_TOKEN will be used instead of the new token', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { ...secret, SLACK_BOT_TOKEN: 'xoxb-sim-other' },
    })
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(0)
    expect(login.said()).toMatch(/SLACK_BOT_TOKEN is exported and will be used instead/)
  })
})
