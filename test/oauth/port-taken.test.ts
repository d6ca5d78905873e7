import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { CliError } from '../../src/errors.ts'
import { listenOnLoopback } from '../../src/net/loopback.ts'
import { portTaken } from '../../src/oauth/port-taken.ts'
import { chooseRedirect } from '../../src/oauth/redirect-uri.ts'

/** Returns the error of a server whose port is in use. */
async function errorOfBusyPort(): Promise<CliError> {
  const held = { v4: createServer(), v6: createServer() }
  const port = await listenOnLoopback(0, held)
  try {
    await listenOnLoopback(port, { v4: createServer(), v6: createServer() })
  } catch (error) {
    if (error instanceof CliError) return error
  } finally {
    held.v4.close()
    held.v6.close()
  }
  throw new Error('The port was free')
}

async function hintFor(redirect: ReturnType<typeof chooseRedirect>, simulator = false): Promise<string> {
  const error = portTaken(await errorOfBusyPort(), { redirect, simulator })
  return error instanceof CliError ? (error.hint ?? '') : ''
}

describe('the error for a busy port', () => {
  it('names a free port, and the redirect URL of a login there', async () => {
    const hint = await hintFor(chooseRedirect({ port: 48_200, plain: false }))
    const [, port] = /--port (\d+), with the redirect URL https:\/\/localhost:\1\/slack\/callback/.exec(hint) ?? []
    const servers = { v4: createServer(), v6: createServer() }
    expect(await listenOnLoopback(Number(port), servers)).toBe(Number(port))
    servers.v4.close()
    servers.v6.close()
  })

  it('keeps the path and the scheme of a given redirect URL', async () => {
    const uri = 'http://127.0.0.1:48210/a?b=1'
    expect(await hintFor(chooseRedirect({ uri, plain: true }))).toMatch(/ http:\/\/127\.0\.0\.1:\d+\/a\?b=1,/)
  })

  it('names no redirect URL for a public one, nor on the simulator, which registers it', async () => {
    const tunnel = chooseRedirect({ uri: 'https://dev.fake.example/cb', port: 48_220, plain: false })
    expect(await hintFor(tunnel)).toMatch(/--port \d+$/)
    expect(await hintFor(chooseRedirect({ port: 48_230, plain: true }), true)).toMatch(/--port \d+$/)
  })

  it('changes a given redirect URL of a login on the simulator with the port', async () => {
    const uri = 'http://localhost:48240/a'
    const hint = await hintFor(chooseRedirect({ uri, plain: true }), true)
    expect(hint).toMatch(/--port (\d+) --redirect-uri http:\/\/localhost:\1\/a$/)
  })

  it('is any other error unchanged', () => {
    const other = new CliError('failed', 'no rights', { code: 'port_forbidden' })
    expect(portTaken(other, { redirect: chooseRedirect({ plain: false }), simulator: false })).toBe(other)
  })
})
