import type { InstallationStore } from '@slack/oauth'
import { describe, expect, it } from 'vitest'
import type { RunInstallOptions, SlackInstallation } from '../../src/oauth/library/types.ts'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { libraryPlace, openInstall } from '../support/library-install.ts'
import { decide, visit } from '../support/login.ts'
import { startOauthApp, walk } from '../support/oauth-app.ts'
import { bolts, oauths, silent } from '../support/sdk.ts'

/** Installs the app of a new simulator with `runInstall`. Returns the record of the install. */
async function installWithLibrary(
  scopes: Pick<RunInstallOptions, 'scopes' | 'userScopes' | 'flow'>,
  options: SimulatorServerOptions = {},
) {
  const place = await libraryPlace(options)
  const install = openInstall({ ...place.app, userScopes: [], ...scopes })
  await visit(await decide((await install.ready).authorizeUrl, { decision: 'allow', ...choiceIn(options) }))
  return { place, installation: (await install.result).installation }
}

/** Returns what the person chooses on the consent page: the organization, if there is one. */
const choiceIn = ({ organization }: SimulatorServerOptions): Readonly<Record<string, string>> =>
  organization ? { workspace: organization.id } : {}

const organization = { id: 'E0SIMORG1', name: 'Sandbox Group', domain: 'sandbox-group', teams: ['T0SIM0001'] }

/** Returns the record as JSON with the addresses and the random parts of secrets and ids removed. */
function comparable(record: unknown): unknown {
  const text = JSON.stringify(record, (name, value: unknown) => (name === 'expiresAt' ? 'later' : value))
  return JSON.parse(
    text
      .replace(/xox[bpe]-[\w.-]+/g, (token) => token.slice(0, 4))
      .replace(/localhost:\d+/g, 'localhost')
      .replace(/services\/[^"]*/g, 'services'),
  ) as unknown
}

describe.each(oauths)('$name', ({ InstallProvider }) => {
  it.each<[string, Pick<RunInstallOptions, 'scopes' | 'userScopes' | 'flow'>, SimulatorServerOptions]>([
    ['the bot alone', { scopes: ['chat:write'] }, {}],
    ['the person alone', { scopes: [], userScopes: ['search:read'] }, {}],
    ['both, with a webhook', { scopes: ['chat:write', 'incoming-webhook'], userScopes: ['search:read'] }, {}],
    ['tokens that rotate', { scopes: ['chat:write'], userScopes: ['search:read'] }, { tokenLifetime: 3600 }],
    [
      'a whole organization',
      { scopes: ['chat:write'], userScopes: ['search:read'] },
      { organization, app: { orgDeploy: true } },
    ],
    ['a classic app', { flow: 'v1', scopes: ['bot', 'incoming-webhook'] }, {}],
  ])('makes the same record as runInstall for an install of %s', async (_name, scopes, options) => {
    const { place, installation } = await installWithLibrary(scopes, options)
    await using slack = place
    const { flow, ...install } = scopes
    await using app = await startOauthApp(slack.slack, {
      InstallProvider,
      install: { scopes: [...(install.scopes ?? [])], userScopes: [...(install.userScopes ?? [])] },
      ...(flow === 'v1' && { authVersion: 'v1' }),
    })
    expect((await walk(app.url, { choice: choiceIn(options) })).status).toBe(200)
    expect(comparable(installation)).toEqual(comparable(app.installations[0]))
  })

  it('accepts the unchanged record in an InstallationStore, and authorizes with it', async () => {
    const { place, installation } = await installWithLibrary({ scopes: ['chat:write'], userScopes: ['search:read'] })
    await using slack = place
    const stored = new Map<string, SlackInstallation>()
    const store: InstallationStore = {
      async storeInstallation(one) {
        await Promise.resolve(stored.set(one.team?.id ?? '', one as SlackInstallation))
      },
      fetchInstallation: ({ teamId = '' }) => Promise.resolve(stored.get(teamId) as SlackInstallation),
    }
    // The compiler checks here that the record has the type of @slack/oauth.
    await store.storeInstallation(installation)
    const { clientId, clientSecret } = slack.slack.app
    const provider = new InstallProvider({
      ...{ clientId, clientSecret, stateSecret: 'for the test', logger: silent, installationStore: store },
      clientOptions: { slackApiUrl: slack.slack.apiUrl },
    })
    const authorized = await provider.authorize({
      teamId: 'T0SIM0001',
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    })
    expect(authorized).toMatchObject({
      botToken: installation.bot?.token,
      botId: installation.bot?.id,
      botUserId: installation.bot?.userId,
      userToken: installation.user.token,
    })
  })
})

describe.each(bolts)('$name', ({ App }) => {
  it('authorizes an event with the record that its installationStore returns unchanged', async () => {
    const { place, installation } = await installWithLibrary({ scopes: ['chat:write'], userScopes: ['search:read'] })
    await using slack = place
    const { clientId, clientSecret, signingSecret } = slack.slack.app
    const clientOptions = { slackApiUrl: slack.slack.apiUrl }
    const app = new App({
      ...{ clientId, clientSecret, signingSecret, stateSecret: 'for the test', scopes: ['chat:write'] },
      ...{ logger: silent, clientOptions, installerOptions: { clientOptions } },
      installationStore: {
        storeInstallation: () => Promise.resolve(),
        fetchInstallation: () => Promise.resolve(installation),
      },
    })
    const seen: unknown[] = []
    app.event('app_mention', async ({ context, client }) => {
      const { user_id: actsAs } = await client.auth.test()
      seen.push({ bot: context.botToken, user: context.userToken, botUser: context.botUserId, actsAs })
    })
    const event = {
      type: 'app_mention',
      user: 'U0SIMADAM',
      channel: 'C0SIMGENL',
      text: 'hi',
      ts: '1.1',
      event_ts: '1.1',
    }
    await app.processEvent({
      body: { type: 'event_callback', team_id: 'T0SIM0001', api_app_id: installation.appId, event },
      ack: () => Promise.resolve(),
    })
    const botUser = installation.bot?.userId
    expect(seen).toEqual([{ bot: installation.bot?.token, user: installation.user.token, botUser, actsAs: botUser }])
  })
})
