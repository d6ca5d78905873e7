import dns from 'node:dns'
import { afterEach, expect, it, vi } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { startEventApp } from '../../support/events.ts'
import { freePort } from '../../support/program.ts'

afterEach(() => void vi.restoreAllMocks())

/** Makes every host name resolve to this computer. Returns a list that collects the names that were looked up. */
function resolveEverythingHere(): string[] {
  const names: string[] = []
  const real = dns.lookup
  const lookup = (name: string, ...rest: unknown[]) => {
    if (!name.includes('.internal')) return Reflect.apply(real, dns, [name, ...rest])
    names.push(name)
    const done = rest.at(-1) as (...found: unknown[]) => void
    if ((rest[0] as dns.LookupOptions).all) done(null, [{ address: '127.0.0.1', family: 4 }])
    else done(null, '127.0.0.1', 4)
  }
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup)
  return names
}

/** Sets the request URL of the app, as `sim start --events-url` does. */
async function setRequestUrl(simulator: { url: string; controlToken: string }, url: string) {
  const answered = await fetch(`${simulator.url}/_sim/request-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.controlToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, early: true }),
  })
  return { status: answered.status, body: (await answered.json()) as Record<string, unknown> }
}

it('a request URL with an allowed host name gets the challenge with that name in the Host header', async () => {
  await using app = await startEventApp()
  const names = resolveEverythingHere()
  await using simulator = await startSimulator({ port: await freePort(), allowHosts: ['app.internal'] })
  const { port } = new URL(app.url)
  expect((await setRequestUrl(simulator, `http://app.internal:${port}/slack/events`)).status).toBe(200)
  expect(names).toContain('app.internal')
  expect(app.received).toMatchObject([{ url: '/slack/events', headers: { host: `app.internal:${port}` } }])
})

it.each(['other.internal', 'app.internal.example.com', 'sub.app.internal'])(
  'a request URL with the host name %s, which is not allowed, is refused, and the name is not looked up',
  async (name) => {
    await using app = await startEventApp()
    const names = resolveEverythingHere()
    await using simulator = await startSimulator({ port: await freePort(), allowHosts: ['app.internal'] })
    const { status, body } = await setRequestUrl(simulator, `http://${name}:${new URL(app.url).port}/slack/events`)
    expect([status, body['ok']]).toEqual([400, false])
    expect(names).not.toContain(name)
    expect(app.received).toEqual([])
  },
)
