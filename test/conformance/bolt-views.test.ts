import { describe, expect, it } from 'vitest'
import { withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const form = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
  ],
} as const
const thanks = { type: 'modal', title: plain('Thank you'), blocks: [{ type: 'section', text: plain('Done') }] } as const

describe.each(bolts)('the answer to a submitted form, in $name,', ({ App }) => {
  it.each(['update', 'push'] as const)(
    'can contain the view for the response_action %s as JSON text',
    async (action) => {
      await withBolt(
        {
          App,
          way: 'HTTP',
          listen(app) {
            app.command('/form', async ({ ack, client, body }) => {
              await ack()
              await client.views.open({ trigger_id: body.trigger_id, view: { ...form, blocks: [...form.blocks] } })
            })
            app.view('form', async ({ ack }) => {
              // Slack's block builders for JavaScript make this text.
              await ack({ response_action: action, view: JSON.stringify(thanks) } as never)
            })
          },
        },
        async ({ slack }) => {
          const dana = slack.as('dana')
          await dana.command('/form')
          await slack.settled()
          const { result } = await dana.submit({ name: 'Lee' })
          expect(result).toEqual({ outcome: action === 'update' ? 'updated' : 'pushed' })
          expect(slack.view('dana')).toMatchObject({ type: 'modal', title: 'Thank you' })
        },
      )
    },
  )
})

describe.each(bolts)('a form with response_url_enabled, in $name,', ({ App }) => {
  it('has a response URL for the initial conversation when the person does not choose another one', async () => {
    const sent: unknown[] = []
    await withBolt(
      {
        App,
        way: 'HTTP',
        listen(app) {
          app.command('/form', async ({ ack, client, body }) => {
            await ack()
            const element = {
              type: 'conversations_select',
              action_id: 'to',
              response_url_enabled: true,
              initial_conversation: body.channel_id,
            } as const
            const blocks = [{ type: 'input', block_id: 'to', label: plain('To'), element } as const]
            await client.views.open({ trigger_id: body.trigger_id, view: { ...form, blocks } })
          })
          app.view('form', async ({ ack, body, respond }) => {
            await ack()
            sent.push(...('response_urls' in body ? (body.response_urls ?? []) : []))
            await respond({ response_type: 'in_channel', text: 'It works' })
          })
        },
      },
      async ({ slack }) => {
        const dana = slack.as('dana')
        await dana.command('/form', { in: '#random' })
        await slack.settled()
        await dana.submit()
        await slack.settled()
        expect(sent).toMatchObject([{ block_id: 'to', action_id: 'to' }])
        expect(slack.messages('#random').at(-1)).toMatchObject({ text: 'It works' })
      },
    )
  })
})
