import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createBrowser } from '../../src/browser/browser.ts'
import { readText } from '../../src/browser/read-text.ts'
import { Interruption } from '../../src/errors.ts'
import { linkOf, place, startLogin } from '../support/login.ts'

/** Yields the bytes of a text one by one, as a slow connection delivers them. */
async function* bytes(text: string, encoding: BufferEncoding = 'utf8') {
  for (const byte of Buffer.from(text, encoding)) yield Uint8Array.of(byte)
}

const title = '<h1>Prüfung 漢字 👋</h1>'

describe('non-ASCII characters', () => {
  it('are read correctly by the browser of `drive` from the title of an app’s page', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: bytes(title) }
    const { signal } = new AbortController()
    const browser = createBrowser({ send: async () => page, signal, patience: 1000, allowedHosts: [] })
    await browser.visit(new URL('http://localhost/'), false)
    expect(browser.hops[0]?.means).toBe('“Prüfung 漢字 👋”')
  })

  it.each([
    ['no charset', 'text/html', 'utf8'],
    ['UTF-8', 'text/html; charset="UTF-8"', 'utf8'],
    ['Latin 1', 'text/html; charset=iso-8859-1', 'latin1'],
    ['an unknown charset', 'text/html; charset=klingon', 'utf8'],
  ] as const)('are read correctly from a page with %s', async (_name, type, encoding) => {
    expect(await readText(bytes('Prüfung', encoding), type)).toBe('Prüfung')
  })

  it('are read correctly from a line that a person types, when each byte arrives alone', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const typing = new PassThrough()
    const stop = new AbortController()
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      ...{ env: secret, atTerminal: true, typing, signal: stop.signal },
    })
    await login.url
    const pageText = 'redirect_uri did not match any configured URIs. Passed URI: https://bücher.example/👋\n'
    for (const byte of Buffer.from(pageText)) typing.write(Uint8Array.of(byte))
    await login.hears('Still waiting')
    expect(login.said()).toMatch(/https:\/\/bücher\.example\/👋/)
    stop.abort(new Interruption('interrupted'))
    expect((await login.ended).code).toBe(130)
  })
})
