import { describe, expect, it, vi } from 'vitest'
import { withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const parameter = (type: string, required = true) => ({ type, title: 'A', description: 'A', is_required: required })

const manifest = {
  display_information: { name: 'Steps' },
  features: { bot_user: { display_name: 'steps' }, app_home: { messages_tab_enabled: true } },
  oauth_config: { scopes: { bot: ['chat:write'] } },
  settings: {
    event_subscriptions: { bot_events: ['function_executed'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
    org_deploy_enabled: true,
    function_runtime: 'remote',
  },
  functions: {
    ask: {
      title: 'Ask',
      description: 'Asks a person',
      input_parameters: { person: parameter('slack#/types/user_id'), question: parameter('string') },
      output_parameters: { answer: parameter('string') },
    },
    form: {
      title: 'Form',
      description: 'Opens a form',
      input_parameters: { interactivity: parameter('slack#/types/interactivity') },
      output_parameters: { name: parameter('string') },
    },
    broken: { title: 'Broken', description: 'Fails', input_parameters: {}, output_parameters: {} },
  },
}

describe.each(bolts)('a workflow function, in $name,', ({ App }) => {
  it('runs until the app completes the function, in this test when a person presses a button that the function posted', async () => {
    const seen: unknown[] = []
    await withBolt(
      {
        App,
        way: 'Socket Mode',
        scope: 'chat:write',
        listen(app) {
          app.function('ask', async ({ client, inputs }) => {
            const button = { type: 'button', action_id: 'yes', text: { type: 'plain_text', text: 'Yes' } } as const
            const blocks = [{ type: 'actions', elements: [button] }] as const
            await client.chat.postMessage({
              channel: String(inputs['person']),
              text: String(inputs['question']),
              blocks: blocks.map((one) => ({ ...one, elements: [...one.elements] })),
            })
            seen.push('asked')
          })
          app.function('broken', async ({ fail }) => {
            await fail({ error: 'It is broken' })
            seen.push('failed')
          })
          app.action('yes', async ({ ack, complete, inputs }) => {
            await ack()
            seen.push(inputs?.['question'])
            seen.push((await complete?.({ outputs: {} }).catch((error: { data: object }) => error.data)) ?? null)
            await complete?.({ outputs: { answer: 'yes' } })
            const again = await complete?.({ outputs: { answer: 'no' } }).catch((error: { data: object }) => error.data)
            seen.push(again)
          })
        },
      },
      async ({ slack }) => {
        slack.useManifest(manifest)
        const [dana, lee] = [slack.as('dana'), slack.as('lee')]
        const { deliveries, execution } = await dana.runFunction('ask', { person: lee.id, question: 'Lunch?' })
        expect(deliveries).toMatchObject([{ what: 'function_executed', ok: true }])
        expect(execution).toMatchObject({ callbackId: 'ask', state: 'running', outputs: null })
        await vi.waitFor(() => expect(seen).toEqual(['asked']), { timeout: 10_000 })

        await lee.click('yes')
        await vi.waitFor(() => expect(seen).toHaveLength(4), { timeout: 10_000 })
        expect(seen.slice(1)).toMatchObject([
          'Lunch?',
          { error: 'parameter_validation_failed' },
          { error: 'execution_not_in_running_state' },
        ])
        expect(slack.executions).toMatchObject([{ state: 'completed', outputs: { answer: 'yes' } }])

        await dana.runFunction('broken')
        await vi.waitFor(() => expect(seen.at(-1)).toBe('failed'), { timeout: 10_000 })
        expect(slack.executions.at(-1)).toMatchObject({ callbackId: 'broken', state: 'failed', error: 'It is broken' })
      },
    )
  })
})

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const form = {
  type: 'modal',
  callback_id: 'name_form',
  notify_on_close: true,
  title: plain('Name'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] },
  ],
} as const

describe.each(bolts)('a view that a function opens, in $name,', ({ App }) => {
  it('contains the function execution, so that the app completes the execution when the person submits the view', async () => {
    const seen: unknown[] = []
    const view = () => ({ ...form, blocks: structuredClone(form.blocks) as unknown as [] })
    await withBolt(
      {
        App,
        way: 'Socket Mode',
        scope: 'chat:write',
        listen(app) {
          app.function('form', async ({ client, inputs }) => {
            const { interactivity_pointer: pointer } = inputs['interactivity'] as { interactivity_pointer: string }
            await client.views.open({ interactivity_pointer: pointer, view: view() })
          })
          app.action('more', async ({ ack, client, body }) => {
            await ack()
            // The view on top belongs to the same execution.
            if ('trigger_id' in body) await client.views.push({ trigger_id: body.trigger_id, view: view() })
          })
          app.view({ callback_id: 'name_form', type: 'view_closed' }, async ({ ack, body }) => {
            await ack()
            seen.push('function_data' in body ? body.function_data : null)
          })
          app.view('name_form', async ({ ack, context, client, view: { state } }) => {
            await ack()
            const { name } = state.values['name'] ?? {}
            // Bolt reads the token and the id of the execution from the payload.
            seen.push(context.functionBotAccessToken?.startsWith('xwfp-'))
            await client.functions.completeSuccess({
              function_execution_id: context.functionExecutionId ?? '',
              outputs: { name: name?.value },
            })
            seen.push('completed')
          })
        },
      },
      async ({ slack }) => {
        slack.useManifest(manifest)
        const dana = slack.as('dana')
        const { execution } = await dana.runFunction('form')
        await vi.waitFor(() => expect(slack.view('dana')?.callbackId).toBe('name_form'), { timeout: 10_000 })
        const first = slack.view('dana')?.id
        await dana.click('more')
        await vi.waitFor(() => expect(slack.view('dana')?.id).not.toBe(first), { timeout: 10_000 })
        await dana.close()
        await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 })
        expect(seen).toMatchObject([{ execution_id: execution?.id, function: { callback_id: 'form' } }])

        const { deliveries } = await dana.submit({ name: 'Lee' })
        expect(deliveries[0]?.payload).toMatchObject({
          function_data: { execution_id: execution?.id },
          interactivity: { interactor: { id: dana.id } },
        })
        await vi.waitFor(() => expect(seen.slice(1)).toEqual([true, 'completed']), { timeout: 10_000 })
        expect(slack.executions).toMatchObject([{ state: 'completed', outputs: { name: 'Lee' } }])
      },
    )
  })
})

