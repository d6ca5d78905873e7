import type { BlockAction } from '@slack/bolt'
import { expect, it } from 'vitest'
import { type BoltApp, withBolt } from '../../support/bolt-app.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts

interface Row {
  readonly kind: 'request' | 'delivery'
  readonly id?: string
  readonly what: string
  readonly cause?: string | null
}

/** An app that answers two people in another order than the order of their messages and clicks. */
function listen(app: BoltApp, waiting: (() => Promise<unknown>)[]): void {
  app.message('later', async ({ message, client }) => {
    const { channel, ts } = message
    waiting.push(() => client.reactions.add({ channel, timestamp: ts, name: 'eyes' }))
  })
  app.command('/form', async ({ ack, body, client }) => {
    await ack()
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: body.text }, blocks: [] }
    waiting.push(() => client.views.open({ trigger_id: body.trigger_id, view }))
  })
  app.action<BlockAction>('press', async ({ ack, respond }) => {
    await ack()
    waiting.push(() => respond({ text: 'pressed', replace_original: false }))
  })
}

it('a request is joined to the message, command or click with the same marks, not to the newest one', () => {
  const waiting: (() => Promise<unknown>)[] = []
  const scope = 'channels:history,chat:write,commands,reactions:write'
  return withBolt({ App, way: 'Socket Mode', scope, listen: (app) => listen(app, waiting) }, async ({ slack, app }) => {
    const button = { type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' } } as const
    await app.client.chat.postMessage({
      channel: '#general',
      text: 'Press',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    const [dana, lee] = [slack.as('dana'), slack.as('lee')]
    await dana.say('#general', 'later, one')
    await dana.command('/form one')
    await dana.click('press')
    await lee.say('#general', 'later, two')
    await expect.poll(() => waiting.length).toBe(4)
    for (const work of [...waiting].reverse()) await work()

    const headers = { authorization: `Bearer ${slack.controlToken}` }
    const { rows } = (await (await fetch(`${slack.url}/_sim/activity`, { headers })).json()) as { rows: Row[] }
    const ids = rows.flatMap(({ kind, id = '', what }) =>
      kind === 'delivery' && ['message', '/form', 'press'].includes(what) ? [{ id, what }] : [],
    )
    const own = slack.deliveries.filter(({ payload }) => JSON.stringify(payload).includes('later, '))
    const causes = rows.flatMap(({ kind, cause = null, what }) =>
      kind === 'request' && cause !== null ? [[what, cause]] : [],
    )
    expect(ids.length).toBeGreaterThanOrEqual(4)
    expect(own).toHaveLength(2)
    expect(Object.fromEntries(causes.map(([what, cause]) => [`${what} ${cause}`, true]))).toEqual({
      [`reactions.add ${own[0]?.id}`]: true,
      [`reactions.add ${own[1]?.id}`]: true,
      [`views.open ${ids.find(({ what }) => what === '/form')?.id}`]: true,
      [`${causes.find(([what]) => !/^(?:reactions|views)/.test(what ?? ''))?.[0]} ${ids.find(({ what }) => what === 'press')?.id}`]: true,
    })
  })
})
