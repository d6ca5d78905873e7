import { describe, expect, it } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { judgeCertificate, judgeMkcert, judgeSurroundings } from '../../../src/commands/doctor/browser.ts'
import { judgeNode } from '../../../src/commands/doctor/environment.ts'
import { judgeClock, judgeProxy } from '../../../src/commands/doctor/network.ts'
import { portsToCheck } from '../../../src/commands/doctor/port.ts'
import { judgeFolder } from '../../../src/commands/doctor/store.ts'
import { listeningInodes } from '../../../src/net/port-owner.ts'

describe('the checks of doctor', () => {
  it('require the Node.js version in package.json', () => {
    expect(manifest.engines.node).toBe('>=20.18.1')
    expect(['v20.18.1', 'v20.19.0', 'v22.0.0', 'v25.1.2'].map((version) => judgeNode(version).state)).toEqual(
      Array.from({ length: 4 }, () => 'ok'),
    )
    expect(['v20.18.0', 'v20.9.9', 'v18.20.4'].map((version) => judgeNode(version).state)).toEqual(
      Array.from({ length: 3 }, () => 'fail'),
    )
  })

  it('accept a clock that differs by less than one minute, and warn about more', () => {
    expect([0, 59_000, -59_000, Number.NaN].map((ahead) => judgeClock(ahead).state)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(judgeClock(300_000)).toMatchObject({ state: 'warn', message: expect.stringMatching(/^300 s behind/) })
    expect(judgeClock(-61_000)).toMatchObject({ state: 'warn', message: expect.stringMatching(/^61 s ahead of/) })
  })

  it('show the hosts that need no proxy, but not the password of the proxy', () => {
    const judged = (proxy?: string, noProxy?: string) => judgeProxy({ proxy, noProxy })
    expect(judged().state).toBe('ok')
    expect(JSON.stringify(judged('http://dana:hunter22@proxy.example:3128'))).not.toContain('hunter22')
    expect(judged('http://proxy.example:3128', 'slack.test').message).toContain('except to slack.test')
    expect(['socks5://x:1', 'proxy'].map((proxy) => judged(proxy).state)).toEqual(['fail', 'fail'])
  })

  it('warn about a certificate that expires within 6 days, about `mkcert` without a CA, and about a config folder that others can read', () => {
    expect([-1, 6, 7].map((days) => judgeCertificate(days).state)).toEqual(['warn', 'warn', 'ok'])
    expect(judgeMkcert('without a CA').next).toContain('mkcert -install')
    expect([judgeFolder('/f', true, 0o750), judgeFolder('/f', false, 0o750)].map(({ state }) => state)).toEqual([
      'warn',
      'ok',
    ])
  })

  it('suggest to forward the port over SSH, and to use --network host in a container', () => {
    const [browser, home] = judgeSurroundings(
      { kind: 'ssh', opens: false, sameLocalhost: false, hostname: 'box' },
      8443,
    )
    expect(browser?.message).toContain('opens no browser')
    expect(home?.next).toContain('ssh -L 8443:localhost:8443 box')
    const [, boxed] = judgeSurroundings(
      { kind: 'container', opens: false, sameLocalhost: false, hostname: 'box' },
      8443,
    )
    expect(boxed?.next).toMatch(/docker run --network host/)
  })

  it('look at the port in --port, otherwise at the ports of the stored apps, otherwise at 8443', () => {
    const app = (port: number) => ({ port }) as never
    const kept = { version: 1 as const, active: null, profiles: {}, apps: { a: app(3000), b: app(3000), c: app(0) } }
    expect([portsToCheck(5000, kept), portsToCheck(undefined, kept), portsToCheck(undefined, undefined)]).toEqual([
      [5000],
      [3000],
      [8443],
    ])
  })

  it('find the socket that listens on the port, and not a connection to the port', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:20FB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1',
      '   1: 0100007F:20FB 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 4712 1',
    ].join('\n')
    expect([listeningInodes(table, 8443), listeningInodes(table, 8444), listeningInodes('', 8443)]).toEqual([
      ['4711'],
      [],
      [],
    ])
  })
})
