import { describe, expect, it } from 'vitest'
import { checkedProxiesIn, proxyUrl } from '../../src/net/proxies.ts'

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example:3128', 'http://proxy.example:3128/'],
    ['https://proxy.example', 'https://proxy.example/'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['dana:p%40ss@proxy.example:3128', 'http://dana:p%40ss@proxy.example:3128/'],
    ['socks5://proxy.example:1080', undefined],
    ['ftp://proxy.example:1', undefined],
    ['nonsense', undefined],
    ['::garbage', undefined],
    [' ', undefined],
    ['http://dana:p%zz@proxy.example:3128', undefined],
  ])('%j is read as %s, and undefined means that it is refused', (text, url) => expect(proxyUrl(text)?.href).toBe(url))

  it('is read from https_proxy even without a protocol, and the error for a wrong HTTP_PROXY names this variable', () => {
    expect(checkedProxiesIn({ https_proxy: 'proxy.example:3128', NO_PROXY: 'x.test' })).toEqual({
      https: 'http://proxy.example:3128/',
      http: undefined,
      none: 'x.test',
    })
    expect(() => checkedProxiesIn({ HTTP_PROXY: 'socks5://proxy.example:1080' })).toThrow(/^HTTP_PROXY is not/)
  })
})
