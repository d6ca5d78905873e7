import type { BlockAction, ViewOutput } from '@slack/bolt'
import type { KnownBlock, View } from '@slack/types'
import { describe, expect, it } from 'vitest'
import type { SimulatedPerson } from '../../src/simulator/testing/types.ts'
import { type BoltApp, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

type ElementOf<Block> = Block extends { elements: (infer Element)[] } ? Element : never
type Element = ElementOf<Extract<KnownBlock, { type: 'actions' }>>
type InputElement = Extract<KnownBlock, { type: 'input' }>['element']

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value), value })
const options = [option('red'), option('blue')]
const dana = 'U0SIMDANA'
const general = 'C0SIMGENL'

/** Each element, what a person chooses in it, and the value that the app receives. */
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
  [
    { type: 'rich_text_input' },
    '*hi* @dana',
    {
      rich_text_value: {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'hi', style: { bold: true } },
              { type: 'text', text: ' ' },
              { type: 'user', user_id: dana },
            ],
          },
        ],
      },
    },
  ],
]

/** Elements that are possible only in an input block. Each entry has the same columns as in `rows`. */
const inputRows: readonly (readonly [element: InputElement & { action_id?: string }, typed: string, value: object])[] =
  [
    [{ type: 'plain_text_input' }, 'printer', { value: 'printer' }],
    [{ type: 'email_text_input' }, 'dana@example.com', { value: 'dana@example.com' }],
    [{ type: 'url_text_input' }, 'https://example.com/1', { value: 'https://example.com/1' }],
    [{ type: 'number_input', is_decimal_allowed: true, max_value: '9' }, '4.5', { value: '4.5' }],
    [
      { type: 'file_input', filetypes: ['csv'] },
      'table.csv',
      { files: [expect.objectContaining({ name: 'table.csv' })] },
    ],
  ]

/** Buttons outside of actions blocks, with the value that the app receives. */
const buttonRows: readonly (readonly [block: KnownBlock, type: string, typed: string | undefined, value: object])[] = [
  [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'start it' },
      accessory: {
        type: 'workflow_button',
        text: plain('Start'),
        workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft0SIM/x' } },
        ...{ action_id: 'workflow_button' },
      },
    },
    ...(['workflow_button', undefined, { text: plain('Start') }] as const),
  ],
  [
    {
      type: 'context_actions',
      elements: [
        { type: 'icon_button', icon: 'trash', text: plain('Delete'), value: 'delete', action_id: 'icon_button' },
      ],
    },
    ...(['icon_button', undefined, { icon: 'trash', text: plain('Delete'), value: 'delete' }] as const),
  ],
  [
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('Good'), value: 'good' },
          negative_button: { text: plain('Bad'), value: 'bad' },
          action_id: 'feedback_buttons',
        },
      ],
    },
    ...(['feedback_buttons', 'bad', { text: plain('Bad'), value: 'bad' }] as const),
  ],
]

/** Returns a map from action id to received action, and a function that adds the listeners to an app. */
function collect() {
  const seen = new Map<string, BlockAction['actions'][number]>()
  const listen = (app: BoltApp) => {
    app.action(/.*/, async ({ ack, action, body }) => {
      await ack()
      if (body.type === 'block_actions')
        seen.set(body.actions[0]?.action_id ?? '', action as BlockAction['actions'][number])
    })
    app.options(/.*/, ({ ack }) => ack({ options: [option('green')] }))
  }
  return { seen, listen }
}

it.each(bolts)('$name receives every interactive element with its value', async ({ App }) => {
  const { seen, listen } = collect()
  await withBolt({ App, way: 'HTTP', listen }, async ({ slack, app }) => {
    const elements = rows.map(([element]) => ({ ...element, action_id: element.type }))
    const blocks: KnownBlock[] = [
      { type: 'actions', elements: elements.slice(0, 9) },
      { type: 'actions', elements: elements.slice(9) },
      ...buttonRows.map(([block]) => block),
    ]
    await app.client.chat.postMessage({ channel: general, text: 'choose', blocks })
    const person = slack.as('dana')
    const all = [
      ...rows.map(([{ type }, typed, value]) => [type, typed, value] as const),
      ...buttonRows.map(([, ...row]) => row),
    ]
    for (const [type, typed, value] of all) {
      const { deliveries } = await person.click(type, typed === undefined ? {} : { value: typed })
      expect(deliveries.at(-1), type).toMatchObject({ ok: true, kind: 'interaction', what: type })
      expect(seen.get(type)).toMatchObject({ type, action_id: type, ...value })
    }
    await expect(person.click('feedback_buttons', { value: 'neither' })).rejects.toThrow(TypeError)
  })
})

