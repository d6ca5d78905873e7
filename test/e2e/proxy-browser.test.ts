import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority } from '../../src/proxy/authority.ts'
import { type RunningProxy, startProxy } from '../../src/proxy/server.ts'
import type { ProxyEvent } from '../../src/proxy/types.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'

describe.skipIf(!chromiumPath)('Chromium, through the proxy of sim run,', { timeout: 60_000 }, () => {
  const events: ProxyEvent[] = []
  const callbacks: string[] = []
  const app = createServer(({ url = '' }, response) => {
    callbacks.push(url)
    response.end('installed')
  })
  let slack: SimulatorServer
  let authority: Authority
  let proxy: RunningProxy
  let redirectUri = ''
  const browsers: Browser[] = []

  beforeAll(async () => {
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
    redirectUri = `http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/callback`
    slack = await startSimulator({ port: 0, redirectUrls: [redirectUri] })
    authority = await createAuthority(Date.now())
    const { hostname, port } = new URL(slack.url)
    proxy = await startProxy({
      simulator: { hostname, port: Number(port) },
      authority,
      openPort: true,
      onEvent: (event) => events.push(event),
    })
  })
  afterAll(async () => {
    for (const browser of browsers) await browser.close()
    await proxy?.close()
    await slack?.close()
    app.closeAllConnections()
    app.close()
  })

  async function openPage(args: readonly string[]) {
    const browser = await launchChromium([`--proxy-server=127.0.0.1:${proxy.openPort}`, ...args])
    browsers.push(browser)
    return await browser.newPage()
  }
  const authorizeUrl = () => {
    const query = new URLSearchParams({
      client_id: slack.app.clientId,
      scope: 'chat:write',
      redirect_uri: redirectUri,
      state: 'a-state',
    })
    return `https://slack.com/oauth/v2/authorize?${query.toString()}`
  }

  it('opens and approves the install at https://slack.com, when Chromium gets the hash of the authority’s key', async () => {
    const page = await openPage([`--ignore-certificate-errors-spki-list=${authority.publicKeyHash}`])
    await page.goto(authorizeUrl())
    expect(new URL(page.url()).host).toBe('slack.com')
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(`${redirectUri}**`)
    const [path = ''] = callbacks.filter((url) => url.startsWith('/slack/callback'))
    const { searchParams } = new URL(path, redirectUri)
    expect([searchParams.get('state'), searchParams.get('code')]).toEqual(['a-state', expect.any(String)])
    expect(events).toContainEqual({ what: 'answered', host: 'slack.com' })
  })

  it('shows a certificate error when Chromium gets no hash, or the hash of another authority’s key', async () => {
    const { publicKeyHash } = await createAuthority(Date.now())
    for (const args of [[], [`--ignore-certificate-errors-spki-list=${publicKeyHash}`]]) {
      const page = await openPage(args)
      await expect(page.goto(authorizeUrl())).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/)
    }
  })
})
