import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { install } from '../support/bolt-app.ts'

/** The part of slack-edge (by Kazuhiro Sera) that this test uses. It is not an SDK of Slack. */
interface EdgeRequest {
  readonly payload: {
    readonly text: string
    readonly ts: string
    readonly trigger_id: string
    readonly view: { readonly state: { readonly values: Record<string, Record<string, { readonly value: string }>> } }
  }
  readonly context: {
    say(message: { readonly text: string; readonly thread_ts?: string }): Promise<unknown>
    readonly client: { readonly views: { open(args: object): Promise<unknown> } }
    readonly channelId?: string
  }
}
type EdgeListener = (request: EdgeRequest) => Promise<unknown>
interface EdgeApp {
  event(type: string, listener: EdgeListener): EdgeApp
  command(command: string, ack: EdgeListener, lazy: EdgeListener): EdgeApp
  view(callbackId: string, ack: EdgeListener): EdgeApp
  run(request: Request, context: { waitUntil(work: Promise<unknown>): void; props: object }): Promise<Response>
}
interface EdgeModule {
  readonly SlackApp: new (options: { readonly env: Readonly<Record<string, string>> }) => EdgeApp
}

// The types of slack-edge need lib.dom and Cloudflare’s types, which this project does not load, so the import is
// untyped.
const packageName = 'slack-edge'
const { SlackApp } = (await import(packageName)) as EdgeModule

afterEach(() => vi.unstubAllGlobals())

/** Sends the calls of slack-edge to the simulator, because its clients always call https://slack.com/api/. */
function redirectCalls(slack: Simulator): void {
  const real = globalThis.fetch
  const moved = (address: string) => address.replace('https://slack.com/api/', slack.apiUrl)
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) =>
    real(input instanceof Request ? new Request(moved(input.url), input) : moved(String(input)), init),
  )
}

/** Runs `work` with a slack-edge app behind node:http that is installed on the simulator. */
async function withEdge(listen: (app: EdgeApp) => void, work: (slack: Simulator) => Promise<void>): Promise<void> {
  await using slack = await startSimulator()
  const token = await install(slack)
  redirectCalls(slack)
  const env = { SLACK_SIGNING_SECRET: slack.app.signingSecret, SLACK_BOT_TOKEN: token, SLACK_LOGGING_LEVEL: 'ERROR' }
  const app = new SlackApp({ env })
  listen(app)
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.once('end', () => {
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
      const request = new Request('http://localhost/slack/events', {
        method: 'POST',
        headers,
        body: Buffer.concat(chunks).toString('utf8'),
      })
      const answer = app.run(request, { waitUntil: (promise) => void promise, props: {} })
      void answer.then(async (response) =>
        outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text()),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await slack.sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
    await work(slack)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

it('slack-edge answers a mention in its thread', async () => {
  await withEdge(
    (app) =>
      app.event('app_mention', async ({ payload, context }) => {
        await context.say({ text: `you said ${payload.text.replace(/<@\w+> /, '')}`, thread_ts: payload.ts })
      }),
    async (slack) => {
      const { ts, deliveries } = await slack.as('dana').say('#general', '<@bot> hi')
      expect(deliveries.find(({ what }) => what === 'app_mention')).toMatchObject({ ok: true, status: 200 })
      await slack.settled()
      await expect.poll(() => slack.messages('general').at(-1)).toMatchObject({ text: 'you said hi', threadTs: ts })
    },
  )
})

it('slack-edge opens a modal for a command, answers invalid input with an error, and accepts the submission', async () => {
  const seen: string[] = []
  const text = (words: string) => ({ type: 'plain_text', text: words })
  const input = { type: 'plain_text_input', action_id: 'value' }
  const view = {
    type: 'modal',
    callback_id: 'ticket',
    title: text('New ticket'),
    submit: text('Create'),
    blocks: [{ type: 'input', block_id: 'title', label: text('Title'), element: input }],
  }
  await withEdge(
    (app) => {
      app.command(
        '/ticket',
        async () => 'one moment',
        async ({ payload, context }) => context.client.views.open({ trigger_id: payload.trigger_id, view }),
      )
      app.view('ticket', async ({ payload }) => {
        const title = payload.view.state.values['title']?.['value']?.value ?? ''
        seen.push(title)
        return title.length < 3 ? { response_action: 'errors', errors: { title: 'too short' } } : undefined
      })
    },
    async (slack) => {
      const dana = slack.as('dana')
      const { deliveries } = await dana.command('/ticket')
      expect(deliveries).toMatchObject([{ ok: true, status: 200 }])
      await slack.settled()
      await expect.poll(() => slack.view('dana')).toMatchObject({ callbackId: 'ticket' })
      expect(dana.ephemerals.map((one) => one.text)).toEqual(['one moment'])
      expect(await dana.submit({ title: 'x' })).toMatchObject({
        result: { outcome: 'errors', errors: { title: 'too short' } },
      })
      expect(await dana.submit({ title: 'printer' })).toMatchObject({ result: { outcome: 'closed' } })
      expect(seen).toEqual(['x', 'printer'])
    },
  )
})
