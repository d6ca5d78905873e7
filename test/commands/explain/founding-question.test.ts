import { describe, expect, it } from 'vitest'
import { founding } from '../../support/answers.ts'
import { watch } from '../../support/cli.ts'
import { explainedReport, explainedScreen } from '../../support/explained.ts'

describe('explain, for the v1 answer that developers most often ask about', () => {
  it('names what each token and the webhook is for, and that the tokens are redacted', async () => {
    const text = await explainedScreen(founding)
    expect(text).toMatch(
      /^access_token \(user token\) acts as the person who installed; bot\.bot_access_token \(bot token\)/,
    )
    expect(text).toMatch(/\nThe answer of oauth\.access: v1, the install of classic apps\n/)
    expect(text).toMatch(/ access_token +xoxp-…XXXX +USER TOKEN: acts as the person who installed the app\n/)
    expect(text).toMatch(/ bot\.bot_access_token +xoxb-…TTTT +BOT TOKEN: acts as the app, UTTTTTTTTTTR\n/)
    expect(text).toMatch(/The top-level access_token \(user token\) is for acting as that person/)
    expect(text).toMatch(/every v1 install returns\s+one/)
    expect(text).toMatch(/is there because “bot” was granted/)
    expect(text).toMatch(/Prefer the bot token/)
    expect(text).toMatch(/posting to #channel-it-will-post-to with no token/)
    expect(text).toMatch(/The tokens are redacted/)
  })

  it('explains every field of the answer', async () => {
    const text = await explainedScreen(founding)
    const paths = ['access_token', 'scope', 'team_name', 'team_id', 'bot.bot_user_id', 'bot.bot_access_token']
    const hook = ['url', 'channel', 'configuration_url'].map((key) => `incoming_webhook.${key}`)
    for (const path of [...paths, ...hook])
      expect(text).toMatch(new RegExp(`^  ${path.replaceAll('.', '\\.')} {2}`, 'm'))
    expect(text).not.toMatch(/Unknown fields/)
  })

  it('names the scope that the person needs for an upload, and the login that requests it', async () => {
    const text = await explainedScreen(founding)
    expect(text).toMatch(/slack-tokens upload notes\.txt --as user +upload a file: needs files:write:user\n/)
    expect(text).toMatch(
      /files:write:user was not granted\. To request it:\s+slack-tokens login --v1 --user-scopes files:write:user\n/,
    )
    expect(text).toMatch(/slack-tokens post "#general" "hello" --as bot +post a message\n/)
    const granted = await explainedScreen({ ...founding, scope: 'bot,files:write:user,chat:write:user,search:read' })
    expect(granted).toMatch(/slack-tokens upload notes\.txt --as user +upload a file\n/)
    expect(granted).not.toMatch(/not granted/)
  })

  it('prints at most 40 lines at 100 columns, and no line that is longer than the width of 80 or 100 columns', async () => {
    const at = async (columns: number) => {
      const { stream, text } = watch(/./)
      await explainedScreen(founding, { stdout: Object.assign(stream, { columns }) })
      return text().trimEnd().split('\n')
    }
    expect((await at(100)).length).toBeLessThanOrEqual(40)
    for (const columns of [80, 100]) {
      expect((await at(columns)).filter((line) => line.length > columns)).toEqual([])
    }
  })

  it('prints the kinds, the paths and the owners of the tokens with --json', async () => {
    expect(await explainedReport(founding)).toMatchObject({
      shape: 'v1',
      certainty: 'sure',
      tokens: [
        { kind: 'user', of: null, path: 'access_token', masked: 'xoxp-…XXXX', rotating: false, actsAs: null },
        { kind: 'bot', path: 'bot.bot_access_token', masked: 'xoxb-…TTTT', actsAs: 'UTTTTTTTTTTR', scopes: ['bot'] },
      ],
      webhooks: [{ path: 'incoming_webhook.url', channel: '#channel-it-will-post-to' }],
      workspace: { id: 'XXXXXXXXXX', name: 'Team Installing Your Hook' },
      organization: null,
      isOrgInstall: false,
      error: null,
    })
  })
})
