import { describe, expect, it } from 'vitest'
import { checkHost } from '../../../src/browser/browser.ts'
import { commandLine } from '../../../src/commands/drive/command-line.ts'
import { findingFacts } from '../../../src/commands/drive/findings/finding.ts'
import { CliError } from '../../../src/errors.ts'
import { createMachine } from '../../support/cli.ts'
import { type DriveCase, driveApp, found } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const

/** Runs a drive that must end with an error before it has findings. Returns the exit code, the port and the error. */
async function fault(more: Partial<DriveCase>) {
  const { code, json, port } = await driveApp({ ...plain, ...more })
  return { code, port, said: json as { error: string; message: string; hint: string; scenarios?: unknown } }
}

describe('drive, for an install link with a mistake', () => {
  it.each([
    ['None', /client_id=None/],
    ['undefined', /client_id=undefined/],
    ['null', /client_id=null/],
    ['YOUR_CLIENT_ID', /client_id=YOUR_CLIENT_ID/],
    ['A012AB3CD4E', /an app id/],
    ['T012AB3CD4E', /a workspace/],
    ['1234567890', /client_id=1234567890/],
    ['1234567890.1234567890123 ', /%20, which has spaces around it/],
    [' 1234567890.1234567890123', /=%20/],
  ])('exits with 2 (not_a_client_id) for the client id “%s”', async (id, message) => {
    const { code, said } = await fault({ env: { LINK_CLIENT: id } })
    expect([code, said]).toMatchObject([2, { error: 'not_a_client_id', message }])
    expect(said.scenarios).toBeUndefined()
  })

  it('does not print a secret that the link has in place of the client id', async () => {
    const secret = '0123456789abcdef'.repeat(2)
    const drove = await driveApp({ ...plain, env: { LINK_CLIENT: secret } })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'not_a_client_id' }])
    expect(drove.stdout + drove.stderr).not.toContain(secret)
  })

  it('exits with 2 (other_simulator) for a link to another port of localhost', async () => {
    const home = `http://localhost:${await freePort()}`
    const { code, said } = await fault({ env: { LINK_HOME: home } })
    expect([code, said]).toMatchObject([2, { error: 'other_simulator', hint: /https:\/\/slack\.com\/oauth/ }])
    expect(said.message).toContain(home)
  })

  it('exits with 2 (callback_unreachable) for a redirect URL where nothing listens', async () => {
    const elsewhere = `http://localhost:${await freePort()}`
    const { code, said, port } = await fault({ env: { REDIRECT: `${elsewhere}/callback` } })
    expect([code, said]).toMatchObject([2, { error: 'callback_unreachable' }])
    expect(said.message).toContain(elsewhere)
    expect(said.hint).toContain(`http://localhost:${port}`)
  })

  it('exits with 2 (nothing_there) when the app redirects to a login page where nothing listens', async () => {
    const elsewhere = `http://localhost:${await freePort()}`
    const { code, said } = await fault({ env: { LOGIN: `${elsewhere}/login` } })
    expect([code, said]).toMatchObject([2, { error: 'nothing_there' }])
    expect(said.message).toContain(elsewhere)
  })
})

describe('drive, for a page where a person must choose', () => {
  it.each([
    [
      'a button that deletes something',
      '<form action=/go method=post><button>Delete account and disconnect from Slack</button></form>',
      'page_wants_choice',
    ],
    [
      'two buttons for Slack',
      '<form action=/go method=post><button name=team value=1>Add to Slack: One</button><button name=team value=2>Add to Slack: Two</button></form>',
      'page_wants_choice',
    ],
    [
      'a script',
      '<button id=b>Add to Slack</button><script>b.onclick = () => { location = "LINK" }</script>',
      'scripts_not_run',
    ],
    ['a script in another file', '<div id=root></div><script type=module src=/app.js></script>', 'scripts_not_run'],
  ])('exits with 2 and an error code, without a finding, for %s', async (_what, html, error) => {
    const { code, said } = await fault({ env: { HTML: html } })
    expect([code, said]).toMatchObject([2, { error }])
  })
})

describe('drive, for a Slack URL that is not the consent page', () => {
  it('exits with 2 (sign_in_with_slack) for the page of “Sign in with Slack”', async () => {
    const { code, said } = await fault({ env: { LINK_PAGE: '/openid/connect/authorize' } })
    expect([code, said]).toMatchObject([2, { error: 'sign_in_with_slack' }])
  })

  it.each([
    ['the provider for Slack in Auth.js', 'Auth.js', { PROVIDER: 'sign-in' }],
    ['the defaults of passport-slack-oauth2', 'passport', { STRATEGY: 'identity' }],
  ] as const)('exits with 2 (sign_in_with_slack), without a finding, for %s', async (_what, app, env) => {
    const { code, said } = await fault({ app, env })
    expect([code, said]).toMatchObject([2, { error: 'sign_in_with_slack' }])
  })

  it.each(['/oauth/v3/authorize', '/marketplace/A012AB3CD4E', '/app_redirect'])(
    'exits with 1 and names the page %s in the finding other-slack-page',
    async (page) => {
      const drove = await driveApp({ ...plain, env: { LINK_PAGE: page } })
      expect([drove.code, found(drove)], drove.stderr).toEqual([1, ['allow: other-slack-page']])
      expect(drove.report.scenarios[0]?.findings[0]?.evidence).toContain(page)
    },
  )

  it.each([
    'slack.com',
    'app.slack.com',
    'acme.slack.com',
    'hooks.slack.com',
    'files.slack.com',
    'slack.com.',
    'slack-gov.com',
    'a.slack-edge.com',
    'files.slack-files.com',
    'slackb.com',
    'slack-redir.net',
  ])(
    'does not suggest --allow-host for the host %s of Slack, and refuses --allow-host with this host',
    async (host) => {
      let hint: string | undefined
      try {
        checkHost(new URL(`https://${host}/oauth/v9`), [host])
      } catch (error) {
        hint = error instanceof CliError ? error.hint : undefined
      }
      expect(hint).toBeDefined()
      expect(hint).not.toContain(host)
      using machine = createMachine()
      const ran = await machine.run(['drive', 'http://localhost:1/', '--allow-host', host, '--json'])
      expect([ran.code, ran.json]).toMatchObject([2, { error: 'slack_host' }])
      expect((ran.json as { hint: string }).hint).not.toContain(host)
    },
  )
})

