import { describe, expect, it } from 'vitest'
import { createPlace } from '../support/program.ts'
import { startProxiedSlack } from '../support/proxy.ts'

describe('the network connections of the built program', () => {
  it('go through HTTPS_PROXY, except to hosts that NO_PROXY names (fault R24)', async () => {
    using place = createPlace()
    await using slack = await startProxiedSlack('slack.invalid', place.directory)
    const call = (env: Record<string, string> = {}) =>
      place.start(['call', 'api.test', '--api-url', 'https://slack.invalid/api/'], {
        SLACK_BOT_TOKEN: 'xoxb-sim-proxied',
        HTTPS_PROXY: slack.proxy,
        NODE_EXTRA_CA_CERTS: slack.certificate,
        ...env,
      })
    const proxied = call()
    expect(await proxied.ended, proxied.stderr()).toBe(0)
    expect([JSON.parse(proxied.stdout()), slack.tunnels]).toEqual([{ ok: true }, ['slack.invalid:443']])
    expect(await call({ NO_PROXY: 'slack.invalid' }).ended).toBe(1)
    expect(slack.tunnels).toHaveLength(1)
  })

  it('use HTTP/1.1 with a server that prefers HTTP/2, directly and through a proxy', async () => {
    using place = createPlace()
    await using slack = await startProxiedSlack('slack.invalid', place.directory)
    for (const url of [slack.straight, 'https://slack.invalid']) {
      const call = place.start(['call', 'api.test', '--api-url', `${url}/api/`], {
        ...{ SLACK_BOT_TOKEN: 'xoxb-sim-h2', HTTPS_PROXY: slack.proxy, NODE_EXTRA_CA_CERTS: slack.certificate },
      })
      expect(await call.ended, call.stderr()).toBe(0)
      expect(JSON.parse(call.stdout())).toEqual({ ok: true })
    }
    expect([slack.versions, slack.tunnels]).toEqual([['1.1', '1.1'], ['slack.invalid:443']])
  })
})
