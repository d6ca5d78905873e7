import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control } from '../../../src/simulator/control/client.ts'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { overSocket } from '../../../src/simulator/process/socket-client.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { createMachine } from '../../support/cli.ts'
import { createPlace } from '../../support/program.ts'
import { controlHeaders } from '../../support/simulator.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const json = { 'content-type': 'application/json' }
const acts = [
  ...['reset', 'seed', 'fail', 'redirect-urls', 'app', 'adopt', 'remove', 'workspace', 'organization', 'token'],
  ...['person', 'config-token', 'trigger', 'keep', 'stop', 'listen', 'page-key', 'nothing'],
]

async function openSession(simulator: SimulatorServer, key: unknown, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ key })
  const reply = await fetch(`${simulator.url}/_sim/session`, { method: 'POST', headers: { ...json, ...headers }, body })
  return { status: reply.status, cookie: reply.headers.get('set-cookie') }
}

async function pageKey(simulator: SimulatorServer): Promise<string> {
  const headers = controlHeaders(simulator)
  const reply = await fetch(`${simulator.url}/_sim/page-key`, { method: 'POST', headers, body: '{}' })
  return ((await reply.json()) as { key: string }).key
}

describe('a request over TCP that changes the simulator', () => {
  it('needs the control token of this simulator, for every action', async () => {
    await using simulator = await startSimulator()
    await using other = await startSimulator()
    const before = JSON.stringify(simulator.world.state)
    for (const act of acts) {
      for (const authorization of [
        undefined,
        'Bearer wrong',
        `Bearer ${other.controlToken}`,
        'Basic eDp4',
        'Bearer ',
      ]) {
        const headers = { ...json, ...(authorization !== undefined && { authorization }) }
        const reply = await fetch(`${simulator.url}/_sim/${act}`, { method: 'POST', headers, body: '{}' })
        expect([reply.status, await reply.json()], act).toEqual([
          401,
          {
            ok: false,
            error: 'control_token_needed',
            message: expect.stringContaining('authorization: Bearer') as string,
          },
        ])
      }
    }
    expect((await fetch(`${simulator.url}/_sim/fail`, { method: 'DELETE' })).status).toBe(401)
    expect(JSON.stringify(simulator.world.state)).toBe(before)
    const headers = controlHeaders(simulator)
    expect((await fetch(`${simulator.url}/_sim/reset`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  })

  it('needs the control token; without this token, /_sim also omits the configuration tokens', async () => {
    await using simulator = await startSimulator()
    const { token = '', refreshToken = '' } = simulator.world.state.configTokens[0] ?? {}
    const told = async (headers: Record<string, string>) =>
      await (await fetch(`${simulator.url}/_sim`, { headers })).text()
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: 'a=1' }]) {
      const text = await told(headers)
      expect(text).toContain(simulator.app.clientId)
      for (const secret of [token, refreshToken]) expect(text).not.toContain(secret)
    }
    expect(JSON.parse(await told(controlHeaders(simulator)))).toMatchObject({
      configToken: token,
      configRefreshToken: refreshToken,
    })
  })

  it('does not show the texts in arguments and messages to a visitor without the token', async () => {
    await using simulator = await startSimulator()
    await fetch(`${simulator.apiUrl}api.test?text=private-words`)
    const said = { method: 'POST', headers: { ...controlHeaders(simulator), 'content-type': 'application/json' } }
    const body = JSON.stringify({ channel: '#general', text: 'private-words' })
    expect((await fetch(`${simulator.url}/_sim/say`, { ...said, body })).status).toBe(200)
    const paths = ['/', '/_sim', '/_sim/log', '/_sim/deliveries', '/_sim/messages?channel=%23general', '/_sim/fail']
    const told = async (headers: Readonly<Record<string, string>>) =>
      (
        await Promise.all(paths.map(async (path) => await (await fetch(simulator.url + path, { headers })).text()))
      ).join()
    expect(await told({})).not.toContain('private-words')
    expect((await told(controlHeaders(simulator))).split('private-words').length).toBeGreaterThan(2)
  })

  it('is refused to a visitor who only opened the page without a token', async () => {
    await using simulator = await startSimulator()
    for (const path of ['/', '/_sim', '/_sim/log', '/_sim/pulse', `/apps/${simulator.app.id}`]) {
      const reply = await fetch(simulator.url + path)
      const text = await reply.text()
      expect([reply.status, reply.headers.get('set-cookie')], path).toEqual([200, null])
      expect(text, path).not.toContain(simulator.controlToken)
    }
    const nonce = /name="nonce" value="([^"]+)"/.exec(
      await (await fetch(`${simulator.url}/apps/${simulator.app.id}`)).text(),
    )
    for (const [path, form] of [
      [`/apps/${simulator.app.id}`, { change: 'add', url: 'https://evil.example/' }],
    ] as const) {
      const body = new URLSearchParams({ nonce: nonce?.[1] ?? '', ...form })
      const reply = await fetch(simulator.url + path, { method: 'POST', headers: { origin: simulator.url }, body })
      expect([reply.status, await reply.text()]).toEqual([403, expect.stringContaining('slack-tokens sim open')])
    }
    expect(simulator.world.state.faults).toEqual([])
    expect(simulator.app.redirectUrls.join()).not.toContain('evil')
  })

  it('is accepted with the cookie that a page gets for the control token or for a one-time key', async () => {
    const clock = { now: Date.now() }
    await using simulator = await startSimulator({ now: () => clock.now })
    const key = await pageKey(simulator)
    const late = await pageKey(simulator)
    for (const good of [simulator.controlToken, key, simulator.controlToken]) {
      const { status, cookie } = await openSession(simulator, good)
      expect([status, cookie]).toEqual([
        200,
        expect.stringMatching(/^\w+=[\w-]{22}; Path=\/; HttpOnly; SameSite=Strict$/),
      ])
      const headers = { ...json, origin: simulator.url, cookie: `a=1; ${cookie?.split(';')[0]}` }
      expect((await fetch(`${simulator.url}/_sim/reset`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
      expect(cookie).not.toContain(simulator.controlToken)
    }
    clock.now += 10 * 60_000
    for (const bad of [key, late, '', 'wrong', null, 5]) {
      expect(await openSession(simulator, bad)).toEqual({ status: 401, cookie: null })
    }
    const foreign = { origin: 'http://localhost:1' }
    expect(await openSession(simulator, simulator.controlToken, foreign)).toEqual({ status: 403, cookie: null })
  })

  it('needs a token over TCP only; the socket accepts requests without a token, and returns the control token', async () => {
    using folder = temporaryFolder()
    const local = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    const { simulator, socketPath } = local
    await overSocket(socketPath, async (target) => {
      const about = await control(target, 'describe', {}, ['controlToken', 'configToken'])
      expect(about.controlToken).toBe(simulator?.controlToken)
      expect(about.configToken).toBe(simulator?.world.state.configTokens[0]?.token)
      expect(await control(target, 'reset', {})).toMatchObject({ ok: true })
    })
    await local.close()
  })

  it('is accepted from a program that read the token from sim start --json; sim commands work at the same time', async () => {
    using place = createPlace()
    const started = place.start(['sim', 'start', '--port', '0', '--json'])
    const [line] = await started.said(/\{.*\}\n/)
    const { url, controlToken } = JSON.parse(line) as { url: string; controlToken: string }
    const headers = { ...json, authorization: `Bearer ${controlToken}` }
    const body = JSON.stringify({ on: 'api.test', what: '500' })
    expect((await fetch(`${url}/_sim/fail`, { method: 'POST', headers, body })).status).toBe(200)
    const listed = place.start(['sim', 'fail', '--list', '--json'])
    expect([await listed.ended, listed.stdout()]).toEqual([0, expect.stringContaining('api.test')])
    const opened = place.start(['sim', 'open'])
    expect([await opened.ended, opened.stdout()]).toEqual([0, `${url}/#control=${controlToken}\n`])
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
  })
})

describe.skipIf(!chromiumPath)('the simulator’s page in a real browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('shows no buttons at its URL without the control token, and accepts changes at the URL with the token', async () => {
    await using simulator = await startSimulator()
    const page = await (await browser.newContext()).newPage()
    await page.goto(simulator.url)
    await page.getByText('slack-tokens sim open').waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    // When only the fragment of the URL changes, for example because a person edits the address bar, the browser does
    // not reload an open page.
    await page.goto(`${simulator.url}/#control=${simulator.controlToken}`)
    await page.getByRole('button', { name: 'Developer’s side' }).click()
    await page.getByRole('button', { name: 'Faults' }).click()
    await page.getByLabel('Where').fill('api.test')
    await page.getByLabel('What', { exact: true }).fill('429')
    await page.getByRole('button', { name: 'Add the fault' }).click()
    await page.getByRole('button', { name: 'Remove' }).waitFor()
    expect(simulator.world.state.faults).toHaveLength(1)
    expect(page.url()).not.toContain('control')
    await page.getByRole('button', { name: 'Apps and tokens' }).click()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('New redirect URL').fill('https://app.example/back')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByText('https://app.example/back').first().waitFor()
    expect(simulator.app.redirectUrls).toContain('https://app.example/back')
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(`${simulator.url}/apps/${simulator.app.id}`)
    expect(await stranger.getByRole('button', { name: 'Add' }).isDisabled()).toBe(true)
  })

  it('accepts the one-time key in the URL that `sim open` opens', async () => {
    using machine = createMachine({ BROWSER: '' })
    const ending = new AbortController()
    const running = machine.run(['sim', 'start', '--port', '0'], { signal: ending.signal })
    const opened: string[] = []
    const openBrowser = async (url: string) => void opened.push(url)
    await expect
      .poll(async () => (await machine.run(['sim', 'open'], { openBrowser, env: { DISPLAY: ':0' } })).code)
      .toBe(0)
    const [address = ''] = opened
    for (const acting of [true, false]) {
      const page = await (await browser.newContext()).newPage()
      await page.goto(address)
      await page.getByText(acting ? 'Act as' : 'is from another run, or was used before').waitFor()
      expect(await page.getByRole('navigation').count()).toBe(acting ? 1 : 0)
    }
    ending.abort()
    expect((await running).stdout).toContain('/#control=')
    expect((await running).stdout).not.toContain(address)
  })
})
