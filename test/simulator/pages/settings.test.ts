import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { installedWorld } from '../../support/installed-world.ts'
import { manifest, redirectUrl, startForOwner } from '../../support/manifests.ts'
import { startSim } from '../../support/running-app.ts'

describe('the settings page of an app', () => {
  interface Sent {
    readonly origin?: string | null
    readonly nonce?: string
  }

  async function open() {
    const { world } = installedWorld({ bot: ['chat:write'], user: ['search:read'] })
    const { simulator, ...rest } = await startForOwner({ state: world.state })
    const address = `${simulator.url}/apps/${simulator.app.id}`
    const page = await fetch(address)
    const text = await page.text()
    const nonce = /name="nonce" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const post = async (form: Record<string, string>, { origin = simulator.url, nonce: sent = nonce }: Sent = {}) =>
      await fetch(address, {
        method: 'POST',
        redirect: 'manual',
        headers: { authorization: `Bearer ${simulator.controlToken}`, ...(origin !== null && { origin }) },
        body: new URLSearchParams({ nonce: sent, ...form }),
      })
    return { ...rest, simulator, page, text, post }
  }

  it('shows credentials, redirect URLs and granted scopes', async () => {
    const { simulator, page, text } = await open()
    const { clientId, clientSecret, signingSecret, redirectUrls, id } = simulator.app
    for (const one of [clientId, clientSecret, signingSecret, ...redirectUrls, 'chat:write', 'search:read']) {
      expect(text).toContain(one)
    }
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(text).not.toMatch(/<script|src=|https?:[^"]*\.(?:css|js|png)/)
    expect((await fetch(`${simulator.url}/apps/A0NONE`)).status).toBe(404)
    expect((await fetch(`${simulator.url}/apps/${id}`, { method: 'PUT' })).status).toBe(405)
  })

  it('names commands as the person who runs the simulator has to type them', async () => {
    const machine = createMachine()
    await using simulator = await startSim(machine, [], { typedName: () => 'npx slack-tokens' })
    const page = await fetch(new URL(`/apps/${simulator.app.id}`, simulator.api))
    expect(await page.text()).toContain('open it with: npx slack-tokens sim open')
    machine[Symbol.dispose]()
  })

  it('adds and removes redirect URLs and changes feature flags', async () => {
    const { simulator, post } = await open()
    const url = 'https://new.example/back'
    const added = await post({ change: 'add', url: ` ${url} ` })
    expect([added.status, added.headers.get('location')]).toEqual([303, `/apps/${simulator.app.id}`])
    expect(simulator.app.redirectUrls).toContain(url)
    await post({ change: 'remove', url })
    expect(simulator.app.redirectUrls).toEqual(expect.not.arrayContaining([url]))
    await post({ change: 'switches', pkce: 'on', approvalRequired: 'on' })
    expect(simulator.app).toMatchObject({ pkce: true, approvalRequired: true, distributed: false, messagesTab: false })
  })

  it('changes the app that the page shows, even when this app is not the first one', async () => {
    const { simulator, asOwner, post } = await open()
    const { app_id } = await asOwner.apps.manifest.create({ manifest } as never)
    const text = await (await fetch(`${simulator.url}/apps/${app_id}`)).text()
    const nonce = /name="nonce" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const body = new URLSearchParams({ nonce, change: 'add', url: 'https://second.example/' })
    const headers = { origin: simulator.url, authorization: `Bearer ${simulator.controlToken}` }
    await fetch(`${simulator.url}/apps/${app_id}`, { method: 'POST', headers, body })
    const [first, second] = simulator.world.state.apps
    expect(second?.redirectUrls).toEqual([redirectUrl, 'https://second.example/'])
    expect(first?.redirectUrls).not.toContain('https://second.example/')
    expect((await post({ change: 'nothing' })).status).toBe(303)
  })

  it.each<[string, Sent]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this computer', { origin: 'http://localhost:1' }],
    ['a page with a hidden origin', { origin: 'null' }],
    ['a request without an origin', { origin: null }],
    ['a form with another nonce', { nonce: 'guessed' }],
  ])('answers 403 to a change from %s', async (_name, sent) => {
    const { simulator, post } = await open()
    const before = [...simulator.app.redirectUrls]
    expect((await post({ change: 'add', url: 'https://evil.example/' }, sent)).status).toBe(403)
    expect(simulator.app.redirectUrls).toEqual(before)
  })

  it('answers 400 to an invalid redirect URL, and escapes all texts', async () => {
    const { simulator, asOwner, post } = await open()
    const before = [...simulator.app.redirectUrls]
    for (const url of ['', '<script>alert(1)</script>', 'https://app.example/#part']) {
      const refused = await post({ change: 'add', url })
      expect(refused.status).toBe(400)
      expect(await refused.text()).not.toContain('<script>')
    }
    expect(simulator.app.redirectUrls).toEqual(before)
    const named = { ...manifest, display_information: { name: '<b>"bold"</b>' } }
    const { app_id } = await asOwner.apps.manifest.create({ manifest: named } as never)
    const text = await (await fetch(`${simulator.url}/apps/${app_id}`)).text()
    expect(text).toContain('&lt;b&gt;')
    expect(text).not.toContain('<b>')
  })
})
