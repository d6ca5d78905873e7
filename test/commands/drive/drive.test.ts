import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const

describe('drive', () => {
  it('prints each request with its status and cookies, each call of the app to Slack, and “1 scenario: 1 ok”', async () => {
    const { code, stdout, stderr } = await driveApp({ ...plain, json: false })
    const lines = stderr.split('\n')
    expect(code).toBe(0)
    expect(stdout).toBe('1 scenario: 1 ok\n')
    for (const [verb, url, status, says] of [
      ['GET', '/install', 302, '→ https://slack.com/oauth/v2/authorize'],
      ['GET', 'slack.com/oauth/v2/authorize', 200, 'bot chat:write,users:read; user search:read; with state'],
      ['POST', 'slack.com/oauth/v2/authorize', 302, 'Allow → /callback?code&state'],
      ['GET', '/callback?code&state', 200, '“Installed”'],
      ['app', 'slack.com/api/oauth.v2.access', 'ok', ''],
    ] as const) {
      const words = lines.map((line) => line.trim().split(/\s{2,}/))
      expect(words).toContainEqual([verb, url, String(status), says].filter(Boolean))
    }
    expect(stderr).toMatch(/cookie set install_state/)
    expect(stderr).toMatch(/cookie sent install_state/)
  })

  it('lists with --json the requests of each scenario, without the values of codes, states and tokens', async () => {
    const drove = await driveApp({ ...plain, defect: 'leaks-token', scenarios: 'allow,uninstall-reinstall' })
    const [allow] = drove.report.scenarios
    expect(allow?.hops.map(({ status, sent, set }) => [status, sent, set])).toEqual([
      [302, [], ['install_state']],
      [200, [], []],
      [302, [], []],
      [200, ['install_state'], []],
    ])
    expect(allow?.calls).toEqual([{ what: 'oauth.v2.access', as: null, ok: true, error: null }])
    expect(allow?.output.join('\n')).toMatch(/stored xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toMatch(/xox[bp]-[\w-]{8}|simulated-client-secret|[?&](code|state)=\w/)
  })

  it('exits with 2 and names --use when nothing listens at its address', async () => {
    const use = `http://localhost:${await freePort()}/hello`
    const drove = await driveApp({ app: 'plain', use: false, scenarios: 'first-use', more: ['--use', use] })
    expect([drove.code, drove.json], drove.stderr).toMatchObject([
      2,
      { error: 'use_unreachable', message: `--use is ${use}: nothing listens at ${new URL(use).host}` },
    ])
  })

  it('prints the requests of every scenario with --verbose, and only those of the first scenario without it', async () => {
    const scenarios = 'allow,deny'
    const callbacks = async (more: readonly string[]) => {
      const { stderr } = await driveApp({ app: 'plain', scenarios, json: false, more })
      return stderr.match(/GET +\/callback/g)
    }
    expect(await callbacks([])).toHaveLength(1)
    expect(await callbacks(['--verbose'])).toHaveLength(2)
  })

  it('masks the tokens in the output of the app (threat S3)', async () => {
    const drove = await driveApp({ ...plain, defect: 'leaks-token,bot-only-crash', scenarios: 'bot-only', json: false })
    expect(drove.stderr).toMatch(/app │ stored xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toMatch(/xox[bp]-[\w-]{8}/)
  })

  it('names the cookie that a browser would not send back, with the reason (host, Path or SameSite)', async () => {
    const lost = async (defect: string) => {
      const { report } = await driveApp({ ...plain, defect })
      return report.scenarios[0]?.hops.at(-1)?.lost
    }
    expect(await lost('state-lost-host')).toEqual([
      { name: 'install_state', why: 'it was set for localhost, and this is 127.0.0.1' },
    ])
    expect(await lost('state-lost-path')).toEqual([
      { name: 'install_state', why: 'its Path is /install, and this is /callback' },
    ])
    expect(await lost('state-lost-strict')).toEqual([
      { name: 'install_state', why: 'it is SameSite=Strict, and the browser comes from Slack' },
    ])
  })

  it('reports state-lost when the app sets a Secure cookie over http on a host other than localhost', async () => {
    const env = { HOST: '0.0.0.0' }
    const port = await freePort()
    const drove = await driveApp({
      ...{ app: 'plain', scenarios: 'allow', tellUrl: false, env: { ...env, PORT: String(port) } },
      more: [`http://0.0.0.0:${port}/install`, '--allow-host', '0.0.0.0'],
    })
    expect(found(drove)).toEqual(['allow: state-lost'])
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toMatch(
      /^install_state: it is Secure, and 0\.0\.0\.0:\d+ was reached over http: browsers drop it/,
    )
  })
})
