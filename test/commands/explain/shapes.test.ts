import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/runtime/command-list.ts'
import { answers, v2Both, v2Rotating } from '../../support/answers.ts'
import { explainedReport, explainedScreen } from '../../support/explained.ts'

describe('explain, for the sample answers', () => {
  // The expected shape and certainty, then `kind@path` of each token.
  it.each([
    ['founding', 'v1 sure', 'user@access_token bot@bot.bot_access_token'],
    ['v1UserOnly', 'v1 sure', 'user@access_token'],
    ['v2Both', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    ['v2Bot', 'v2 sure', 'bot@access_token'],
    ['v2User', 'v2 sure', 'user@authed_user.access_token'],
    ['v2Webhook', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    [
      'v2Rotating',
      'v2 sure',
      'bot@access_token refresh@refresh_token user@authed_user.access_token refresh@authed_user.refresh_token',
    ],
    ['v2Org', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    ['v2UserFlat', 'v2_user sure', 'user@access_token'],
    ['v2UserNested', 'v2_user sure', 'user@access_token'],
    ['refreshedBot', 'refresh likely', 'bot@access_token refresh@refresh_token'],
    ['refreshedUser', 'refresh likely', 'user@access_token refresh@refresh_token'],
    ['v2Swapped', 'v2 unsure', 'user@access_token bot@authed_user.access_token'],
    ['bareUser', 'v1 unsure', 'user@access_token'],
    ['refusal', 'error sure', ''],
    ['signIn', 'openid sure', 'user@access_token'],
    ['configuration', 'config sure', 'config@token refresh@refresh_token'],
    ['wrapped', 'v2 sure', 'bot@body.access_token user@body.authed_user.access_token'],
    ['authTest', 'not-an-install sure', ''],
  ] as const)(
    'reports for the sample %s the shape and certainty “%s” and the tokens “%s”',
    async (name, expected, tokens) => {
      const report = await explainedReport(answers[name])
      expect(`${report.shape} ${report.certainty}`).toBe(expected)
      expect(report.tokens.map(({ kind, path }) => `${kind}@${path}`).join(' ')).toBe(tokens)
      // A result that is not certain must have a note with the reason.
      expect(report.certainty === 'sure' || report.notes.length > 0).toBe(true)
    },
  )

  it.each([[[]], [[1, 2]], [{}], [{ a: 1 }]])('reports that %j is not the answer of an install', async (value) => {
    expect(await explainedReport(value)).toMatchObject({ shape: 'not-an-install', tokens: [], error: null })
    expect(await explainedScreen(value)).toMatch(/^This is not the answer of an install\n/)
  })

  it('prints why a token is missing, and the login command that gets one', async () => {
    expect(await explainedScreen(answers.v2Bot)).toMatch(
      /authed_user\.access_token is absent\. No user token: the install requested no user scopes\s+\(user_scope=\)\.\n {4}To get one: slack-tokens login --user-scopes search:read\n/,
    )
    expect(await explainedScreen(answers.v2User)).toMatch(
      / access_token is absent\. No bot token: .* \(scope=\)\.\n {4}To get one: slack-tokens login --scopes chat:write\n/,
    )
    expect(await explainedScreen(answers.v1UserOnly)).toMatch(
      /“bot” is not among the scopes[\s\S]*slack-tokens login --v1 --scopes bot\n/,
    )
    expect((await explainedReport(answers.v2UserFlat)).notes.join()).toMatch(/this flow is for user tokens alone/)
  })

  it('notes that the bot token was removed when only its scopes are in the answer', async () => {
    const { access_token: _gone, ...rest } = v2Both
    expect((await explainedReport(rest)).notes.join()).toMatch(
      /No bot token: scopes were granted for it, so it was taken out/,
    )
  })

  it('names the token that each refresh token renews, and notes that the new token is valid for 12 hours', async () => {
    const { tokens, notes } = await explainedReport(v2Rotating)
    expect(tokens.map(({ of, rotating }) => [of, rotating])).toEqual([
      [null, true],
      ['bot', true],
      [null, true],
      ['user', true],
    ])
    expect(notes.join()).toMatch(/12 hours.*works once/)
    expect(await explainedScreen(v2Rotating)).toMatch(/ refresh_token +xoxe-…b2b2 +REFRESH TOKEN: buys a new pair/)
  })

  it('shows the organization of an org-wide install instead of a workspace', async () => {
    expect(await explainedReport(answers.v2Org)).toMatchObject({
      workspace: null,
      organization: { id: 'E0SAMPLE', name: 'Acme Group' },
      isOrgInstall: true,
    })
    expect(await explainedScreen(answers.v2Org)).toMatch(/Org-wide install: .*\s.*team_id/)
  })

  it('prints the meaning and the next step of invalid_code, and “not known here” for an unknown code', async () => {
    const text = await explainedScreen(answers.refusal)
    expect(text).toMatch(/^Slack refused: invalid_code\n.*older than ten minutes.*\nNext: .*slack-tokens login/)
    expect(await explainedReport(answers.refusal)).toMatchObject({ shape: 'error', error: 'invalid_code' })
    expect(await explainedScreen({ ok: false, error: 'never_heard_of' })).toMatch(/not known here/)
  })

  it('notes when the field of a bot token contains a token that begins like a user token', async () => {
    const { notes } = await explainedReport(answers.v2Swapped)
    expect(notes.join()).toMatch(/access_token is the place of a bot token, but xoxp-…\w{4} begins like a user token/)
  })

  it('lists unknown fields without their values', async () => {
    const text = await explainedScreen({ ...v2Both, brand_new: 'canary-value', team_settings: { a: 1 } })
    expect(text).toMatch(/Unknown fields: brand_new \(text\), team_settings \(object\)/)
    expect(text).not.toMatch(/canary/)
  })

  it('names only commands that exist', async () => {
    const texts = await Promise.all(Object.values(answers).map((value) => explainedScreen(value)))
    const named = texts.flatMap((text) => [...text.matchAll(/slack-tokens ([a-z]+)/g)].map(([, name]) => name))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !commands.some((one) => one.name === name))).toEqual([])
  })
})
