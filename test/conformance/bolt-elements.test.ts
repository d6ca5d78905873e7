import type { BlockAction } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import { expect, it } from 'vitest'
import { type BoltApp, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

type ElementOf<Block> = Block extends { elements: (infer Element)[] } ? Element : never
type Element = ElementOf<Extract<KnownBlock, { type: 'actions' }>>

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value), value })
const options = [option('red'), option('blue')]
const dana = 'U0SIMDANA'
const general = 'C0SIMGENL'

/** Each element, the choice of a person in it, and the value that the app gets. */
const rows: readonly (readonly [
  element: Element & { action_id?: string },
  typed: string | undefined,
  value: object,
])[] = [
  [{ type: 'button', text: plain('Go'), value: 'yes' }, undefined, { value: 'yes' }],
  [{ type: 'static_select', options }, 'red', { selected_option: option('red') }],
  [{ type: 'multi_static_select', options }, 'red,blue', { selected_options: options }],
  [{ type: 'external_select' }, 'green', { selected_option: option('green') }],
  [{ type: 'multi_external_select' }, 'green', { selected_options: [option('green')] }],
  [{ type: 'overflow', options }, 'blue', { selected_option: option('blue') }],
  [{ type: 'radio_buttons', options }, 'red', { selected_option: option('red') }],
  [{ type: 'checkboxes', options }, 'red,blue', { selected_options: options }],
  [{ type: 'users_select' }, 'dana', { selected_user: dana }],
  [{ type: 'multi_users_select' }, '@dana', { selected_users: [dana] }],
  [{ type: 'channels_select' }, '#general', { selected_channel: general }],
  [{ type: 'multi_channels_select' }, 'general', { selected_channels: [general] }],
  [{ type: 'conversations_select' }, '@dana', { selected_conversation: dana }],
  [{ type: 'multi_conversations_select' }, '#general,@dana', { selected_conversations: [general, dana] }],
  [{ type: 'datepicker' }, '2026-01-31', { selected_date: '2026-01-31' }],
  [{ type: 'timepicker' }, '14:30', { selected_time: '14:30' }],
  [{ type: 'datetimepicker' }, '2026-01-31T14:30Z', { selected_date_time: Date.UTC(2026, 0, 31, 14, 30) / 1000 }],
  [{ type: 'rich_text_input' }, 'hi', { rich_text_value: expect.objectContaining({ type: 'rich_text' }) as object }],
]

it.each(bolts)('$name gets every interactive element with its value', async ({ App }) => {
  const seen = new Map<string, BlockAction['actions'][number]>()
  const listen = (app: BoltApp) => {
    app.action(/.*/, async ({ ack, action, body }) => {
      await ack()
      if (body.type === 'block_actions')
        seen.set(body.actions[0]?.action_id ?? '', action as BlockAction['actions'][number])
    })
    app.options(/.*/, ({ ack }) => ack({ options: [option('green')] }))
  }
  await withBolt({ App, way: 'HTTP', listen }, async ({ slack, app }) => {
    const elements = rows.map(([element]) => ({ ...element, action_id: element.type }))
    await app.client.chat.postMessage({
      channel: general,
      text: 'choose',
      blocks: [
        { type: 'actions', elements: elements.slice(0, 9) },
        { type: 'actions', elements: elements.slice(9) },
      ],
    })
    const person = slack.as('dana')
    for (const [{ type }, typed, value] of rows) {
      const { deliveries } = await person.click(type, typed === undefined ? {} : { value: typed })
      expect(deliveries.at(-1), type).toMatchObject({ ok: true, kind: 'interaction', what: type })
      expect(seen.get(type)).toMatchObject({ type, action_id: type, ...value })
    }
  })
})
