import type { Server } from 'node:http'
import type { Installation } from '@slack/oauth'
import { describe, expect, it, vi } from 'vitest'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { SimulatedDelivery, Simulator } from '../../src/simulator/testing/types.ts'
import { control } from '../support/every-event.ts'
import { walk } from '../support/oauth-app.ts'
import { freePort } from '../support/program.ts'
import { bolts, silent } from '../support/sdk.ts'

const scopes = ['app_mentions:read', 'channels:history', 'channels:read', 'chat:write', 'commands', 'im:history']
const place = { id: 'E0GROUP', name: 'Group', domain: 'group' }
const plain = (text: string) => ({ type: 'plain_text', text }) as const

type App = (typeof bolts)[number]['App']

interface Running {
  readonly slack: Simulator
  /** The ids of the workspaces or organizations that Bolt named in each view listener. */
  readonly viewTeams: (string | undefined)[]
}

/**
 * Runs `work` while a Bolt app with its own OAuth and installation store is installed on the organization.
 * @param added the names of the workspaces to which an admin added the app
 */
async function withOrgApp(App: App, added: readonly string[], work: (running: Running) => Promise<void>) {
  const port = await freePort()
  const redirectUri = `http://localhost:${port}/slack/oauth_redirect`
  await using slack = await startSimulator({
    content: {
      workspaces: [
        { name: 'Acme', id: 'T0ACME', people: [{ name: 'dana', admin: true }] },
        { name: 'Globex', id: 'T0GLOBEX', people: [{ name: 'kim' }] },
      ],
      organization: { ...place, workspaces: added },
      apps: [{ name: 'Helper', botName: 'helper', orgDeploy: true, redirectUrls: [redirectUri] }],
    },
  })
  const store: Installation<'v1' | 'v2'>[] = []
  const { clientId, clientSecret, signingSecret } = slack.app
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const app = new App({
    ...{ clientId, clientSecret, signingSecret, scopes, redirectUri, logger: silent, clientOptions },
    stateSecret: 'any text will do',
    installerOptions: {
      authorizationUrl: slack.authorizeUrl,
      directInstall: true,
      redirectUriPath: '/slack/oauth_redirect',
      clientOptions,
    },
    installationStore: {
      storeInstallation: async (installation) => void store.push(installation),
      fetchInstallation: async ({ isEnterpriseInstall, enterpriseId, teamId }) => {
        const found = store.find(({ team, enterprise }) =>
          isEnterpriseInstall ? enterprise?.id === enterpriseId : team?.id === teamId,
        )
        if (!found) throw new Error('not installed there')
        return found
      },
    },
  })
  const viewTeams: (string | undefined)[] = []
  app.event('app_mention', async ({ say, client }) => {
    // Bolt adds `team_id`, without which Slack refuses this method for an organization's token.
    const { channels = [] } = await client.conversations.list()
    await say({
      text: `there are ${channels.map(({ name }) => name).join(', ')}`,
      blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'approve', text: plain('Approve') }] }],
    })
  })
  app.action('approve', async ({ ack, respond }) => {
    await ack()
    await respond({ replace_original: true, text: 'approved' })
  })
  const view = {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'name',
        label: plain('Name'),
        element: { type: 'plain_text_input', action_id: 'name' },
      },
    ],
  } as const
  const open = async (client: InstanceType<App>['client'], trigger: string) =>
    await client.views.open({ trigger_id: trigger, view: { ...view, blocks: [...view.blocks] } })
  app.command('/form', async ({ ack, client, body }) => {
    await ack('one moment')
    await open(client, body.trigger_id)
  })
  app.shortcut('form', async ({ ack, client, body }) => {
    await ack()
    await open(client, body.trigger_id)
  })
  app.view('form', async ({ ack, client, body, context }) => {
    await ack()
    viewTeams.push(context.teamId)
    await client.chat.postMessage({
      channel: body.user.id,
      text: `thanks, ${body.view.state.values['name']?.['name']?.value}`,
    })
  })
  app.event('app_home_opened', async ({ client, event }) => {
    const section = { type: 'section', text: plain('Welcome') } as const
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section] } })
  })
  const server = (await app.start(port)) as Server
  try {
    const { status } = await walk(`http://localhost:${port}/slack/install`, { choice: { workspace: place.id } })
    expect(status).toBe(200)
    await slack.sendTo(`http://localhost:${port}/slack/events`)
    await work({ slack, viewTeams })
  } finally {
    await app.stop()
    server.closeAllConnections()
  }
}

