import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App, Assistant }] = bolts
const prompts = [{ title: 'Dice', message: 'Roll two dice' }]
const scope = 'assistant:write,chat:write,im:history,commands'

/** Returns the manifest of an app with a feature. */
const manifestWith = (features: object) => ({
  display_information: { name: 'Sim App' },
  features: {
    bot_user: { display_name: 'simapp' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    ...features,
  },
  oauth_config: { scopes: { bot: scope.split(',') } },
  settings: {
    event_subscriptions: {
      bot_events: ['assistant_thread_started', 'assistant_thread_context_changed', 'message.im', 'app_home_opened'],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
})

describe.skipIf(!chromiumPath)('the page of the simulator, with an app', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('starts a thread with an assistant, and shows the prompts, the status and the answer of the assistant', async () => {
    let finish = () => {}
    const waits = new Promise<void>((resolve) => {
      finish = resolve
    })
    const assistant = new Assistant({
      async threadStarted({ say, setSuggestedPrompts, saveThreadContext }) {
        await say('How can I help?')
        await saveThreadContext()
        await setSuggestedPrompts({ prompts: [prompts[0] ?? { title: '', message: '' }] })
      },
      async userMessage({ say, setStatus }) {
        await setStatus('is rolling…')
        await waits
        await say('3 and 4')
      },
    })
    await withBolt(
      { App, way: 'Socket Mode', scope, listen: (app) => void app.assistant(assistant) },
      async ({ slack }) => {
        slack.useManifest(manifestWith({ assistant_view: { assistant_description: 'Rolls dice' } }))
        const { page, problems } = await openPage(browser, slack)
        await page.getByRole('button', { name: 'Sim App', exact: true }).click()
        await page.getByRole('button', { name: 'New chat' }).click()
        const thread = page.getByRole('complementary')
        await thread.getByText('How can I help?').waitFor()
        await thread.getByRole('button', { name: 'Dice' }).click()
        await thread.getByText('Roll two dice').waitFor()
        await thread.getByRole('status').getByText('is rolling…').waitFor()
        expect(await thread.getByRole('button', { name: 'Dice' }).count()).toBe(0)
        finish()
        await thread.getByText('3 and 4').waitFor()
        await expect.poll(() => thread.getByRole('status').textContent()).toBe('')
        expect(problems).toEqual([])
      },
    )
  })

  it('shows the prompts of an agent in its messages tab', () =>
    withBolt(
      {
        App,
        way: 'Socket Mode',
        scope,
        listen(app) {
          app.event('app_home_opened', async ({ client, event }) => {
            if (event.tab !== 'messages') return
            // The types of Bolt 4 require `thread_ts`, so the test uses `apiCall`.
            const asked = { channel_id: event.channel, title: 'Try', prompts }
            await client.apiCall('assistant.threads.setSuggestedPrompts', asked)
          })
          app.message('Roll', async ({ say }) => void (await say('5 and 6')))
        },
      },
      async ({ slack }) => {
        slack.useManifest(manifestWith({ agent_view: { agent_description: 'Rolls dice' } }))
        const { page, message, problems } = await openPage(browser, slack)
        await page.getByRole('button', { name: 'Sim App', exact: true }).click()
        await page.getByRole('button', { name: 'Messages', exact: true }).click()
        await page.getByRole('region', { name: 'Suggested prompts' }).getByRole('button', { name: 'Dice' }).click()
        await message('5 and 6').waitFor()
        expect(problems).toEqual([])
      },
    ))

  it('opens a global shortcut from the menu beside the field; Escape closes the menu', () =>
    withBolt(
      {
        App,
        way: 'Socket Mode',
        scope,
        listen(app) {
          app.shortcut('open', async ({ ack, client, shortcut }) => {
            await ack()
            const title = { type: 'plain_text', text: 'From a shortcut' } as const
            await client.views.open({ trigger_id: shortcut.trigger_id, view: { type: 'modal', title, blocks: [] } })
          })
        },
      },
      async ({ slack }) => {
        const shortcuts = [{ name: 'Open it', type: 'global', callback_id: 'open', description: 'opens it' }]
        slack.useManifest(manifestWith({ shortcuts }))
        const { page, problems } = await openPage(browser, slack)
        const opener = page.getByRole('button', { name: 'Shortcuts' })
        await opener.click()
        await page.keyboard.press('Escape')
        await expect.poll(() => page.getByRole('list', { name: 'Shortcuts' }).count()).toBe(0)
        expect(await opener.evaluate((one) => one.matches(':focus'))).toBe(true)
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Open it' }).press('Enter')
        const modal = page.getByRole('dialog', { name: 'From a shortcut' })
        await modal.waitFor()
        await page.keyboard.press('Escape')
        await expect.poll(() => modal.count()).toBe(0)
        expect(problems).toEqual([])
      },
    ))
})
