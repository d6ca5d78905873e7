import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { accountInTable, peerAccount } from '../../src/net/peer-account.ts'

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const row = (from: string, to: string, uid: number) =>
  `   0: ${from} ${to} 01 00000000:00000000 00:00000000 00000000  ${uid}        0 12345 1 0 100 0 0 10 0`

describe('the account of a connection', () => {
  it.each([
    ['an IPv4 socket', '0100007F'],
    ['an IPv6 socket with an IPv4 address', '0000000000000000FFFF00000100007F'],
  ])('is found for %s', (_kind, address) => {
    const table = [
      head,
      row('0100007F:1F90', '0100007F:1F91', 0),
      row(`${address}:C000`, `${address}:126D`, 1001),
    ].join('\n')
    expect(accountInTable(table, { peer: 0xc000, own: 4717 })).toBe(1001)
    expect(accountInTable(table, { peer: 4717, own: 0xc000 })).toBeUndefined()
  })

  it('is unknown for a socket that its program has closed, because Linux lists such a socket under root', () => {
    const closed = row('0100007F:C000', '0100007F:126D', 0).replace(' 01 ', ' 05 ').replace(' 12345 ', ' 0 ')
    expect(accountInTable([head, closed].join('\n'), { peer: 0xc000, own: 4717 })).toBeUndefined()
  })

  it.runIf(process.platform === 'linux')(
    'is the account of this process for a connection from this process',
    async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const client = connect({ port, host: '127.0.0.1' })
      await once(server, 'connection')
      expect(peerAccount({ peer: client.localPort ?? 0, own: port })).toBe(userInfo().uid)
      client.destroy()
      server.close()
    },
  )
})
