import { startSimulator } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { startCookieApp } from '../support/cookie-app.ts'
import { type CookieCase, cookieCases } from '../support/cookie-cases.ts'
import { freePort } from '../support/program.ts'

const wanted = ({ within, sent }: CookieCase) => ({ within, sent })

function link(clientId: string, callbackUrl: string): string {
  const requested = { client_id: clientId, scope: 'chat:write', state: 's1', redirect_uri: callbackUrl }
  return `https://slack.com/oauth/v2/authorize?${new URLSearchParams(requested).toString()}`
}

/** Whether the case uses a host that drive accepts only with --allow-host, and that login refuses. */
const isForeign = ({ host = 'localhost' }: CookieCase) => host === '0.0.0.0'

// test/browser/cookies-chromium.test.ts compares the same table with Chromium.
describe.each(cookieCases.map((one) => [one.name, one] as const))('a cookie with %s', (_name, one) => {
  it('is sent back by `approve()` of the simulator when a browser would send it back', async () => {
    let clientId = ''
    await using app = await startCookieApp(one, (callbackUrl) => link(clientId, callbackUrl))
    await using slack = await startSimulator({ redirectUrls: [app.callbackUrl] })
    clientId = slack.app.clientId
    expect(await slack.approve(app.installUrl)).toMatchObject({ status: 200 })
    expect({ within: one.within && app.within(), sent: app.back() }).toEqual(wanted(one))
  })

  it('is sent back by `drive` when a browser would send it back', async () => {
    using machine = createMachine()
    await using app = await startCookieApp(one, (callbackUrl) => link('1111111111.2222222222', callbackUrl))
    const allow = isForeign(one) ? ['--allow-host', '0.0.0.0'] : []
    await machine.run(['drive', app.installUrl, '--scenario', 'allow', '--json', ...allow])
    expect({ within: one.within && app.within(), sent: app.back() }).toEqual(wanted(one))
  })

  it('is sent back by `login --approve` when a browser would send it back', async () => {
    using machine = createMachine()
    const port = await freePort()
    // The app has registered the redirect URL, and its callback redirects to the login’s server.
    const { path = '/install' } = one
    await using app = await startCookieApp(one, () => 'unused:', `http://localhost:${port}${path}`)
    const login = ['login', '--sim', '--approve', '--redirect-uri', app.installUrl, '--port', String(port), '--json']
    const { code, json } = await machine.run(login, { input: '' })
    const { error } = json as { error?: string }
    // This login starts at Slack, so the browser requests all pages of the app after the consent page.
    const installed = [0, undefined, one.sent]
    expect([code, error, app.back()]).toEqual(isForeign(one) ? [2, 'not_loopback', undefined] : installed)
  })
})
