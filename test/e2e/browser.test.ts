import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { createPlace, freePort } from '../support/program.ts'
import { startTunnel } from '../support/tunnel.ts'

describe.skipIf(!chromiumPath)('a login in a real browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  async function open(argv: string[]) {
    const place = createPlace()
    const login = place.start(['login', '--sim', '--no-browser', '--port', String(await freePort()), ...argv])
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
    const page = await (await browser.newContext()).newPage()
    await page.goto(url)
    return { place, login, page }
  }

  it('shows the success page after Allow, and stores the tokens', async () => {
    const { place, login, page } = await open([])
    using _ = place
    expect(await page.textContent('body')).toMatch(/Sim App/)
    expect(await page.textContent('body')).toMatch(/Sandbox Inc/)
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(/\/slack\/callback/)
    const body = await page.textContent('body')
    expect(body).toMatch(/Installed in Sandbox Inc/)
    expect(body).toMatch(/acts as @sim-app/)
    expect(body).toMatch(/acts as @dana/)
    expect(body).not.toMatch(/xox[bp]-/)
    expect(await login.ended, login.stderr()).toBe(0)
    expect(login.stderr()).toMatch(/installed by @dana/)
    const who = place.start(['whoami', '--as', 'user', '--json'])
    expect(await who.ended, who.stderr()).toBe(0)
    expect(JSON.parse(who.stdout())).toMatchObject({ user: 'dana', team: 'Sandbox Inc' })
  })

  it('lets the person choose the user who installs the app', async () => {
    const { place, login, page } = await open([])
    using _ = place
    await page.getByRole('combobox').first().selectOption({ label: 'Lee Okafor (@lee)' })
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(/\/slack\/callback/)
    expect(await page.textContent('body')).toMatch(/installed by @lee/)
    expect(await login.ended, login.stderr()).toBe(0)
  })

  it('installs an app by its install link, with an https callback whose certificate the browser does not trust', async () => {
    using place = createPlace()
    const port = await freePort()
    await using slack = await startSimulator({ port: 0, redirectUrls: [`https://localhost:${port}/slack/callback`] })
    const link = `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&user_scope=search:read`
    const login = place.start(['login', link, '--port', String(port), '--no-browser'], {
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
    })
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
    // A person clicks through the certificate warning. This browser context ignores the warning; the strict context shows
    // that the warning appears.
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
    const strict = await (await browser.newContext()).newPage()
    await expect(strict.goto(`https://localhost:${port}/`)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/)
    await page.goto(url)
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(/^https:\/\/localhost:\d+\/slack\/callback/)
    expect(await page.textContent('body')).toMatch(/Installed in Sandbox Inc/)
    expect(await login.ended, login.stderr()).toBe(0)
    expect(login.stderr()).toMatch(/requested 1, granted 1/)
  })

  it('exits with 0 when the browser reaches the callback through a tunnel with a public https URL', async () => {
    using place = createPlace()
    const port = await freePort()
    await using tunnel = await startTunnel(port)
    await using slack = await startSimulator({ port: 0, redirectUrls: [`${tunnel.url}/slack/callback`] })
    const link = `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&user_scope=search:read`
    const login = place.start(
      ['login', link, '--redirect-uri', `${tunnel.url}/slack/callback`, '--port', String(port), '--no-browser'],
      { SLACK_CLIENT_SECRET: slack.app.clientSecret },
    )
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
    await page.goto(url)
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(/^https:\/\/tunnel\.localhost:\d+\/slack\/callback/)
    expect(await page.textContent('body')).toMatch(/Installed in Sandbox Inc/)
    expect(await login.ended, login.stderr()).toBe(0)
  })

  it('exits with 6 after Cancel, and stores nothing', async () => {
    const { place, login, page } = await open(['--v1'])
    using _ = place
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL(/\/slack\/callback/)
    expect(await page.textContent('body')).toMatch(/Cancelled/)
    expect(await login.ended, login.stderr()).toBe(6)
    const list = place.start(['list', '--json'])
    expect([await list.ended, list.stdout()]).toEqual([0, '[]\n'])
  })
})
