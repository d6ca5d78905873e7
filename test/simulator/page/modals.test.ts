import type { ModalView } from '@slack/web-api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { type BoltApp, withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts
const plain = (text: string) => ({ type: 'plain_text', text }) as const
const cities = ['Lima', 'Oslo', 'Rome, Italy'].map((text, index) => ({ text: plain(text), value: `city-${index},` }))

const form = (updates: number): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send it'),
  blocks: [
    {
      type: 'section',
      block_id: 'more',
      text: plain(`updated ${updates} times`),
      accessory: { type: 'button', action_id: 'push', text: plain('More') },
    },
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      dispatch_action: true,
      element: {
        type: 'plain_text_input',
        action_id: 'v',
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
    },
    {
      type: 'input',
      block_id: 'city',
      label: plain('City'),
      element: { type: 'external_select', action_id: 'city', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'cities',
      label: plain('Cities'),
      element: { type: 'multi_external_select', action_id: 'cities', min_query_length: 1 },
    },
  ],
})

/** An app that updates its form with each typed letter, and finds the options of its menus by their labels. */
function listen(app: BoltApp): void {
  let updates = 0
  app.command('/form', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form(updates) })
  })
  app.action({ block_id: 'name', type: 'block_actions' }, async ({ ack, body, client }) => {
    await ack()
    updates += 1
    const { id = '', hash = '' } = body.view ?? {}
    await client.views.update({ view_id: id, hash, view: form(updates) }).catch(() => {})
  })
  app.action({ action_id: 'push', type: 'block_actions' }, async ({ ack, body, client }) => {
    await ack()
    const blocks = [{ type: 'section', text: plain('below is the form') } as const]
    await client.views.push({ trigger_id: body.trigger_id, view: { type: 'modal', title: plain('Pushed'), blocks } })
  })
  app.options(/^cit/, async ({ ack, options }) => {
    await ack({ options: cities.filter(({ text }) => text.text.toLowerCase().includes(options.value.toLowerCase())) })
  })
  app.view('form', async ({ ack, view, client }) => {
    await ack()
    const { name, city, cities: many } = view.state.values
    const values = many?.['cities']?.selected_options?.map(({ value }) => value).join(' ')
    const text = `${name?.['v']?.value ?? ''} ${city?.['city']?.selected_option?.value ?? ''} ${values ?? ''}`
    await client.chat.postMessage({ channel: '#general', text })
  })
}

describe.skipIf(!chromiumPath)('a person on the page of the simulator', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('still sees the typed text after the app updated the modal or pushed another view on top', () =>
    withBolt({ App, way: 'Socket Mode', listen }, async ({ slack }) => {
      const { page, say, problems } = await openPage(browser, slack)
      await say('/form')
      const modal = page.getByRole('dialog', { name: 'Form' })
      await modal.getByLabel('Name').pressSequentially('Dana', { delay: 30 })
      await modal.getByText(/updated [1-4] times/).waitFor()
      await modal.getByRole('button', { name: 'More' }).click()
      const pushed = page.getByRole('dialog', { name: 'Pushed' })
      await pushed.getByText('below is the form').waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => pushed.count()).toBe(0)
      expect(await modal.getByLabel('Name').inputValue()).toBe('Dana')
      expect(problems).toEqual([])
    }))

  it('chooses options that the app finds by the typed label, even when their values contain commas', () =>
    withBolt({ App, way: 'Socket Mode', listen }, async ({ slack }) => {
      const { page, say, message, problems } = await openPage(browser, slack)
      await say('/form')
      const modal = page.getByRole('dialog', { name: 'Form' })
      await modal.getByLabel('Name').fill('Dana')
      const choose = async (label: string, text: string, option: string) => {
        await modal.getByLabel(label, { exact: true }).fill(text)
        await modal.getByRole('option', { name: option }).click()
      }
      await choose('City', 'ima', 'Lima')
      await choose('Cities', 'oslo', 'Oslo')
      await choose('Cities', 'rome', 'Rome, Italy')
      await modal.getByRole('button', { name: 'Send it' }).click()
      await message('Dana city-0, city-1, city-2,').waitFor()
      expect(problems).toEqual([])
    }))

  it('changes to another workspace; the first channel of that workspace is then open', async () => {
    const workspace = (name: string, person: string) => ({
      name,
      people: [{ name: person, realName: person.toUpperCase() }],
      channels: [{ name: `${person}s-room`, members: [person] }],
    })
    await using slack = await startSimulator({
      content: { workspaces: [workspace('North', 'ann'), workspace('South', 'bob')] },
    })
    const { page, field, say, message, problems } = await openPage(browser, slack)
    await page.getByRole('button', { name: '# anns-room' }).click()
    await page.getByLabel('Act as').selectOption({ label: 'BOB (@bob) · South' })
    await page.getByRole('combobox', { name: 'Message to # bobs-room' }).waitFor()
    await say('from the south')
    await message('from the south').waitFor()
    await page.getByLabel('Act as').selectOption({ label: 'ANN (@ann) · North' })
    await page.getByRole('button', { name: '# anns-room' }).click()
    await page.getByRole('combobox', { name: 'Message to # anns-room' }).waitFor()
    expect(await field.count()).toBe(1)
    expect(problems).toEqual([])
  })
})
