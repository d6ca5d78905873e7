import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import type { EventName } from '../../../src/slack/facts/events.ts'
import { install } from '../../support/bolt-app.ts'
import { startEventApp } from '../../support/events.ts'
import { callerOf } from '../../support/every-event.ts'

const general = 'C0SIMGENL'
const scope = 'channels:history,chat:write,files:read,files:write,metadata.message:read'

/** Starts a simulator whose app is subscribed to some events, over HTTP. */
async function stage(events: readonly EventName[], more: object = {}) {
  const app = await startEventApp()
  const slack = await startSimulator()
  const token = await install(slack, { scope })
  const subscriptions = { bot_events: events, request_url: app.url, ...more }
  slack.useManifest({
    display_information: { name: 'Sim App' },
    features: { bot_user: { display_name: 'sim-app' } },
    oauth_config: { scopes: { bot: scope.split(',') } },
    settings: { event_subscriptions: subscriptions, socket_mode_enabled: false },
  })
  const close = async () => {
    await slack.close()
    await app[Symbol.asyncDispose]()
  }
  return { slack, token, call: callerOf(slack), [Symbol.asyncDispose]: close }
}

const eventsOf = (slack: Simulator) =>
  slack.deliveries.filter(({ kind }) => kind === 'event').map(({ payload }) => payload['event'])

describe('the event of a message with a file', () => {
  it('contains a URL from which the app can download the file', async () => {
    await using staged = await stage(['message.channels'])
    const { slack, call, token } = staged
    const { upload_url: url = '', file_id: id = '' } = await call('files.getUploadURLExternal', {
      filename: 'table.csv',
      length: '3',
    })
    await fetch(url, { method: 'POST', body: 'a,b' })
    await call('files.completeUploadExternal', { files: JSON.stringify([{ id }]), channel_id: general })
    await slack.settled()
    const [event] = eventsOf(slack)
    expect(event).toMatchObject({ subtype: 'file_share', files: [{ id, is_public: true }] })
    const { files } = event as { files: { url_private: string }[] }
    const file = await fetch(files[0]?.url_private ?? '', { headers: { authorization: `Bearer ${token}` } })
    expect(await file.text()).toBe('a,b')
  })
})

describe('message_metadata_posted', () => {
  const post = { channel: general, text: 'new', metadata: '{"event_type":"task_created","event_payload":{"id":"1"}}' }

  it('is sent to an app whose manifest contains the event_type of the metadata', async () => {
    const wanted = [{ app_id: 'A0SIMAPP1', event_type: 'task_created' }]
    await using staged = await stage(['message_metadata_posted'], { metadata_subscriptions: wanted })
    const { ts } = await staged.call('chat.postMessage', post)
    await staged.slack.settled()
    const metadata = { event_type: 'task_created', event_payload: { id: '1' } }
    expect(eventsOf(staged.slack)).toMatchObject([{ channel_id: general, message_ts: ts, metadata }])
  })

  it.each([
    ['another type', { app_id: 'A0SIMAPP1', event_type: 'task_closed' }],
    ['another app', { app_id: 'A0OTHER', event_type: 'task_created' }],
  ])('is not sent to an app that subscribed to %s', async (_, wanted) => {
    await using staged = await stage(['message_metadata_posted'], { metadata_subscriptions: [wanted] })
    await staged.call('chat.postMessage', post)
    await staged.slack.settled()
    expect(eventsOf(staged.slack)).toEqual([])
  })
})
