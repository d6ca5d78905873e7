import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { driveApp } from '../../support/drive.ts'
import { commandsInAnswer } from '../../support/printed-commands.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const
describe('drive, for invalid arguments', () => {
  const refusal = async (...argv: string[]) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['drive', ...argv, '--json'], { cwd: process.cwd() })
    return [code, json]
  }

  it('exits with 2 (nothing_to_drive) without an install URL, and names drive --start', async () => {
    expect(await refusal()).toMatchObject([2, { error: 'nothing_to_drive', hint: /slack-tokens drive --start/ }])
  })

  it('exits with 2 (not_a_url) for an install URL or a --use that is not a URL', async () => {
    expect(await refusal('localhost/install')).toMatchObject([2, { error: 'not_a_url' }])
    expect(await refusal('http://localhost:1/', '--use', 'hello')).toMatchObject([2, { error: 'not_a_url' }])
  })

  it.each([
    [['localhost:1/x'], /not_a_url/, /^Write it in full: slack-tokens drive http:\/\/localhost:1\/x$/],
    [['http://localhost:1/', '--use', 'hello'], /not_a_url/, /drive http:\/\/localhost:1\/ --use \/hello$/],
    [['http://localhost:1/', '--use', 'localhost:1/x'], /not_a_url/, / --use http:\/\/localhost:1\/x$/],
    [['http://localhost:1/', '--events-url', 'nope'], /not_a_url/, / --events-url \/nope$/],
    [['http://localhost:1/', '--redirect-url', 'nope'], /not_a_url/, / --redirect-url http:\S+$/],
    [['http://localhost:1/', '--allow-host', 'App.test:80'], /not_a_host/, / --allow-host app\.test$/],
    [['--allow-host', 'app.test', 'http://localhost:1/'], /not_a_host/, /drive http:\S+ --allow-host app\.test$/],
  ])('names for %j a command that passes the same check', async (argv, error, hint) => {
    const [code, said] = (await refusal(...argv)) as [number, { error: string; hint: string }]
    expect([code, said.error, said.hint]).toEqual([2, expect.stringMatching(error), expect.stringMatching(hint)])
    const [words] = commandsInAnswer(said.hint)
    // Nothing listens at this URL. `drive` notices this only after it has checked every option.
    expect(await refusal(...(words?.slice(1) ?? []))).toMatchObject([2, { error: 'nothing_there' }])
  })

  it.each([
    [['http://dana:hunter2@localhost:1/x']],
    [['http:dana:hunter2@localhost:1/x']],
    [['dana:hunter2@localhost:1/x']],
    [['http://localhost:1/', '--use', '//dana:hunter2@localhost/x']],
    [['http://localhost:1/', '--events-url', 'http://dana:hunter2@localhost:1/x']],
    [['http://localhost:1/', '--redirect-url', 'http://dana:hunter2@localhost:1/x', '--use', 'hello']],
    [['http://localhost:1/', '--allow-host', 'dana:hunter2@app.test']],
    [['http://dana:hunt/er2@localhost:1/x']],
  ])('exits with 2 for a name and a password in an address, and prints neither: %j', async (argv) => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['drive', ...argv], { cwd: process.cwd() })
    expect([code, stdout + stderr]).toEqual([2, expect.not.stringMatching(/dana|hunt|er2/)])
    expect(stderr).toMatch(/name or a password|name of a host|not “/)
  })

  it.each(['--use', '--events-url', '--redirect-url', '--manifest', '--allow', '--scenario'])(
    'exits with 2 (usage) for an empty %s, for example from an unset shell variable',
    async (option) =>
      expect(await refusal('http://localhost:1/', option, '')).toMatchObject([2, { message: /It is empty/ }]),
  )

  it('exits with 2 for an unknown scenario, and names the known ones', async () => {
    expect(await refusal('http://localhost:1/', '--scenario', 'alow')).toMatchObject([2, { message: /wrong-state/ }])
  })

  it('exits with 2 (not_loopback) for an install URL or a redirect to another computer, and names --allow-host', async () => {
    const hint = /slack-tokens drive --allow-host app\.example\.com/
    expect(await refusal('http://app.example.com/install')).toMatchObject([2, { error: 'not_loopback', hint }])
    const drove = await driveApp({ ...plain, defect: 'foreign-redirect' })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'not_loopback', hint }])
  })

  it('exits with 2 and hints at --redirect-url when the install link has no redirect URL', async () => {
    const which = { ...plain, defect: 'no-redirect-uri' }
    const missing = { error: 'redirect_url_missing', hint: /--redirect-url/ }
    const { code, json } = await driveApp(which)
    expect([code, json]).toMatchObject([2, missing])
  })

  it('exits with 1 (nothing_there) for a URL where nothing listens', async () => {
    const url = `http://localhost:${await freePort()}/install`
    expect(await refusal(url)).toMatchObject([2, { error: 'nothing_there', message: /nothing listens at localhost/ }])
  })
})
