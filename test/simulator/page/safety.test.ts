import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'

/** The routes that return what one person sees or what an app sent. */
const privateRoutes = [
  'desk',
  'messages?channel=%23general',
  'conversation?channel=%23general',
  'file?id=F1',
  'activity',
  'request?number=1',
  'delivery?id=1',
  'installs',
]

/**
 * Sends a request with these headers, and returns the status of the answer. `fetch` cannot send all of these headers.
 */
function statusOf(slack: Simulator, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(slack.url + path, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(method === 'GET' ? undefined : '{}')
  })
}

/** Returns the session cookie that the page gets for the control token. */
async function cookieOf(slack: Simulator): Promise<string> {
  const response = await fetch(`${slack.url}/_sim/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: slack.controlToken }),
  })
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

describe('the page of the simulator', () => {
  it('runs only its own script, loads only its own files, and cannot be framed', async () => {
    await using slack = await startSimulator()
    const response = await fetch(slack.url)
    const policy = Object.fromEntries(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((one) => {
        const [name = '', ...values] = one.split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'img-src': "'self' data: blob:",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    const text = await response.text()
    expect(text).not.toMatch(/<script(?! src="\/page\.js" defer><\/script>)|<style| style=| on\w+=/)
    for (const path of ['/page.js', '/page.css']) {
      const { headers } = await fetch(slack.url + path)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
  })

  it('is smaller than 150 kB with its script and its style', async () => {
    await using slack = await startSimulator()
    const sizes = await Promise.all(
      ['/', '/page.js', '/page.css'].map(
        async (path) => (await (await fetch(slack.url + path)).arrayBuffer()).byteLength,
      ),
    )
    expect(Math.min(...sizes)).toBeGreaterThan(100)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000)
  })

  it.each(privateRoutes)('gets 401 from GET /_sim/%s without its session cookie', async (route) => {
    await using slack = await startSimulator()
    const path = `/_sim/${route}`
    expect(await statusOf(slack, path, {})).toBe(401)
    expect(await statusOf(slack, path, { cookie: `${(await cookieOf(slack)).split('=')[0]}=guess` })).toBe(401)
    expect(await statusOf(slack, path, { cookie: await cookieOf(slack) })).not.toBe(401)
  })

  it.each(['/', '/page.js', ...privateRoutes.map((one) => `/_sim/${one}`)])(
    'is refused at %s with the Host header of another host, even with the session cookie',
    async (path) => {
      await using slack = await startSimulator()
      const { port } = new URL(slack.url)
      const status = await statusOf(slack, path, { host: `rebound.example:${port}`, cookie: await cookieOf(slack) })
      expect(status).toBeGreaterThanOrEqual(400)
    },
  )

  it('cannot be used by a page of another origin, which gets 403 even with the session cookie', async () => {
    await using slack = await startSimulator()
    const { port } = new URL(slack.url)
    const cookie = await cookieOf(slack)
    const json = { cookie, 'content-type': 'application/json' }
    for (const origin of ['https://evil.example', 'null', `http://localhost:${Number(port) + 1}`]) {
      expect(await statusOf(slack, '/_sim/reset', { ...json, origin }, 'POST'), origin).toBe(403)
    }
    expect(await statusOf(slack, '/_sim/reset', { cookie, 'content-type': 'text/plain' }, 'POST')).toBe(415)
    expect(await statusOf(slack, '/_sim/reset', { ...json, origin: slack.url }, 'POST')).toBe(200)
  })
})
