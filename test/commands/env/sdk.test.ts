import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { acme, keep } from '../../support/kept.ts'
import { hours, startScene } from '../../support/rotating-machine.ts'
import { sampleInstallation } from '../../support/sample.ts'
import { oauths, silent } from '../../support/sdk.ts'

describe.each(oauths)('the record that env writes for $name', ({ InstallProvider }) => {
  const providerOf = (record: unknown, apiUrl = 'https://slack.com/api/', secret = 'unused') => {
    const stored: unknown[] = []
    const provider = new InstallProvider({
      clientId: '1111111111.2222222222',
      clientSecret: secret,
      stateSecret: 'any text will do',
      logger: silent,
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
      installationStore: {
        storeInstallation: async (installation) => void stored.push(structuredClone(installation)),
        fetchInstallation: async () => structuredClone(record) as never,
      },
    })
    return { provider, stored }
  }
  const query = { teamId: 'T0ACME', enterpriseId: undefined, isEnterpriseInstall: false } as const

  it('makes authorize() of the SDK return both tokens', async () => {
    using machine = createMachine()
    keep(machine.directory, acme())
    const { json } = await machine.run(['env', '--format', 'installation-node'])
    expect(await providerOf(json).provider.authorize(query)).toEqual({
      botToken: 'xoxb-sim-acme-bot',
      botId: 'B0BOT',
      botUserId: 'U0BOT',
      userToken: 'xoxp-sim-acme-user',
      teamId: 'T0ACME',
    })
  })

  it('contains with --as bot the bot token and the user id of the installer, but no user token', async () => {
    using machine = createMachine()
    keep(machine.directory, acme())
    const { json } = await machine.run(['env', '--format', 'installation-node', '--as', 'bot'])
    expect(json).toMatchObject({ user: { id: 'U0ANN' } })
    expect(await providerOf(json).provider.authorize(query)).not.toMatchObject({
      userToken: expect.anything() as string,
    })
  })

  it('makes authorize() find an org-wide install', async () => {
    using machine = createMachine()
    keep(machine.directory, acme({ workspace: null, organization: { id: 'E0ACME', name: 'Acme Group' } }))
    const { json } = await machine.run(['env', '--format', 'installation-node'])
    expect(json).toMatchObject({ isEnterpriseInstall: true, enterprise: { id: 'E0ACME', name: 'Acme Group' } })
    expect(json).not.toHaveProperty('team')
    const org = { teamId: undefined, enterpriseId: 'E0ACME', isEnterpriseInstall: true } as const
    expect(await providerOf(json).provider.authorize(org)).toMatchObject({ enterpriseId: 'E0ACME' })
  })

  it('makes authorize() find the tokens of a classic app', async () => {
    using machine = createMachine()
    keep(machine.directory, acme({ flow: 'v1' }))
    const { json } = await machine.run(['env', '--format', 'installation-node'])
    expect(json).toMatchObject({ authVersion: 'v1' })
    expect(json).not.toHaveProperty('appId')
    expect(await providerOf(json).provider.authorize(query)).toMatchObject({ userToken: 'xoxp-sim-acme-user' })
  })

  it('contains a rotating token that authorize() refreshes', async () => {
    // The SDK refreshes a token that expires within two hours.
    await using scene = await startScene(1 * hours)
    await scene.install()
    const { json } = await scene.run(['env', '--format', 'installation-node'])
    const { provider, stored } = providerOf(json, scene.slack.apiUrl, scene.slack.app.clientSecret)
    const { botToken } = await provider.authorize({ ...query, teamId: 'T0SIM0001' })
    expect(botToken).not.toBe(scene.kept().bot?.token)
    expect(stored).toMatchObject([{ bot: { token: botToken } }])
    const client = new WebClient(botToken, { slackApiUrl: scene.slack.apiUrl, logger: silent })
    expect(await client.auth.test()).toMatchObject({ ok: true })
  })
})

describe('env in the format of an SDK', () => {
  // The keys of Installation.to_dict() in slack_sdk 3, which are also the arguments of its constructor.
  const keys = `app_id enterprise_id enterprise_name enterprise_url team_id team_name bot_token bot_id bot_user_id
    bot_scopes bot_refresh_token bot_token_expires_at user_id user_token user_scopes user_refresh_token
    user_token_expires_at incoming_webhook_url incoming_webhook_channel incoming_webhook_channel_id
    incoming_webhook_configuration_url is_enterprise_install token_type installed_at`.split(/\s+/)

  it('has the keys of the Python SDK, the scopes as one text and the times in seconds', async () => {
    const installation = sampleInstallation('acme')
    const ends = { expiresAt: '2100-01-02T03:04:05.678Z', refreshToken: 'xoxe-sim-pair' }
    const bot = installation.bot && { ...installation.bot, ...ends }
    using machine = createMachine()
    keep(machine.directory, acme({ bot }))
    const { json } = await machine.run(['env', '--format', 'installation-python'])
    expect(Object.keys(json as object)).toEqual(keys)
    expect(json).toMatchObject({
      team_id: 'T0ACME',
      bot_token: 'xoxb-sim-acme-bot',
      bot_scopes: 'chat:write,channels:read,users:read,incoming-webhook',
      bot_refresh_token: 'xoxe-sim-pair',
      bot_token_expires_at: Date.UTC(2100, 0, 2, 3, 4, 5) / 1000,
      user_token_expires_at: null,
      user_id: 'U0ANN',
      is_enterprise_install: false,
      installed_at: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000,
    })
  })

  it.each(['installation-node', 'installation-python'])('is explained by explain: %s', async (format) => {
    using machine = createMachine()
    keep(machine.directory, acme())
    const { stdout } = await machine.run(['env', '--format', format])
    const { code, stdout: said } = await machine.run(['explain', '-'], { input: stdout })
    expect(code).toBe(0)
    expect(said).toContain(format === 'installation-node' ? 'Slack’s Node SDK' : 'Slack’s Python SDK')
  })
})
