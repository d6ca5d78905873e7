import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createSlackHttp } from '../../src/net/http-agents.ts'
import { isLoopback, leadsHere } from '../../src/net/is-loopback.ts'
import { listenOnLoopback } from '../../src/net/loopback.ts'

describe('a loopback URL', () => {
  it.each([
    'http://localhost/',
    'http://LOCALHOST:39417/cb',
    'http://localhost.:1/',
    'http://app.localhost:39417/cb',
    'https://a.b.localhost/',
    'http://127.0.0.1/',
    'http://127.1:80/',
    'http://2130706433/',
    'http://127.8.8.8/',
    'http://[::1]:4717/',
    'http://[0:0:0:0:0:0:0:1]/',
  ])('can be %s', (url) => {
    expect([isLoopback(new URL(url)), leadsHere(url)]).toEqual([true, true])
  })

  it.each([
    'http://localhost.example/',
    'http://notlocalhost/',
    'http://127.0.0.1.example/',
    'http://0.0.0.0/',
    'http://128.0.0.1/',
    'http://[::2]/',
    'http://[::ffff:8.8.8.8]/',
    'http://example.com/?localhost',
    'slack://localhost.slack/',
  ])('cannot be %s', (url) => {
    expect([isLoopback(new URL(url)), leadsHere(url)]).toEqual([false, false])
  })

  it('is requested without a name resolver and without a proxy (threat H3)', async () => {
    const answer = () => createServer((request, response) => response.end(request.headers.host))
    const servers = { v4: answer(), v6: answer() }
    const port = await listenOnLoopback(0, servers)
    const ending = new AbortController()
    const proxy = 'http://proxy.invalid:1'
    const http = createSlackHttp({ https: proxy, http: proxy, none: undefined }, ending.signal)
    try {
      for (const host of ['app.localhost', 'localhost', '127.0.0.1']) {
        const { body } = await http.request({ origin: `http://${host}:${port}`, path: '/', method: 'GET' })
        expect(await body.text()).toBe(`${host}:${port}`)
      }
    } finally {
      ending.abort()
      for (const server of [servers.v4, servers.v6]) server.close()
    }
  })
})
