import type { ModalView } from '@slack/web-api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { type BoltApp, withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts

const modal: ModalView = {
  type: 'modal',
  callback_id: 'ticket',
  title: { type: 'plain_text', text: 'New ticket' },
  submit: { type: 'plain_text', text: 'Create' },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: { type: 'plain_text', text: 'Kind' },
      element: {
        type: 'static_select',
        action_id: 'value',
        options: ['Bug', 'Idea'].map((text) => ({ text: { type: 'plain_text', text }, value: text.toLowerCase() })),
      },
    },
  ],
}

/** An app that answers mentions, opens a modal for a command, and replaces a message after a click. */
function listen(app: BoltApp): void {
  app.event('app_mention', async ({ event, say }) => void (await say(`Hello <@${event.user ?? ''}>!`)))
  app.command('/ticket', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: modal })
  })
  app.view('ticket', async ({ ack, view, client }) => {
    const title = view.state.values['title']?.['value']?.value ?? ''
    const kind = view.state.values['kind']?.['value']?.selected_option?.value ?? 'no kind'
    if (title.length < 4) return await ack({ response_action: 'errors', errors: { title: 'At least 4 letters' } })
    await ack()
    await client.chat.postMessage({ channel: '#general', text: `Ticket ${title}, ${kind}` })
  })
  app.action('approve', async ({ ack, respond, body }) => {
    await ack()
    await respond({ replace_original: true, text: `Approved by <@${body.user.id}>` })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your tickets' } }] },
    })
  })
}

describe.skipIf(!chromiumPath)('a person on the page of the simulator', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('chooses a mention from the suggestions, and sees the app’s answer without a reload', () =>
    withBolt({ App, way: 'Socket Mode', listen }, async ({ slack }) => {
      const { page, field, message, problems } = await openPage(browser, slack)
      await field.pressSequentially('Hi @sim')
      await page.getByRole('option', { name: /Sim App/ }).waitFor()
      await field.press('Enter')
      await field.pressSequentially('there')
      await field.press('Enter')
      await message('Hello @Dana Whitfield!').waitFor()
      expect(slack.messages('#general').map(({ text }) => text)).toContainEqual(
        expect.stringMatching(/^Hi <@U\w+> there$/),
      )
      expect(problems).toEqual([])
    }))

  it('runs a command, sees the app’s error in the modal, and then submits the modal', () =>
    withBolt({ App, way: 'HTTP', listen }, async ({ slack }) => {
      const { page, say, message, problems } = await openPage(browser, slack)
      await say('/ticket')
      const dialog = page.getByRole('dialog', { name: 'New ticket' })
      await dialog.getByLabel('Title').fill('abc')
      await dialog.getByLabel('Kind').selectOption('Bug')
      await dialog.getByRole('button', { name: 'Create' }).click()
      await dialog.getByRole('alert').getByText('At least 4 letters').waitFor()
      await dialog.getByLabel('Title').fill('printer')
      await dialog.getByRole('button', { name: 'Create' }).click()
      await message('Ticket printer, bug').waitFor()
      expect(await dialog.count()).toBe(0)
      expect(problems).toEqual([])
    }))

  it('presses a button, confirms the question of the button, and sees the replaced message', () =>
    withBolt({ App, way: 'Socket Mode', listen }, async ({ slack, app }) => {
      const { page, message, problems } = await openPage(browser, slack)
      const text = { type: 'plain_text', text: 'Approve' } as const
      await app.client.chat.postMessage({
        channel: '#general',
        text: 'Deploy?',
        blocks: [
          {
            type: 'actions',
            elements: [
              {
                type: 'button',
                action_id: 'approve',
                text,
                confirm: { title: { type: 'plain_text', text: 'Sure?' }, text: { type: 'mrkdwn', text: 'Really?' } },
              },
            ],
          },
        ],
      })
      await page.getByRole('button', { name: 'Approve' }).click()
      await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Yes' }).click()
      await message('Approved by @Dana Whitfield').waitFor()
      expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
      expect(problems).toEqual([])
    }))

  it('opens the App Home, and goes to the messages of the app', () =>
    withBolt({ App, way: 'Socket Mode', listen }, async ({ slack }) => {
      const { page, problems } = await openPage(browser, slack)
      await page.getByRole('button', { name: 'Sim App', exact: true }).click()
      await page.getByRole('heading', { name: 'Your tickets' }).waitFor()
      await page.getByRole('button', { name: 'Messages' }).click()
      await page.getByRole('combobox', { name: 'Message to Sim App' }).waitFor()
      expect(problems).toEqual([])
    }))

  it('replies in a thread, adds a reaction, edits a message, and deletes a message', async () => {
    await using slack = await startSimulator()
    const { ts } = await slack.as('lee').say('#general', 'Lunch?')
    const { page, say, message, problems } = await openPage(browser, slack)
    await message('Lunch?').hover()
    await message('Lunch?').getByRole('button', { name: 'Reply in a thread' }).click()
    const thread = page.getByRole('complementary', { name: /^Thread/ })
    await thread.getByRole('combobox', { name: 'Reply' }).fill('Yes')
    await thread.getByRole('button', { name: 'Send' }).click()
    await thread.locator('.message', { hasText: 'Yes' }).waitFor()
    await page.getByRole('button', { name: '1 reply' }).waitFor()
    await thread.getByRole('button', { name: 'Close' }).click()
    await message('Lunch?').getByRole('button', { name: 'Add a reaction' }).click()
    await page.getByRole('searchbox', { name: 'Name of an emoji' }).fill('tada')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'tada, 1 from Dana Whitfield' }).click()
    await expect.poll(() => page.locator('.reactions').count()).toBe(0)
    await say('a mistke')
    await message('a mistke').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Text of the message' }).fill('a mistake')
    await page.keyboard.press('Enter')
    await message('a mistake').getByText('(edited)').waitFor()
    await message('a mistake').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => slack.messages('#general').map(({ text }) => text)).toEqual(['Lunch?', 'Yes'])
    expect(slack.messages('#general')[1]?.threadTs).toBe(ts)
    expect(problems).toEqual([])
  })

  it('joins a channel, shares a file, and acts as another person', async () => {
    await using slack = await startSimulator()
    const { page, field, say, message, problems } = await openPage(browser, slack)
    await page.getByRole('button', { name: '# design' }).click()
    await page.getByRole('button', { name: 'Join' }).click()
    await field.fill('see')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
    await page.getByRole('button', { name: 'Send' }).click()
    await message('a.txt').getByText('5 bytes').waitFor()
    expect(slack.messages('#design').at(-1)).toMatchObject({ author: 'dana', text: 'see' })
    await page.getByLabel('Act as').selectOption({ label: 'Lee Okafor (@lee)' })
    await page.getByRole('button', { name: '# general' }).click()
    await say('Hi from Lee')
    await message('Hi from Lee').locator('strong', { hasText: 'Lee Okafor' }).waitFor()
    expect(problems).toEqual([])
  })

  it('sees why the command /deploi is refused, and the typed text stays in the field', async () => {
    await using slack = await startSimulator()
    const { page, field, say } = await openPage(browser, slack)
    await say('/deploi')
    await page.getByRole('alert').getByText('/deploi is no command of Slack or of an installed app').waitFor()
    expect(await field.inputValue()).toBe('/deploi')
  })
})
