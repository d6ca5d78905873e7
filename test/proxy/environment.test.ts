import { describe, expect, it } from 'vitest'
import { exceptionsForSlack, proxyEnvironment } from '../../src/proxy/environment.ts'

const trust = {
  folder: '/trust',
  authority: '/trust/authority.pem',
  bundle: '/trust/bundle.pem',
  extra: '/trust/extra.pem',
  javaStore: '/trust/trust.jks',
  [Symbol.dispose]() {},
}
const turned = {
  proxyUrl: 'http://slack-tokens:simulated@127.0.0.1:4800',
  openPort: 4801,
  simulatorUrl: 'http://localhost:4717',
  trust,
}

describe('the environment of a program under sim run', () => {
  it('contains the proxy and the certificates, under the variable names of every client', () => {
    const env = proxyEnvironment({ PATH: '/bin' }, turned)
    expect(env).toMatchObject({
      PATH: '/bin',
      HTTPS_PROXY: turned.proxyUrl,
      https_proxy: turned.proxyUrl,
      http_proxy: turned.proxyUrl,
      NODE_EXTRA_CA_CERTS: trust.extra,
      SSL_CERT_FILE: trust.bundle,
      REQUESTS_CA_BUNDLE: trust.bundle,
      CURL_CA_BUNDLE: trust.bundle,
      DENO_CERT: trust.authority,
      PHP_INI_SCAN_DIR: ':/trust',
    })
  })

  it('gives Java a port that needs no credentials, because Java prints its options', () => {
    const { JAVA_TOOL_OPTIONS: java } = proxyEnvironment({ JAVA_TOOL_OPTIONS: '-Xmx1g' }, turned)
    expect(java).toMatch(/^-Xmx1g .*-Dhttps\.proxyPort=4801 /)
    expect(java).not.toContain('simulated')
  })

  it.each([
    ['', ['localhost', '127.0.0.1', '::1'], []],
    ['corp.example, .intern', ['corp.example', '.intern', 'localhost', '127.0.0.1', '::1'], []],
    [
      'slack.com,.slack.com,corp.example',
      ['corp.example', 'localhost', '127.0.0.1', '::1'],
      ['slack.com', '.slack.com'],
    ],
    ['*', ['localhost', '127.0.0.1', '::1'], ['*']],
    ['files.slack.com:443 localhost', ['localhost', '127.0.0.1', '::1'], ['files.slack.com:443']],
  ])('contains the hosts of NO_PROXY=%j, except those of Slack: %j', (own, kept, dropped) => {
    const env = proxyEnvironment({ NO_PROXY: own }, turned)
    expect(env['NO_PROXY']?.split(',')).toEqual(kept)
    expect(env['no_proxy']).toBe(env['NO_PROXY'])
    expect(exceptionsForSlack({ NO_PROXY: own })).toEqual(dropped)
  })
})