/** Every element of an input block, with the value that the app receives. */
const inputs = [
  ...inputRows,
  ...rows.flatMap(([element, typed = '', value]) =>
    element.type === 'button' || element.type === 'overflow' || element.type === 'workflow_button'
      ? []
      : ([[element, typed, value]] as const),
  ),
]

/** Returns the value of an input that the person left empty. */
function untouched(type: string): object {
  const [, many, what = ''] = /^(multi_)?(users|channels|conversations)_select$/.exec(type) ?? []
  if (many) return { [`selected_${what}`]: [] }
  if (what) return { [`selected_${what.slice(0, -1)}`]: null }
  const plural = type === 'checkboxes' || type.startsWith('multi_')
  if (plural) return { selected_options: [] }
  if (/select$|^radio_buttons$/.test(type)) return { selected_option: null }
  const dates = { datepicker: 'date', timepicker: 'time', datetimepicker: 'date_time' }
  const date = Object.entries(dates).find(([one]) => one === type)?.[1]
  if (date) return { [`selected_${date}`]: null }
  if (type === 'file_input') return { files: [] }
  return type === 'rich_text_input' ? { rich_text_value: null } : { value: null }
}

function formOf(dispatches: boolean): View {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: inputs.map(([element]) => ({
      type: 'input',
      block_id: `${element.type}_block`,
      label: plain(element.type),
      optional: true,
      element: { ...element, action_id: element.type },
      dispatch_action: dispatches,
    })),
  }
}

describe.each(bolts)('$name, with a form that has every kind of input', ({ App }) => {
  /** Opens a form with every input, and calls `work` with it. */
  const withForm = async (dispatches: boolean, work: (form: OpenForm) => Promise<void>) => {
    const { seen, listen } = collect()
    const submitted: ViewOutput['state']['values'][] = []
    const withView = (app: BoltApp) => {
      listen(app)
      app.shortcut('open', async ({ ack, body, client }) => {
        await ack()
        await client.views.open({ trigger_id: body.trigger_id, view: formOf(dispatches) })
      })
      app.view('form', async ({ ack, view }) => {
        submitted.push(view.state.values)
        await ack()
      })
    }
    await withBolt({ App, way: 'HTTP', listen: withView }, async ({ slack }) => {
      const person = slack.as('dana')
      await person.shortcut('open')
      await slack.settled()
      await work({ person, seen, submitted })
    })
  }

  it('receives every input with its value when the person submits the form', () =>
    withForm(false, async ({ person, submitted }) => {
      const values = Object.fromEntries(inputs.map(([{ type }, typed]) => [type, typed]))
      const { result } = await person.submit(values)
      expect(result.outcome).toBe('closed')
      for (const [{ type }, , value] of inputs) {
        expect(submitted[0]?.[`${type}_block`]?.[type], type).toMatchObject({ type, ...value })
      }
    }))

  it('receives an empty value for each input that the person left empty', () =>
    withForm(false, async ({ person, submitted }) => {
      await person.submit()
      for (const [{ type }] of inputs) {
        expect(submitted[0]?.[`${type}_block`]?.[type]).toEqual({ type, ...untouched(type) })
      }
    }))

  it('receives every input as an action when its block has dispatch_action', () =>
    withForm(true, async ({ person, seen }) => {
      for (const [{ type }, typed, value] of inputs) {
        await person.click(type, { value: typed })
        expect(seen.get(type), type).toMatchObject({ type, action_id: type, ...value })
      }
    }))

  it('receives no action for an input whose block has no dispatch_action', () =>
    withForm(false, async ({ person, seen, submitted }) => {
      expect((await person.click('plain_text_input', { value: 'printer' })).deliveries).toEqual([])
      expect(seen.size).toBe(0)
      await person.submit()
      expect(submitted[0]?.['plain_text_input_block']?.['plain_text_input']).toMatchObject({ value: 'printer' })
    }))

  it.each([
    ['number_input', '10'],
    ['number_input', 'four'],
    ['email_text_input', 'dana'],
    ['url_text_input', 'example.com'],
    ['file_input', 'photo.png'],
    ['datepicker', 'tomorrow'],
    ['datepicker', '2026-02-30'],
    ['timepicker', '24:00'],
    ['static_select', 'green'],
  ])('receives no submission when the input %s has the invalid value %s, as in Slack', (type, typed) =>
    withForm(false, async ({ person, submitted }) => {
      await expect(person.submit({ [type]: typed })).rejects.toThrow(TypeError)
      expect(submitted).toEqual([])
    }),
  )
})

interface OpenForm {
  readonly person: SimulatedPerson
  /** The actions that the app received: a map from action id to action. */
  readonly seen: ReadonlyMap<string, unknown>
  /** The values in each submission of the form. */
  readonly submitted: readonly ViewOutput['state']['values'][]
}