describe('the execution of a function', () => {
  it.each([
    ['asks', {}, /no app declares the function asks; there are ask/i],
    ['ask', {}, /requires the input question \(string\)/],
    ['ask', { question: 'Lunch?', colour: 'red' }, /no input colour; it takes inputs\.person, inputs\.question/],
  ])(
    'is refused for an unknown function or a wrong input (function %s, inputs %j)',
    async (callbackId, inputs, message) => {
      const [{ App }] = bolts
      await withBolt({ App, way: 'Socket Mode', scope: 'chat:write', listen: () => {} }, async ({ slack }) => {
        slack.useManifest(manifest)
        await expect(slack.as('dana').runFunction(callbackId, inputs)).rejects.toThrow(message)
        expect(slack.executions).toEqual([])
      })
    },
  )

  it('has a token that expires after 15 minutes', async () => {
    const [{ App }] = bolts
    await withBolt({ App, way: 'Socket Mode', scope: 'chat:write', listen: () => {} }, async ({ slack, app }) => {
      slack.useManifest(manifest)
      const { deliveries } = await slack.as('dana').runFunction('broken')
      const event = Object(deliveries[0]?.payload['event']) as Record<
        'bot_access_token' | 'function_execution_id',
        string
      >
      const call = { token: event.bot_access_token, function_execution_id: event.function_execution_id }
      const other = { ...call, function_execution_id: 'Fx0NONE', error: 'no' }
      await expect(app.client.functions.completeError(other)).rejects.toMatchObject({
        data: { error: 'function_execution_not_found' },
      })
      slack.clock.advance(15 * 60_000)
      await expect(app.client.functions.completeError({ ...call, error: 'late' })).rejects.toMatchObject({
        data: { error: 'token_expired' },
      })
    })
  })
})
