import type { BlockAction } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { type BoltApp, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value), value })
const options = [option('red'), option('blue')]

const poll: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'choices',
    elements: [
      { type: 'checkboxes', action_id: 'colours', options, initial_options: [option('blue')] },
      { type: 'datepicker', action_id: 'day' },
      { type: 'button', action_id: 'vote', text: plain('Vote') },
    ],
  },
  { type: 'input', block_id: 'why', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'text' } },
  { type: 'input', block_id: 'mail', label: plain('Mail'), element: { type: 'email_text_input', action_id: 'text' } },
]

const chosen = (...values: string[]) => ({ type: 'checkboxes', selected_options: values.map(option) })

describe.each(bolts)('a Bolt app ($name) that receives an action', ({ App }) => {
  /** Runs the app, which posts the blocks, and returns the states that it receives. */
  const run = (
    work: (running: Parameters<Parameters<typeof withBolt>[1]>[0], states: BlockAction['state'][]) => Promise<void>,
  ) => {
    const states: BlockAction['state'][] = []
    const listen = (app: BoltApp) => {
      app.action<BlockAction>(/.*/, async ({ ack, body }) => {
        await ack()
        states.push(body.view?.state ?? body.state)
      })
    }
    return withBolt({ App, way: 'HTTP', listen }, (running) => work(running, states))
  }

  it('gets what the person entered earlier in the message; another person has a separate state', () =>
    run(async ({ slack, app }, states) => {
      await app.client.chat.postMessage({ channel: '#general', text: 'Poll', blocks: poll })
      const [dana, lee] = [slack.as('dana'), slack.as('lee')]
      await dana.click('colours', { value: 'red' })
      await dana.click('day', { value: '2026-01-31' })
      await dana.click('vote', { values: { 'why.text': 'because', 'mail.text': 'no mail' } })
      await lee.click('vote')
      expect(states[0]?.values).toMatchObject({ choices: { colours: chosen('red'), day: { selected_date: null } } })
      expect(states[2]?.values).toMatchObject({
        choices: { colours: chosen('red'), day: { selected_date: '2026-01-31' } },
        why: { text: { value: 'because' } },
        mail: { text: { value: null } },
      })
      expect(states[3]?.values).toMatchObject({
        choices: { colours: chosen('blue'), day: { selected_date: null } },
        why: { text: { value: null } },
      })
    }))

  it('gets an empty choice after the person removed the initial choice', () =>
    run(async ({ slack, app }, states) => {
      await app.client.chat.postMessage({ channel: '#general', text: 'Poll', blocks: poll })
      await slack.as('dana').click('colours', { value: '' })
      expect(states[0]?.values).toMatchObject({ choices: { colours: chosen() } })
    }))

  it('gets the initial value again after the app replaced the block', () =>
    run(async ({ slack, app }, states) => {
      const { ts = '', channel = '' } = await app.client.chat.postMessage({
        channel: '#general',
        text: 'P',
        blocks: poll,
      })
      const dana = slack.as('dana')
      await dana.click('colours', { value: 'red' })
      await app.client.chat.update({ channel, ts, text: 'P', blocks: [...poll, { type: 'divider' }] })
      await dana.click('vote')
      expect(states[1]?.values).toMatchObject({ choices: { colours: chosen('red') } })
      const [first, ...others] = poll
      await app.client.chat.update({
        channel,
        ts,
        text: 'P',
        blocks: [{ ...first, block_id: 'new' } as KnownBlock, ...others],
      })
      await dana.click('vote')
      expect(states[2]?.values).toMatchObject({ new: { colours: chosen('blue') } })
    }))

  it('gets what the person typed in an App Home, until the app publishes another block without an id', () =>
    run(async ({ slack, app }, states) => {
      const home = (label: string): KnownBlock[] => [
        { type: 'input', label: plain(label), element: { type: 'plain_text_input', action_id: 'name' } },
        { type: 'actions', elements: [{ type: 'button', action_id: 'save', text: plain('Save') }] },
      ]
      const publish = async (label: string) =>
        await app.client.views.publish({ user_id: 'U0SIMDANA', view: { type: 'home', blocks: home(label) } })
      await publish('Name')
      await slack.as('dana').click('save', { values: { 'b0.name': 'Dana' } })
      await publish('Name')
      await slack.as('dana').click('save')
      await publish('Nickname')
      await slack.as('dana').click('save')
      expect(states.map((state) => state?.values['b0']?.['name']?.value)).toEqual(['Dana', 'Dana', null])
    }))
})
