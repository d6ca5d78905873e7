import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts

const manifestWith = (features: object, events: readonly string[] = []) => ({
  display_information: { name: 'Sim App' },
  features: { bot_user: { display_name: 'sim-app', always_online: true }, ...features },
  oauth_config: {
    scopes: { bot: ['chat:write', 'assistant:write', 'im:history', 'mpim:history', 'app_mentions:read'] },
  },
  settings: { socket_mode_enabled: true, event_subscriptions: { bot_events: events } },
})

describe.skipIf(!chromiumPath)('the page of the simulator follows the settings of an app', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(async () => await browser?.close())

  it('shows no message field when the messages tab is off, and shows why there is no Home', () =>
    withBolt({ App, way: 'Socket Mode', listen: () => {} }, async ({ slack, app }) => {
      await app.client.views.publish({ user_id: 'U0SIMDANA', view: { type: 'home', blocks: [{ type: 'divider' }] } })
      slack.useManifest(manifestWith({ app_home: { home_tab_enabled: false, messages_tab_enabled: false } }))
      const { page, field, problems } = await openPage(browser, slack)
      await page.getByRole('button', { name: 'Sim App', exact: true }).click()
      await page.getByText('home_tab_enabled').waitFor()
      await page.getByRole('button', { name: 'Messages', exact: true }).click()
      await page.getByText('messages_tab_enabled').waitFor()
      expect(await field.count()).toBe(0)
      slack.useManifest(manifestWith({ app_home: { messages_tab_enabled: true } }))
      await field.waitFor()
      expect(problems).toEqual([])
    }))

  it('starts an assistant with the channel as context, and tells the assistant when the person views another channel', () => {
    const contexts: unknown[] = []
    return withBolt(
      {
        App,
        way: 'Socket Mode',
        scope: 'assistant:write,chat:write,im:history',
        listen: (app) => {
          for (const name of ['assistant_thread_started', 'assistant_thread_context_changed'] as const)
            app.event(name, async ({ event }) => {
              contexts.push(event.assistant_thread.context.channel_id)
            })
        },
      },
      async ({ slack }) => {
        const assistant = {
          assistant_view: { assistant_description: 'Helps' },
          app_home: { messages_tab_enabled: true },
        }
        slack.useManifest(
          manifestWith(assistant, ['assistant_thread_started', 'assistant_thread_context_changed', 'message.im']),
        )
        const { page, problems } = await openPage(browser, slack)
        await page.getByRole('button', { name: '# random' }).click()
        await page.getByRole('main', { name: '# random' }).getByRole('button', { name: 'Ask Sim App' }).click()
        await expect.poll(() => contexts.length).toBe(1)
        await page.getByLabel('You are viewing').selectOption({ label: '# general' })
        await expect.poll(() => contexts.length).toBe(2)
        await page.getByRole('button', { name: 'New chat' }).click()
        await expect.poll(() => contexts.length).toBe(3)
        expect(contexts).toEqual(['C0SIMRAND', 'C0SIMGENL', undefined])
        expect(problems).toEqual([])
      },
    )
  })

  it('offers no install of an app that lists no scopes, because Slack refuses such an install', async () => {
    const workspace = { name: 'Acme', people: [{ name: 'dana', admin: true }], channels: [{ name: 'general' }] }
    await using slack = await startSimulator({ content: { workspaces: [workspace], apps: [{ name: 'Bare' }] } })
    const { page, problems } = await openPage(browser, slack)
    await page.getByRole('list', { name: 'Apps' }).getByText('not installed').waitFor()
    await page.getByRole('button', { name: 'Developer’s side' }).click()
    await page.getByRole('button', { name: 'Apps and tokens' }).click()
    await page.getByText('oauth_config.scopes').waitFor()
    expect(await page.locator('a[href*="/oauth/"]').count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('opens a group message, and /kick removes a member as /remove does', async () => {
    await using slack = await startSimulator()
    const { page, field, say, message, problems } = await openPage(browser, slack)
    await page.getByRole('button', { name: '+ New group message' }).click()
    await page.getByRole('checkbox', { name: 'Lee Okafor' }).check()
    await page.getByRole('checkbox', { name: 'Sam Ruiz' }).check()
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('main', { name: 'Lee Okafor, Sam Ruiz' }).waitFor()
    await say('hello both')
    await message('hello both').waitFor()
    await page.getByRole('button', { name: '# random' }).click()
    await page.getByRole('main', { name: '# random' }).waitFor()
    const before = await page.getByRole('button', { name: /members?$/ }).textContent()
    await field.fill('/kick @lee')
    await field.press('Escape')
    await field.press('Enter')
    await expect.poll(() => page.getByRole('button', { name: /members?$/ }).textContent()).not.toBe(before)
    expect(problems).toEqual([])
  })
})
