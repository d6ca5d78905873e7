import type { BlockAction } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/web-api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BoltApp, withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts
const plain = (text: string) => ({ type: 'plain_text', text }) as const
const option = (value: string) => ({ text: plain(value), value })
const options = ['red', 'green', 'blue'].map(option)

const poll: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'poll',
    elements: [
      { type: 'checkboxes', action_id: 'colours', options },
      { type: 'datepicker', action_id: 'day' },
      { type: 'button', action_id: 'vote', text: plain('Vote') },
    ],
  },
  { type: 'input', block_id: 'why', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'text' } },
]

const field = (block_id: string, label: string, element: Extract<KnownBlock, { type: 'input' }>['element']) =>
  ({ type: 'input', block_id, label: plain(label), element }) as const

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send it'),
  blocks: [
    field('title', 'Title', { type: 'plain_text_input', action_id: 'v' }),
    field('mail', 'Mail', { type: 'email_text_input', action_id: 'v' }),
    field('city', 'City', { type: 'external_select', action_id: 'city', min_query_length: 1 }),
    field('cities', 'Cities', { type: 'multi_external_select', action_id: 'cities', min_query_length: 1 }),
    field('to', 'To', {
      type: 'conversations_select',
      action_id: 'to',
      filter: { include: ['im'], exclude_bot_users: true },
    }),
  ],
}

/** What the app received: the state of each action, and the values of the last submission. */
interface Got {
  readonly states: NonNullable<BlockAction['state']>['values'][]
  readonly submitted: Readonly<Record<string, unknown>>[]
}

function listenTo(app: BoltApp, got: Got): void {
  app.command('/poll', async ({ ack, client }) => {
    await ack()
    await client.chat.postMessage({ channel: '#general', text: 'Poll', blocks: poll })
  })
  app.command('/form', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.action<BlockAction>(/.*/, async ({ ack, body }) => {
    await ack()
    got.states.push(body.state?.values ?? {})
  })
  app.options(/^cit/, async ({ ack, options: { value } }) => {
    await ack({ options: ['Lima', 'Oslo', 'Rome'].filter((one) => one.toLowerCase().includes(value)).map(option) })
  })
  app.view('form', async ({ ack, view }) => {
    const { values } = view.state
    if (values['title']?.['v']?.value === 'taken')
      return await ack({ response_action: 'errors', errors: { title: 'It is taken.' } })
    got.submitted.push(values)
    await ack()
  })
}

describe.skipIf(!chromiumPath)('a person who enters something on the page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(async () => await browser?.close())

  const run = async (work: (opened: Awaited<ReturnType<typeof openPage>>, got: Got) => Promise<void>) => {
    const got: Got = { states: [], submitted: [] }
    await withBolt({ App, way: 'Socket Mode', listen: (app) => listenTo(app, got) }, async ({ slack }) => {
      const opened = await openPage(browser, slack)
      await work(opened, got)
      expect(opened.problems).toEqual([])
    })
  }

  it('keeps several choices in a message, and the app gets all of them with each action', () =>
    run(async ({ page, say, message }, { states }) => {
      await say('/poll')
      const row = message('Vote')
      await row.getByRole('checkbox', { name: 'red' }).check()
      await row.getByRole('checkbox', { name: 'blue' }).check()
      await row.getByLabel('date').fill('2026-01-31')
      await row.getByLabel('Why').fill('because')
      await row.getByRole('button', { name: 'Vote' }).click()
      await expect.poll(() => states.length).toBe(4)
      expect(states.at(-1)).toMatchObject({
        poll: { colours: { selected_options: [option('red'), option('blue')] }, day: { selected_date: '2026-01-31' } },
        why: { text: { value: 'because' } },
      })
      await page.reload()
      await expect.poll(() => row.getByRole('checkbox', { name: 'blue' }).isChecked()).toBe(true)
      expect(await row.getByLabel('date').inputValue()).toBe('2026-01-31')
      expect(await row.getByRole('checkbox', { name: 'green' }).isChecked()).toBe(false)
    }))

  it('sees each refused value under its field of the form, and the first of these fields has the focus', () =>
    run(async ({ page, say }, { submitted }) => {
      await say('/form')
      const modal = page.getByRole('dialog', { name: 'Form' })
      const errors = modal.getByRole('alert')
      const title = modal.getByLabel('Title')
      const isFocused = (label: string) => modal.getByLabel(label).evaluate((one) => one.matches(':focus'))
      await expect.poll(() => isFocused('Title')).toBe(true)
      await modal.getByRole('button', { name: 'Send it' }).click()
      await expect.poll(() => errors.count()).toBe(5)
      await expect.poll(() => isFocused('Title')).toBe(true)
      expect(await title.getAttribute('aria-invalid')).toBe('true')
      await title.fill('taken')
      expect(await errors.count()).toBe(4)
      await modal.getByLabel('Mail').fill('no mail')
      await modal.getByRole('button', { name: 'Send it' }).click()
      await modal.getByText('has to be an e-mail address').waitFor()
      expect(await errors.count()).toBe(4)
      await expect.poll(() => isFocused('Mail')).toBe(true)
      await modal.getByLabel('Mail').fill('dana@example.com')

      await modal.getByLabel('City', { exact: true }).pressSequentially('o')
      await modal.getByRole('option', { name: 'Oslo' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await modal.getByLabel('City', { exact: true }).inputValue()).toBe('Rome')
      for (const city of ['li', 'os']) {
        await modal.getByLabel('Cities').pressSequentially(city)
        await modal.getByRole('option').first().waitFor()
        await page.keyboard.press('Enter')
      }
      await modal.getByRole('button', { name: 'Remove Lima' }).click()
      await modal.getByLabel('To').selectOption({ label: 'Lee Okafor' })
      expect(await modal.getByLabel('To').locator('option').allTextContents()).not.toContain('# general')
      expect(submitted).toEqual([])

      await modal.getByRole('button', { name: 'Send it' }).click()
      await modal.getByText('It is taken.').waitFor()
      await title.fill('free')
      await modal.getByRole('button', { name: 'Send it' }).click()
      await expect.poll(() => submitted.length).toBe(1)
      expect(submitted[0]).toMatchObject({
        city: { city: { selected_option: option('Rome') } },
        cities: { cities: { selected_options: [option('Oslo')] } },
        to: { to: { selected_conversation: 'U0SIMLEE' } },
      })
    }))

  it('closes the list of offered options with Escape, and the form stays open', () =>
    run(async ({ page, say }) => {
      await say('/form')
      const modal = page.getByRole('dialog', { name: 'Form' })
      await modal.getByLabel('City', { exact: true }).pressSequentially('o')
      await modal.getByRole('option', { name: 'Oslo' }).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => modal.getByRole('option', { name: 'Oslo' }).count()).toBe(0)
      expect(await modal.count()).toBe(1)
    }))
})
