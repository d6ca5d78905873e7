import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

const v2 = 'https://slack.com/oauth/v2/authorize'
const right = `${v2}?client_id=1111111111.2222222222&scope=chat:write&redirect_uri=https://app.example.test/cb&state=q7Zr0p2mX9LkT4vB`

interface Report {
  readonly shape: string
  readonly links: readonly {
    readonly page: string
    readonly verdict: string
    readonly findings: readonly { readonly id: string; readonly severity: string; readonly cure: string | null }[]
    readonly right: string | null
  }[]
}

async function explain(input: string) {
  using machine = createMachine()
  const { code, json } = await machine.run(['explain', '-', '--json'], { input })
  expect(code).toBe(0)
  const report = json as Report
  const errors = report.links.map(({ findings }) =>
    findings.flatMap(({ id, severity }) => (severity === 'error' ? [id] : [])),
  )
  return { ...report, errors }
}

describe('explain, for an install link', () => {
  it('reports sign_in_mixed and user_scope_ignored for a v1 link with sign-in scopes, and prints a v2 link', async () => {
    const { links, errors } = await explain(
      'https://slack.com/oauth/authorize?client_id=1111111111111.2222222222222&redirect_to=https%3A%2F%2Fapp.example.test&response_type=code&scope=chat%3Awrite%2Ccommands%2Cusers%3Aread%2Cusers%3Aread.email&user_scope=openid%2Cemail%2Cprofile&granular_bot_scope=1&redirect_uri=https%3A%2F%2Fabc.supabase.test%2Fauth%2Fv1%2Fcallback&state=fake',
    )
    expect(errors).toEqual([['user_scope_ignored', 'sign_in_mixed']])
    expect(links[0]).toMatchObject({
      page: 'v1',
      verdict: 'refused',
      right: expect.stringContaining(`${v2}?`) as string,
    })
  })

  it('reports client_id_placeholder for client_id=None', async () => {
    const { errors } = await explain(
      `${v2}?client_id=None&redirect_uri=https://oncall.example.test/api/internal/v1/complete/slack-login/?slack_login_token=FAKE&response_type=code&user_scope=channels:read,identify,chat:write&tracked=1`,
    )
    expect(errors).toEqual([['client_id_placeholder']])
  })

  it('reports scope_missing for a link without scopes, and redirect_localhost for http on localhost', async () => {
    const { errors, links } = await explain(
      'https://slack.com/oauth/authorize?client_id=1111111111.2222222222&response_type=code&redirect_uri=http://localhost:3000/_oauth/slack&state=eyJsb2dpblN0eWxlIjoicG9wdXAifQ==',
    )
    expect(errors).toEqual([['scope_missing']])
    expect(links[0]?.findings.map(({ id }) => id)).toContain('redirect_localhost')
  })

  it('reports a verdict for each of the two links on a page', async () => {
    const { links, errors } = await explain(
      `<a href="${right.replaceAll('&', '&amp;')}">Add to Slack</a> <a href="${v2}?client_id=&scope=search:read">Sign in</a>`,
    )
    expect(links.map(({ verdict }) => verdict)).toEqual(['fine', 'refused'])
    expect(errors[1]).toEqual(['client_id_missing', 'scope_wrong_list'])
  })

  it('does not print a secret that the link contains', async () => {
    using machine = createMachine()
    const secret = '0123456789abcdef0123456789abcdef'
    const { stdout, stderr } = await machine.run(['explain', `${right}&client_secret=${secret}`])
    expect(stdout).toMatch(/the link contains a secret/i)
    expect(stdout + stderr).not.toContain(secret)
  })

  it('does not report the link that an answer of apps.manifest.create contains', async () => {
    using machine = createMachine()
    const made = {
      ok: true,
      app_id: 'A0123ABCD',
      credentials: { client_id: '1111111111.2222222222', client_secret: 'not-a-real-one' },
      oauth_authorize_url: right,
    }
    const { json } = await machine.run(['explain', '-', '--json'], { input: JSON.stringify(made) })
    expect(json).not.toHaveProperty('links')
  })

  it.each([
    ['client_id=None&scope=chat:write', 'not_a_client_id'],
    ['client_id=1.2&client_id=3.4&scope=chat:write', 'parameter_twice'],
    ['client_id=1.2&scope=search:read', 'invalid_scope'],
    ['client_id=1.2&scope=chat:write&user_scope=openid', 'sign_in_scope'],
    ['client_id=1.2', 'no_scopes'],
    ['scope=chat:write', 'not_an_install_link'],
  ])(
    'reports the verdict “refused” for a link that login refuses with exit code 2: %s, error %s',
    async (query, error) => {
      const link = `${v2}?${query}`
      expect((await explain(link)).links[0]?.verdict).toBe('refused')
      using machine = createMachine()
      const { code, json } = await machine.run(['login', link, '--json', '--no-browser'], {
        env: { SLACK_CLIENT_SECRET: 'not-a-real-one' },
      })
      expect([code, json]).toMatchObject([2, { error }])
    },
  )

  it.each([
    ['scopes with semicolons', 'client_id=1.2&scope=chat:write;users:read', /joined by “;”/],
    ['identify', 'client_id=1.2&user_scope=identify,users:read', /Slack adds identify itself/],
    [
      'user_scope on the classic page',
      'client_id=1.2&scope=users:read&user_scope=users:read',
      /does not know user_scope/,
    ],
  ])('has the same rules as login, which prints what it corrects: %s', async (name, query, said) => {
    const page = name.includes('classic') ? 'https://slack.com/oauth/authorize' : v2
    using machine = createMachine()
    const { stderr } = await machine.run(
      ['login', `${page}?${query}`, '--port', '0', '--timeout', '0.2', '--no-browser'],
      {
        env: { SLACK_CLIENT_SECRET: 'not-a-real-one' },
      },
    )
    expect(stderr).toMatch(said)
  })
})
