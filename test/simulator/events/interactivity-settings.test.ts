import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { startEventApp } from '../../support/events.ts'

/**
 * Starts a simulator with the app installed, with `eventsUrl` as its events URL and `settings` for interactivity and
 * Socket Mode.
 */
async function withSettings(eventsUrl: string, settings: object): Promise<Simulator> {
  const slack = await startSimulator({ startAt: Date.now() })
  await install(slack)
  slack.useManifest({
    display_information: { name: 'Shortcuts' },
    features: {
      bot_user: { display_name: 'shortcuts' },
      shortcuts: [{ name: 'Open', type: 'global', callback_id: 'open', description: 'opens it' }],
    },
    oauth_config: { scopes: { bot: ['commands'] }, redirect_urls: [...slack.app.redirectUrls] },
    settings: { event_subscriptions: { request_url: eventsUrl, bot_events: ['app_home_opened'] }, ...settings },
  })
  return slack
}

describe('an interaction', () => {
  it('is sent to the interactivity URL, even when the URL for events is another one', async () => {
    await using events = await startEventApp()
    await using interactions = await startEventApp()
    await using slack = await withSettings(events.url, {
      interactivity: { is_enabled: true, request_url: interactions.url },
    })
    const { deliveries } = await slack.as('dana').shortcut('open')
    expect(deliveries).toMatchObject([{ ok: true, to: interactions.url }])
    expect(events.received).toEqual([])
  })

  it.each([
    ['interactivity is switched off', { interactivity: { is_enabled: false } }],
    ['the manifest does not mention interactivity', {}],
  ])('is not sent, and has the error interactivity_off, when %s', async (_condition, settings) => {
    await using events = await startEventApp()
    await using slack = await withSettings(events.url, settings)
    const { deliveries } = await slack.as('dana').shortcut('open')
    expect(deliveries).toMatchObject([{ ok: false, by: 'nothing', error: 'interactivity_off' }])
    expect(events.received).toEqual([])
  })

  it('has the error no_connection in Socket Mode when the app is not connected and has no interactivity URL', async () => {
    await using events = await startEventApp()
    await using slack = await withSettings(events.url, { socket_mode_enabled: true })
    const { deliveries } = await slack.as('dana').shortcut('open')
    expect(deliveries).toMatchObject([{ ok: false, error: 'no_connection' }])
  })
})
