import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { allowedCode, exchange, postForm } from '../../support/consent.ts'

async function installedToken(simulator: SimulatorServer): Promise<string> {
  const code = await allowedCode(simulator, { scope: 'chat:write', user_scope: 'chat:write' })
  return String((await exchange(simulator, 'oauth.v2.access', { code }))['access_token'])
}

describe('faults on the inspector page', () => {
  async function nonceOf(simulator: SimulatorServer): Promise<string> {
    const headers = { authorization: `Bearer ${simulator.controlToken}` }
    return /name="nonce" value="([^"]+)"/.exec(await (await fetch(simulator.url, { headers })).text())?.[1] ?? ''
  }

  const send = (simulator: SimulatorServer, form: Record<string, string>, origin?: string) =>
    fetch(`${simulator.url}/faults`, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${simulator.controlToken}`, ...(origin !== undefined && { origin }) },
      body: new URLSearchParams(form),
    })

  it('are staged and removed with the forms of the page', async () => {
    await using simulator = await startSimulator()
    const nonce = await nonceOf(simulator)
    const staged = await send(simulator, { nonce, on: 'page', what: '500', times: '2' }, simulator.url)
    expect([staged.status, staged.headers.get('location')]).toEqual([303, '/#faults'])
    expect(simulator.world.state.faults).toEqual([{ on: 'authorize', what: '500', times: 2, after: 0 }])
    await send(simulator, { nonce, lift: '0', was: 'webhook 500' }, simulator.url)
    expect(simulator.world.state.faults).toHaveLength(1)
    await send(simulator, { nonce, lift: '0', was: 'authorize 500' }, simulator.url)
    expect(simulator.world.state.faults).toEqual([])
  })

  it('are accepted only from the page itself', async () => {
    await using simulator = await startSimulator()
    const nonce = await nonceOf(simulator)
    const fault = { on: '*', what: '500' }
    for (const refused of [
      await send(simulator, { ...fault, nonce }),
      await send(simulator, { ...fault, nonce }, 'http://evil.example'),
      await send(simulator, { ...fault, nonce: 'x' }, simulator.url),
      await send(simulator, fault, simulator.url),
    ])
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('not from this page')])
    expect((await fetch(`${simulator.url}/faults`)).status).toBe(405)
    expect(simulator.world.state.faults).toEqual([])
  })

  it('are refused with an explanation when they are invalid', async () => {
    await using simulator = await startSimulator()
    const nonce = await nonceOf(simulator)
    const refused = await send(simulator, { nonce, on: 'chat.postMesage', what: '429' }, simulator.url)
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('Did you mean: chat.postMessage'),
    ])
    for (const what of ['ratelimted', 'drop-after-comit', 'any_word_at_all']) {
      const unknown = await send(simulator, { nonce, on: 'auth.test', what }, simulator.url)
      expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('--force')])
    }
    expect(simulator.world.state.faults).toEqual([])
  })
})

describe.skipIf(!chromiumPath)('the inspector in a real browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  /** Opens the inspector in a browser. Returns the page and the list of its errors. */
  async function open(simulator: SimulatorServer, width = 1200): Promise<{ page: Page; problems: string[] }> {
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage()
    const problems: string[] = []
    page.on('console', (said) => void (said.type() === 'error' && problems.push(said.text())))
    page.on('pageerror', (error) => void problems.push(error.message))
    page.on(
      'request',
      (requested) => void (requested.url().startsWith(simulator.url) || problems.push(requested.url())),
    )
    await page.goto(`${simulator.url}/#control=${simulator.controlToken}`)
    await page.locator('#on').waitFor()
    return { page, problems }
  }

  it('shows new requests without a reload, and keeps text that a person is typing', async () => {
    await using simulator = await startSimulator()
    const { page, problems } = await open(simulator)
    await page.getByLabel('Where').fill('chat.post')
    const token = await installedToken(simulator)
    await postForm(simulator, 'chat.postMessage', { token, channel: '#general', text: 'hello from the app' })
    await page.locator('.message', { hasText: 'hello from the app' }).waitFor()
    expect(await page.locator('.message .author').textContent()).toMatch(/^Sim App\s*APP/)
    await page.locator('tr', { hasText: 'chat.postMessage' }).waitFor()
    expect(await page.locator('#apps').textContent()).toMatch(
      /Bot token.*acts as @sim-app.*does not expire.*chat:write/s,
    )
    expect(await page.getByLabel('Where').inputValue()).toBe('chat.post')
    expect(problems).toEqual([])
  })

  it('can be used with the keyboard: skip link, filter with /, a fault on and off', async () => {
    await using simulator = await startSimulator()
    const token = await installedToken(simulator)
    for (const text of ['apples', 'pears'])
      await postForm(simulator, 'chat.postMessage', { token, channel: '#general', text })
    const { page, problems } = await open(simulator)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to the messages')
    await page.keyboard.press('/')
    await page.keyboard.type('pears')
    await expect.poll(() => page.locator('.message:visible').count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.message:visible').count()).toBe(2)
    await page.getByLabel('Where').focus()
    await page.keyboard.type('chat.postMessage')
    await page.keyboard.press('Tab')
    await page.keyboard.type('fatal_error')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove fatal_error of chat.postMessage' }).waitFor()
    expect(simulator.world.state.faults).toMatchObject([{ on: 'chat.postMessage', what: 'fatal_error' }])
    await page.getByRole('button', { name: /^Remove/ }).press('Enter')
    await page.getByText('Nothing fails on purpose').waitFor()
    expect([simulator.world.state.faults, problems]).toEqual([[], []])
  })

  it.each([390, 768, 1280])('fits a screen that is %i pixels wide', async (width) => {
    await using simulator = await startSimulator()
    const token = await installedToken(simulator)
    await postForm(simulator, 'chat.postMessage', { token, channel: '#general', text: 'w'.repeat(400) })
    const { page } = await open(simulator, width)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  })

  it('shows “ended” when the simulator has stopped', async () => {
    const simulator = await startSimulator()
    const { page } = await open(simulator)
    await page.getByText('live', { exact: true }).waitFor()
    await simulator.close()
    await page.getByText('ended', { exact: true }).waitFor()
    expect(await page.locator('#live').getAttribute('class')).not.toContain('on')
  })
})
