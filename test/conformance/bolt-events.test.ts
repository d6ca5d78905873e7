import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SayFn } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { bolts, silent } from '../support/sdk.ts'

type BoltApp = InstanceType<(typeof bolts)[number]['App']>
type Way = 'HTTP' | 'Socket Mode'

const scopes =
  'app_mentions:read,channels:history,channels:read,chat:write,commands,im:history,im:write,links:read,links:write,reactions:read,users:read'

interface Running {
  readonly slack: Simulator
  readonly app: BoltApp
  /** What the app's listeners received, in order. */
  readonly seen: string[]
}

/**
 * Runs `work` with an installed Bolt app as in Bolt's documentation, except for the API URL. Events arrive over HTTP or
 * a socket.
 */
async function withApp(
  App: (typeof bolts)[number]['App'],
  way: Way,
  work: (running: Running) => Promise<void>,
): Promise<void> {
  await using slack = await startSimulator()
  const query = `client_id=${slack.app.clientId}&scope=${scopes}`
  const { callback } = await slack.approve(`${slack.authorizeUrl}?${query}`)
  const body = new URLSearchParams({
    code: callback.searchParams.get('code') ?? '',
    client_id: slack.app.clientId,
    client_secret: slack.app.clientSecret,
  })
  await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body })
  const { signingSecret, appToken } = slack.app
  const app = new App({
    token: slack.tokens[0]?.value ?? '',
    signingSecret,
    ...(way === 'Socket Mode' && { socketMode: true, appToken }),
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  const seen: string[] = []
  listen(app, seen)
  const server = (await app.start(0)) as Server
  try {
    if (way === 'HTTP') await slack.sendTo(`http://localhost:${(server.address() as AddressInfo).port}/slack/events`)
    await work({ slack, app, seen })
  } finally {
    await app.stop()
  }
}

const modal = {
  type: 'modal' as const,
  callback_id: 'ticket',
  title: { type: 'plain_text' as const, text: 'New ticket' },
  submit: { type: 'plain_text' as const, text: 'Create' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
    {
      type: 'input' as const,
      block_id: 'owner',
      label: { type: 'plain_text' as const, text: 'Owner' },
      element: { type: 'external_select' as const, action_id: 'owner', min_query_length: 1 },
      optional: true,
    },
  ],
}

/** Adds one listener of each kind to the app, as in Bolt’s documentation. Each listener records its call in `seen`. */
function listen(app: BoltApp, seen: string[]): void {
  app.event('app_mention', async ({ event, say }) => {
    seen.push('app_mention')
    await say({ text: `hello <@${event.user}>`, thread_ts: event.ts })
  })
  app.message('ping', async ({ message, say }: { message: { channel_type?: string }; say: SayFn }) => {
    seen.push(`message in ${message.channel_type}`)
    await say('pong')
  })
  app.command('/ticket', async ({ ack, body, client }) => {
    seen.push('command')
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: modal })
  })
  app.command('/echo', async ({ ack, command, respond }) => {
    await ack(`you typed ${command.text}`)
    await respond({ response_type: 'in_channel', text: `everybody: ${command.text}` })
  })
  app.view('ticket', async ({ ack, view, client }) => {
    const title = view.state.values['title']?.['value']?.value ?? ''
    seen.push(`submitted ${title}`)
    if (title.length < 3) return await ack({ response_action: 'errors', errors: { title: 'too short' } })
    await ack()
    await client.chat.postMessage({
      channel: 'C0SIMGENL',
      text: `ticket: ${title}`,
      blocks: [
        {
          type: 'actions',
          block_id: 'decide',
          elements: [
            { type: 'button', action_id: 'approve', value: 'yes', text: { type: 'plain_text', text: 'Approve' } },
          ],
        },
      ],
    })
  })
  app.view({ callback_id: 'ticket', type: 'view_closed' }, async ({ ack }) => {
    seen.push('closed')
    await ack()
  })
  app.options('owner', async ({ ack, options }) => {
    seen.push(`options for ${options.value}`)
    await ack({ options: [{ text: { type: 'plain_text', text: 'Lee' }, value: 'lee' }] })
  })
  app.action('owner', ({ ack }) => ack())
  app.action('approve', async ({ ack, body, respond }) => {
    seen.push(`approved by ${body.user.id}`)
    await ack()
    await respond({ replace_original: true, text: 'approved' })
  })
  app.shortcut('report', async ({ ack, shortcut }) => {
    seen.push(shortcut.type)
    await ack()
  })
  app.event('app_home_opened', async ({ event, client }) => {
    seen.push(`home of ${event.user}`)
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Welcome' } }]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
  app.event('link_shared', async ({ event, client }) => {
    const { channel, message_ts: ts, links } = event
    seen.push(`links ${links.length}`)
    await client.chat.unfurl({ channel, ts, unfurls: { [links[0]?.url ?? '']: { text: 'a preview' } } })
  })
  app.event('reaction_added', async ({ event }) => void seen.push(`:${event.reaction}:`))
  app.event('app_uninstalled', async () => void seen.push('uninstalled'))
}

describe.each(bolts)('$name', ({ App }) => {
  describe.each<Way>(['HTTP', 'Socket Mode'])('over %s', (way) => {
    it('answers a mention in its thread, and answers a direct message', async () => {
      await withApp(App, way, async ({ slack, seen }) => {
        const dana = slack.as('dana')
        const { deliveries, ts } = await dana.say('#general', '<@bot> hi')
        expect(deliveries.map(({ what, ok, by }) => [what, ok, by])).toEqual(
          ['message', 'app_mention'].map((what) => [what, true, way === 'HTTP' ? 'http' : 'socket']),
        )
        await dana.say('@sim-app', 'ping')
        await slack.settled()
        expect(slack.messages('general').at(-1)).toMatchObject({ text: `hello <@${dana.id}>`, threadTs: ts })
        expect(seen).toEqual(['app_mention', 'message in im'])
      })
    })

    it('opens a modal for a command, refuses invalid input, and posts the submitted text', async () => {
      await withApp(App, way, async ({ slack, seen }) => {
        const dana = slack.as('dana')
        await dana.command('/ticket')
        await slack.settled()
        expect(slack.view('dana')).toMatchObject({ type: 'modal', callbackId: 'ticket', title: 'New ticket' })
        expect(await dana.submit({ title: 'x' })).toMatchObject({
          result: { outcome: 'errors', errors: { title: 'too short' } },
        })
        await dana.click('owner', { value: 'Lee' })
        expect(await dana.submit({ title: 'printer' })).toMatchObject({ result: { outcome: 'closed' } })
        await slack.settled()
        expect(slack.view('dana')).toBeNull()
        expect(slack.messages('general').at(-1)).toMatchObject({ text: 'ticket: printer' })
        expect(seen).toEqual(['command', 'submitted x', 'options for Lee', 'submitted printer'])
      })
    })

    it('replaces a message when a person clicks its button', async () => {
      await withApp(App, way, async ({ slack, seen }) => {
        const dana = slack.as('dana')
        await dana.command('/ticket')
        await slack.settled()
        await dana.submit({ title: 'printer' })
        await slack.settled()
        await dana.click('approve')
        await slack.settled()
        expect(slack.messages('general').at(-1)).toMatchObject({ text: 'approved', blocks: null })
        expect(seen.at(-1)).toBe(`approved by ${dana.id}`)
      })
    })

    it('answers a command first to the person only, then in the channel', async () => {
      await withApp(App, way, async ({ slack }) => {
        const dana = slack.as('dana')
        await dana.command('/echo hello there')
        await slack.settled()
        expect(dana.ephemerals.map(({ text }) => text)).toEqual(['you typed hello there'])
        expect(slack.messages('general').at(-1)).toMatchObject({ text: 'everybody: hello there' })
      })
    })

    it('receives a closed modal, the opened home tab, shortcuts, a reaction and a shared link', async () => {
      await withApp(App, way, async ({ slack, seen }) => {
        const dana = slack.as('dana')
        await dana.command('/ticket')
        await slack.settled()
        await dana.close()
        await dana.openHome()
        await slack.settled()
        expect(slack.view('dana')).toMatchObject({ type: 'home' })
        const { ts } = await dana.say('#general', 'see https://example.com/x')
        await dana.shortcut('report')
        await dana.shortcut('report', { message: ts ?? '' })
        await dana.react(ts ?? '', ':tada:')
        await slack.settled()
        expect(seen).toEqual([
          ...['command', 'closed', `home of ${dana.id}`, 'links 1', 'shortcut', 'message_action', ':tada:'],
        ])
      })
    })

    it('receives app_uninstalled once, and no event after it', async () => {
      await withApp(App, way, async ({ slack, seen }) => {
        const { clientId: client_id, clientSecret: client_secret } = slack.app
        const token = slack.tokens[0]?.value ?? ''
        await fetch(`${slack.apiUrl}apps.uninstall`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: new URLSearchParams({ client_id, client_secret }),
        })
        await slack.settled()
        const { deliveries } = await slack.as('dana').say('#general', 'ping')
        expect(deliveries).toEqual([])
        expect(seen).toEqual(['uninstalled'])
      })
    })
  })
})
