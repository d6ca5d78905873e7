import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Over } from '../../support/cli.ts'

const desktop = (opened: string[]): Over => ({
  input: '',
  env: { BROWSER: '', DISPLAY: ':0' },
  openBrowser: async (url) => void opened.push(url),
})

describe('app create --link, through the page of Slack', () => {
  it('prints and opens a link that contains the manifest, and names `app add` and `login` as the next commands', async () => {
    using machine = createMachine()
    const opened: string[] = []
    const argv = ['app', 'create', '--link', '--name', 'Deploy & Co', '--scopes', 'chat:write', '--port', '3000']
    const ran = await machine.run(argv, desktop(opened))
    expect(ran.code, ran.stderr).toBe(0)
    const url = ran.stdout.trim()
    expect(opened).toEqual([url])
    expect(url).not.toContain('+')
    expect(new URL(url).origin + new URL(url).pathname).toBe('https://api.slack.com/apps')
    const printed = await machine.run(['app', 'manifest', ...argv.slice(3)], { input: '' })
    expect(JSON.parse(new URL(url).searchParams.get('manifest_json') ?? '')).toEqual(printed.json)
    expect(ran.stderr).toContain(
      'slack-tokens app add --name deploy-co --client-id ID --scopes chat:write --redirect-uri https://localhost:3000/slack/callback --client-secret',
    )
    expect(ran.stderr).toContain('slack-tokens login --app deploy-co')
  })

  it('opens no browser with BROWSER=none, and prints a note when the browser does not start', async () => {
    using machine = createMachine()
    const opened: string[] = []
    const quiet = { ...desktop(opened), env: { BROWSER: 'none', DISPLAY: ':0' } }
    const ran = await machine.run(['app', 'create', '--link', '--json'], quiet)
    expect(ran.json).toMatchObject({ ok: true, by: 'link', redirectUrls: ['https://localhost:8443/slack/callback'] })
    expect(opened).toEqual([])
    const broken = { ...desktop([]), openBrowser: () => Promise.reject(new Error('no')) }
    const told = await machine.run(['app', 'create', '--link'], broken)
    expect(told.code).toBe(0)
    expect(told.stderr).toContain('No browser could be opened')
  })

  it('exits with 2 (link_too_long) and names “From a manifest” when the manifest makes the link too long', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const long = { display_information: { name: 'Long', long_description: 'word '.repeat(790) } }
    writeFileSync(join(machine.directory, 'long.json'), JSON.stringify({ ...long, settings: {}, features: {} }))
    const opened: string[] = []
    const ok = await machine.run(['app', 'create', '--link', '--manifest', 'long.json', '--json'], desktop(opened))
    expect(ok.code, ok.stderr).toBe(0)
    const parameters = { input_parameters: {}, output_parameters: {} }
    const functions = { hello: { title: 'x'.repeat(4000), description: 'Greets', ...parameters } }
    writeFileSync(join(machine.directory, 'long.json'), JSON.stringify({ ...long, functions }))
    const ran = await machine.run(['app', 'create', '--link', '--manifest', 'long.json', '--json'], desktop(opened))
    expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'link_too_long'])
    expect(ran.stderr).toContain('From a manifest')
    expect(opened.length).toBe(1)
  })

  it('exits with 2 (invalid_manifest) and opens no browser for a misspelt scope', async () => {
    using machine = createMachine()
    const opened: string[] = []
    const ran = await machine.run(['app', 'create', '--link', '--scopes', 'chat:wirte', '--json'], desktop(opened))
    expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'invalid_manifest'])
    expect(opened).toEqual([])
  })
})
