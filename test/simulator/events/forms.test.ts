import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { callerOf, control } from '../../support/every-event.ts'
import { startApp } from '../../support/people-app.ts'

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const option = (value: string) => ({ text: plain(value), value })

/**
 * Input elements, each with a typed value (undefined: no value). Slack's client does not submit the form with this
 * value.
 */
const refused: readonly (readonly [element: object, typed: string | undefined])[] = [
  [{ type: 'plain_text_input' }, undefined],
  [{ type: 'plain_text_input' }, ''],
  [{ type: 'plain_text_input', min_length: 3 }, 'ab'],
  [{ type: 'plain_text_input', max_length: 3 }, 'abcd'],
  [{ type: 'plain_text_input', max_length: 3, initial_value: 'abcd' }, undefined],
  [{ type: 'plain_text_input' }, 'x'.repeat(3001)],
  [{ type: 'email_text_input', initial_value: 'dana' }, undefined],
  [{ type: 'url_text_input', initial_value: 'example.com' }, undefined],
  [{ type: 'number_input', is_decimal_allowed: false, max_value: '9', initial_value: '10' }, undefined],
  [{ type: 'number_input', is_decimal_allowed: false }, undefined],
  [{ type: 'static_select', options: [option('red')] }, undefined],
  [{ type: 'checkboxes', options: [option('red')] }, undefined],
  [{ type: 'multi_static_select', options: ['red', 'blue'].map(option), max_selected_items: 1 }, 'red,blue'],
  [{ type: 'users_select' }, undefined],
  [{ type: 'datepicker' }, undefined],
  [{ type: 'rich_text_input' }, undefined],
  [{ type: 'file_input' }, undefined],
]

/** Input elements, each with a typed value (undefined: no value). Slack's client submits the form with this value. */
const submitted: typeof refused = [
  [{ type: 'plain_text_input', min_length: 3, max_length: 3 }, 'abc'],
  [{ type: 'plain_text_input' }, 'x'.repeat(3000)],
  [{ type: 'plain_text_input', initial_value: 'abc' }, undefined],
  [{ type: 'number_input', is_decimal_allowed: true, min_value: '1', max_value: '9' }, '8.5'],
  [{ type: 'email_text_input' }, 'dana@example.com'],
  [{ type: 'checkboxes', options: [option('red')] }, 'red'],
  [{ type: 'multi_static_select', options: ['red', 'blue'].map(option), max_selected_items: 2 }, 'red,blue'],
  [{ type: 'file_input' }, 'photo.png'],
]