const ofEvent = (team: string) => ({
  team_id: team,
  enterprise_id: place.id,
  context_team_id: team,
  context_enterprise_id: place.id,
  authorizations: [{ enterprise_id: place.id, team_id: team, is_bot: true, is_enterprise_install: true }],
})

const ofInteraction = (team: string) => ({
  team: null,
  enterprise: { id: place.id, name: place.name },
  is_enterprise_install: true,
  user: { team_id: team },
})

/** Waits until an app has reacted, because Bolt answers before it does its work. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })

const payloads = (deliveries: readonly SimulatedDelivery[]) => deliveries.map(({ ok, payload }) => ({ ok, payload }))

describe.each(bolts)('an org-wide install of an app with $name', ({ App }) => {
  it.each([
    ['dana', 'T0ACME'],
    ['kim', 'T0GLOBEX'],
  ])('can be used by %s of the workspace %s', async (name, team) => {
    await withOrgApp(App, ['Acme', 'Globex'], async ({ slack, viewTeams }) => {
      const person = slack.as(name)
      const isOpen = () => until(() => expect(slack.view(name)).toMatchObject({ type: 'modal', callbackId: 'form' }))
      const mention = await person.say('#general', '@helper hello')
      expect(mention.deliveries.map(({ what }) => what).sort()).toEqual(['app_mention', 'message'])
      for (const { payload } of mention.deliveries) expect(payload).toMatchObject(ofEvent(team))
      const { channel } = Object(mention.deliveries[0]?.payload['event']) as { readonly channel: string }
      const reply = { author: 'helper', text: 'there are general' }
      await until(() => expect(slack.messages(channel)).toMatchObject([{ author: name }, reply]))

      const click = await person.click('approve')
      expect(payloads(click.deliveries)).toMatchObject([{ ok: true, payload: ofInteraction(team) }])
      await until(() => expect(slack.messages(channel).at(-1)).toMatchObject({ author: 'helper', text: 'approved' }))

      const command = await person.command('/form')
      const sent = { team_id: team, enterprise_id: place.id, is_enterprise_install: 'true' }
      expect(payloads(command.deliveries)).toMatchObject([{ ok: true, payload: sent }])
      expect(person.ephemerals).toMatchObject([{ author: 'helper', text: 'one moment' }])
      await isOpen()
      const submission = await person.submit({ name: 'Lee' })
      const shown = { view: { team_id: team, app_installed_team_id: place.id } }
      expect(payloads(submission.deliveries)).toMatchObject([
        { ok: true, payload: { ...ofInteraction(team), ...shown } },
      ])
      await until(() => expect(viewTeams).toEqual([place.id]))

      const shortcut = await person.shortcut('form')
      expect(payloads(shortcut.deliveries)).toMatchObject([{ ok: true, payload: ofInteraction(team) }])
      await isOpen()
      await person.close()

      const home = await person.openHome()
      expect(payloads(home.deliveries)).toMatchObject([{ ok: true, payload: ofEvent(team) }])
      const blocks = [{ text: { text: 'Welcome' } }]
      await until(() => expect(slack.view(name)).toMatchObject({ type: 'home', blocks }))
      const thanks = { author: 'helper', text: 'thanks, Lee' }
      await until(() => expect(slack.messages(home.channel)).toMatchObject([thanks]))
    })
  })

  it('reaches the people of a workspace only after an admin added the app to it', async () => {
    await withOrgApp(App, ['Acme'], async ({ slack }) => {
      const [kim, dana] = [slack.as('kim'), slack.as('dana')]
      expect((await kim.say('#general', '@helper hello')).deliveries).toEqual([])
      await expect(kim.command('/form')).rejects.toThrow('/form is no command')
      await expect(kim.openHome()).rejects.toThrow('Helper is installed on the organization')

      await control(slack, '/organization', { organization: { ...place, teams: ['T0ACME', 'T0GLOBEX'] } })
      const granted = { what: 'team_access_granted', payload: { team_id: null } }
      await until(() => expect(slack.deliveries.at(-1)).toMatchObject(granted))
      expect((await kim.say('#general', '@helper hello')).deliveries.map(({ what }) => what)).toContain('app_mention')

      await control(slack, '/organization', { organization: { ...place, teams: ['T0GLOBEX'] } })
      expect((await dana.say('#general', '@helper hello')).deliveries).toEqual([])
      expect((await kim.say('#general', '@helper hello')).deliveries.map(({ what }) => what)).toContain('app_mention')
      await slack.settled()
    })
  })
})
