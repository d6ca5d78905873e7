import { X509Certificate } from 'node:crypto'
import { connect, createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAuthority } from '../../src/proxy/authority.ts'

describe('the certificate authority of sim run', () => {
  const now = Date.now()

  it('signs a certificate that is only for Slack’s hosts', async () => {
    const { certificate, server } = await createAuthority(now)
    const [authority, signed] = [new X509Certificate(certificate), new X509Certificate(server.cert)]
    expect(signed.checkIssued(authority)).toBe(true)
    expect(signed.verify(authority.publicKey)).toBe(true)
    expect([authority.ca, signed.ca]).toEqual([true, false])
    const hosts = [
      'slack.com',
      'hooks.slack.com',
      'acme.enterprise.slack.com',
      'slack-gov.com',
      'wss-primary.slack.com',
    ]
    expect(hosts.filter((host) => !signed.checkHost(host))).toEqual([])
    const others = ['example.com', 'slack.com.example.com', 'notslack.com', 'localhost']
    expect(others.filter((host) => signed.checkHost(host))).toEqual([])
  })

  it('expires after one day, and the certificate that it signs expires then too', async () => {
    const { certificate, server } = await createAuthority(now)
    for (const pem of [certificate, server.cert]) {
      const left = Date.parse(new X509Certificate(pem).validTo) - now
      expect(left).toBeGreaterThan(86_000_000)
      expect(left).toBeLessThanOrEqual(86_400_000)
    }
  })

  it('has a different key in each run', async () => {
    const [first, second] = await Promise.all([createAuthority(now), createAuthority(now)])
    expect(first.publicKeyHash).not.toBe(second.publicKeyHash)
    expect(first.publicKeyHash).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  })

  it('is trusted only by a TLS client that has the certificate of the authority', async () => {
    const { certificate, server } = await createAuthority(now)
    const listening = createServer(server, (socket) => socket.end('hello'))
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const address = listening.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const ask = (ca: string[]) =>
      new Promise<string>((resolve) => {
        const socket = connect({ port, host: '127.0.0.1', servername: 'slack.com', ca })
        socket.once('data', (data) => resolve(String(data)))
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
      })
    expect(await ask([certificate])).toBe('hello')
    expect(await ask([])).toMatch(/SELF_SIGNED|UNABLE/)
    listening.close()
  })
})