describe('a form that a person submits', () => {
  let app: Awaited<ReturnType<typeof startApp>>
  let slack: Simulator
  beforeAll(async () => {
    app = await startApp()
    slack = await startSimulator()
    await install(slack)
    await slack.sendTo(app.url)
  })
  beforeEach(() => {
    app.received.length = 0
  })
  afterAll(async () => {
    await slack.close()
    app.close()
  })

  /** Opens a form with these blocks for dana. */
  async function open(blocks: readonly object[], submit: object = { submit: plain('Send') }) {
    const { trigger_id: trigger } = await control(slack, '/trigger', {})
    const view = { type: 'modal', callback_id: 'form', title: plain('Form'), blocks, ...submit }
    await callerOf(slack)('views.open', { trigger_id: String(trigger), view: JSON.stringify(view) })
    return slack.as('dana')
  }
  const input = (element: object, more: object = {}) => ({
    ...{ type: 'input', block_id: 'field', label: plain('Field'), element: { ...element, action_id: 'value' } },
    ...more,
  })
  const valuesOf = (typed: string | undefined) => (typed === undefined ? {} : { field: typed })

  it.each(refused)('is not sent to the app with the input %o and the value %s', async (element, typed) => {
    const dana = await open([input(element)])
    const attempt = dana.submit(valuesOf(typed))
    await expect(attempt).rejects.toBeInstanceOf(TypeError)
    await expect(attempt).rejects.toMatchObject({ inputs: ['field.value'] })
    expect(app.received).toEqual([])
    expect(slack.view('dana')).toMatchObject({ type: 'modal', callbackId: 'form' })
    await dana.close()
  })

  it.each(submitted)('is sent to the app with the input %o and the value %s', async (element, typed) => {
    const dana = await open([input(element)])
    expect((await dana.submit(valuesOf(typed))).result).toEqual({ outcome: 'closed' })
    expect(app.received).toMatchObject([{ body: { type: 'view_submission' } }])
  })

  it('is sent when an optional input and the elements outside of input blocks are empty', async () => {
    const dana = await open([
      input({ type: 'plain_text_input', min_length: 3 }, { optional: true }),
      { type: 'actions', elements: [{ type: 'datepicker', action_id: 'date' }] },
    ])
    expect((await dana.submit()).result).toEqual({ outcome: 'closed' })
  })

  it('is not sent while inputs are wrong; the error names each wrong input, and the form keeps the typed values', async () => {
    const dana = await open([
      input({ type: 'plain_text_input' }, { block_id: 'title' }),
      input({ type: 'plain_text_input', min_length: 3 }, { block_id: 'reason' }),
      input({ type: 'plain_text_input' }, { block_id: 'place' }),
    ])
    await expect(dana.submit({ reason: 'ab', place: 'here' })).rejects.toMatchObject({
      inputs: ['title.value', 'reason.value'],
    })
    expect((await dana.submit({ title: 'Printer', reason: 'no paper' })).result).toEqual({ outcome: 'closed' })
    expect(app.received).toMatchObject([
      { body: { view: { state: { values: { place: { value: { value: 'here' } } } } } } },
    ])
  })

  it('is refused with a map from block id to error, for each wrong value and each empty input', async () => {
    const dana = await open([
      input({ type: 'plain_text_input' }, { block_id: 'title' }),
      input({ type: 'number_input', is_decimal_allowed: false }, { block_id: 'count' }),
      input({ type: 'url_text_input' }, { block_id: 'link' }),
      input({ type: 'email_text_input' }, { block_id: 'mail' }),
    ])
    const values = { count: 'many', link: 'here', mail: 'dana@example.com' }
    await expect(dana.submit(values)).rejects.toMatchObject({
      errors: { title: expect.any(String), count: expect.any(String), link: expect.any(String) },
    })
    await dana.close()
    expect(app.received).toEqual([])
  })

  it('is refused by the control route /_sim/submit with an error that names the wrong input', async () => {
    const dana = await open([input({ type: 'plain_text_input' })])
    const answered = await fetch(`${slack.url}/_sim/submit`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.controlToken}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect([answered.status, await answered.json()]).toMatchObject([
      400,
      { ok: false, error: 'form_incomplete', inputs: ['field.value'] },
    ])
    await dana.close()
  })

  it('is refused when a name fits several inputs, and when a value is wrong; the error names these inputs', async () => {
    const dana = await open([
      input({ type: 'plain_text_input' }, { block_id: 'title' }),
      input({ type: 'number_input', is_decimal_allowed: false, max_value: '5' }, { block_id: 'count' }),
    ])
    await expect(dana.submit({ value: '1' })).rejects.toThrow('title.value, count.value')
    await expect(dana.submit({ title: 'Printer', count: '9' })).rejects.toThrow('count.value: ')
    await dana.close()
    expect(app.received).toEqual([])
  })

  it('is refused when two values name the same input, and when the form has no submit button', async () => {
    const dana = await open([input({ type: 'plain_text_input' })])
    await expect(dana.submit({ field: 'a', 'field.value': 'b' })).rejects.toThrow('field and field.value')
    await dana.close()
    await open([{ type: 'divider' }], {})
    await expect(dana.submit()).rejects.toThrow('no button')
    await dana.close()
    expect(app.received).toEqual([])
  })

  /**
   * Runs a command as dana in a conversation. With the trigger of this command, opens a form that contains the menu.
   */
  async function openFrom(place: string, menu: object) {
    const dana = slack.as('dana')
    const { deliveries } = await dana.command('/form', { in: place })
    const { trigger_id: trigger, channel_id: channel } = Object(deliveries[0]?.payload) as Record<string, string>
    const element = { type: 'conversations_select', ...menu, response_url_enabled: true }
    const view = { type: 'modal', title: plain('Form'), submit: plain('Send'), blocks: [input(element)] }
    await callerOf(slack)('views.open', { trigger_id: String(trigger), view: JSON.stringify(view) })
    return { dana, channel }
  }

  it.each(['#random', '@lee', '@bot'])(
    'has the current conversation %s as the value of a menu with default_to_current_conversation',
    async (place) => {
      const menu = { default_to_current_conversation: true, initial_conversation: 'C0OTHER' }
      const { dana, channel } = await openFrom(place, menu)
      const { deliveries } = await dana.submit()
      expect(deliveries[0]?.payload).toMatchObject({
        view: { state: { values: { field: { value: { selected_conversation: channel } } } } },
        response_urls: [{ channel_id: channel }],
      })
    },
  )

  it('has a response URL that posts to a direct conversation when a menu has selected a person', async () => {
    const lee = slack.as('lee').id
    const { dana } = await openFrom('#random', { initial_conversation: lee })
    const { deliveries } = await dana.submit()
    const [address] = (deliveries[0]?.payload['response_urls'] ?? []) as { response_url: string; channel_id: string }[]
    await fetch(address?.response_url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'in_channel', text: 'for both' }),
    })
    expect(slack.messages(address?.channel_id ?? '')).toMatchObject([{ text: 'for both' }])
    expect((await slack.as('lee').say('@dana', 'thanks')).ts).not.toBeNull()
    expect(slack.messages(address?.channel_id ?? '').at(-1)).toMatchObject({ author: 'lee', text: 'thanks' })
  })
})