describe('an empty value, for example from an unset shell variable', () => {
  it.each([
    ['--start', ''],
    ['--start', '  '],
    ['--artifacts', ''],
  ])('of %s exits with 2 (usage), and nothing is started: %j', async (option, value) => {
    using machine = createMachine()
    const ran = await machine.run(['drive', 'http://localhost:1/', option, value, '--json'])
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'usage' }])
  })
})

describe('the redirect URL that drive uses', () => {
  const none = { ...plain, defect: 'no-redirect-uri' } as const

  it('is the one in --redirect-url when the install link has none', async () => {
    const port = await freePort()
    const more = ['--redirect-url', `http://localhost:${port}/callback`]
    const drove = await driveApp({ ...none, env: { PORT: String(port) }, tellUrl: false, more })
    expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
    expect(drove.report.scenarios[0]?.hops.at(-1)?.url).toMatch(`http://localhost:${port}/callback?`)
  })

  it.each([
    ['an address where nothing listens', async () => await freePort(), '/callback'],
    ['a path that the app does not have', (own: number) => own, '/nowhere'],
  ])('causes exit code 2 (redirect_url_wrong) when --redirect-url has %s', async (_what, portOf, path) => {
    const own = await freePort()
    const more = ['--redirect-url', `http://localhost:${await portOf(own)}${path}`]
    const { code, said } = await fault({ ...none, env: { PORT: String(own) }, tellUrl: false, more })
    expect([code, said]).toMatchObject([2, { error: 'redirect_url_wrong', message: /--redirect-url/ }])
  })

  it('is the one in the install link, and a note says that --redirect-url is ignored', async () => {
    const more = ['--redirect-url', 'http://localhost:1/callback']
    const drove = await driveApp({ ...plain, more })
    expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
    expect(drove.stderr).toContain(`http://localhost:${drove.port}/callback`)
    expect(drove.stderr.match(/--redirect-url/g)).toHaveLength(1)
  })

  it('causes exit code 2 (speaks_http) when it begins with https but the app accepts only http', async () => {
    const own = await freePort()
    const env = { PORT: String(own), REDIRECT: `https://localhost:${own}/callback` }
    const { code, said } = await fault({ env, tellUrl: false })
    expect([code, said]).toMatchObject([2, { error: 'speaks_http' }])
  })

  it('is by default /slack/oauth_redirect (the default of Bolt) at the origin of the app, and a note says so', async () => {
    const drove = await driveApp({ app: 'bolt 5 default', scenarios: 'allow' })
    const assumed = `http://localhost:${drove.port}/slack/oauth_redirect`
    expect(drove.report.scenarios[0]?.hops.at(-1)?.url).toMatch(`${assumed}?`)
    expect(drove.stderr).toContain(assumed)
    expect(drove.stderr.match(/--redirect-url/g)).toHaveLength(1)
  })

  it('causes exit code 2 (redirect_url_missing) when none is given and the app has no page at /slack/oauth_redirect', async () => {
    const { code, json, port } = await driveApp(none)
    expect([code, json]).toMatchObject([2, { error: 'redirect_url_missing' }])
    const { message, hint } = json as { message: string; hint: string }
    expect(message).toContain('/slack/oauth_redirect')
    expect(hint).toContain(`--redirect-url http://localhost:${port}/`)
    expect(hint).toMatch(/ --start .+ --scenario allow /)
  })
})

describe('the advice for a finding of drive', () => {
  it.each(Object.entries(findingFacts))(
    'contains no placeholder for the finding %s',
    (_id, { cure }: { cure: string | ((code: string) => string) }) => {
      const text = typeof cure === 'string' ? cure : cure('invalid_code')
      expect(text).not.toMatch(/\b(?:CODE|PATH|URL|HOST|NAME|YOUR_\w+)\b|undefined|…/)
    },
  )

  it('contains the complete drive command that repeats the scenario', async () => {
    const { stderr, code, port } = await driveApp({ ...plain, defect: 'no-link', json: false, more: ['--wait', '20'] })
    expect(code).toBe(1)
    expect(stderr).toContain(`slack-tokens drive http://localhost:${port}/install --start `)
    expect(stderr).toMatch(/--scenario allow --use \S+ --wait 20$/m)
  })

  it('contains a command that is quoted for a shell and repeats each --allow-host', () => {
    const again = commandLine({
      start: "node 'a b.js'",
      allowHost: ['a.example', 'b.example'],
      url: 'http://localhost:1/?a=1&b=2',
    })
    expect(again({ scenario: ['deny'] })).toBe(
      `slack-tokens drive 'http://localhost:1/?a=1&b=2' --start 'node '\\''a b.js'\\''' --scenario deny --allow-host a.example --allow-host b.example`,
    )
  })

  it('names the command `slack-tokens why` with Slack’s error code', async () => {
    const drove = await driveApp({ ...plain, defect: 'cuts-code' })
    expect(drove.report.scenarios[0]?.findings).toMatchObject([{ cure: /slack-tokens why invalid_code$/ }])
  })
})
