import { anything, count, flag, listOf, object, orNull, text } from '../../shape/shape.ts'
import type { MissedEvent } from '../events/types.ts'
import type { SimulatedDelivery, SimulatedMessage } from '../testing/types.ts'
import { descriptionFields } from './answer-shapes.ts'
import { delivery, missedEvent } from './people-routes.ts'
import { type NoFields, route } from './route.ts'
import type { SimulatorDescription } from './types.ts'

const message = object<SimulatedMessage>({
  ts: text,
  author: text,
  userId: text,
  text,
  threadTs: orNull(text),
  blocks: anything,
})

/** Routes for deliveries to apps: their content, their address and their time. */
export const eventRoutes = {
  deliveries: route<{ deliveries: readonly SimulatedDelivery[]; total: number }, { readonly since?: number }>({
    method: 'GET',
    path: '/_sim/deliveries',
    about:
      'The newest 500 attempts to bring something to an app, oldest first, and how many there were in total. Payloads and answers are left out without the control token.',
    body: { since: 'a total of before: only what was delivered after it' },
    answer: { deliveries: listOf(delivery), total: count },
  }),
  messages: route<{ messages: readonly SimulatedMessage[] }, { readonly channel: string }>({
    method: 'GET',
    path: '/_sim/messages',
    about: 'The messages of a channel, oldest first.',
    body: { channel: '#general, or an id' },
    answer: { messages: listOf(message) },
  }),
  settled: route<NoFields, { readonly quiet?: number }>({
    method: 'POST',
    path: '/_sim/settled',
    about: 'Answers when nothing is under way: no delivery, no request of an app; after ten seconds with an error.',
    body: { quiet: 'milliseconds that nothing new may come; 50 when left out' },
    answer: {},
  }),
  advanceClock: route<{ now: number }, { readonly ms: number }>({
    method: 'POST',
    path: '/_sim/clock',
    about: 'Moves the clock on, and does what is due then: retries, scheduled messages, tokens that expire.',
    body: { ms: 'milliseconds, from 0' },
    answer: { now: count },
  }),
  sendEvent: route<{ deliveries: readonly SimulatedDelivery[]; missed: readonly MissedEvent[] }, EventBody>({
    method: 'POST',
    path: '/_sim/event',
    about: 'Sends an event that nobody can cause by hand, to every app that would get it.',
    body: {
      type: 'name of the subscription, such as team_rename',
      fields: 'an object: what differs from the usual payload, by path (user.name)',
      user: 'whom it is about, by name or id; the first person of the workspace when left out',
    },
    answer: { deliveries: listOf(delivery), missed: listOf(missedEvent) },
  }),
  setRequestUrl: route<{ verified: boolean; problem: string | null }, RequestUrlBody>({
    method: 'POST',
    path: '/_sim/request-url',
    about: 'Sends everything that the scopes of the first app allow to one URL, after Slack’s challenge.',
    body: {
      url: 'the URL, on this computer; null: none, or over Socket Mode',
      early: 'true takes one that does not answer yet; it is asked again before the first event',
    },
    answer: { verified: flag, problem: orNull(text) },
  }),
  useManifest: route<SimulatorDescription, { readonly manifest: object; readonly requestUrl?: string | undefined }>({
    method: 'POST',
    path: '/_sim/manifest',
    about: 'Takes over the settings of the first app from a manifest. A reset keeps them.',
    body: {
      manifest: 'the app manifest, a JSON object',
      requestUrl: 'goes in place of every request URL in it',
    },
    answer: descriptionFields,
  }),
  allowHost: route<NoFields, { readonly name: string }>({
    method: 'POST',
    path: '/_sim/allow-host',
    about: 'Lets request URLs name another computer.',
    body: { name: 'its host name' },
    answer: {},
  }),
}

interface EventBody {
  readonly type: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly user?: string | undefined
}

interface RequestUrlBody {
  readonly url: string | null
  readonly early?: boolean
}
