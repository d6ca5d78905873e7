import { anything, count, flag, listOf, object, oneOf, orNull, record, text } from '../../shape/shape.ts'
import type { MissedEvent } from '../events/types.ts'
import type { SimulatedDelivery, SimulatedExecution, SimulatedMessage, SimulatedWrongAck } from '../testing/types.ts'
import { descriptionFields } from './answer-shapes.ts'
import { delivery, missedEvent, wrongAck } from './people-shapes.ts'
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

const execution = object<SimulatedExecution>({
  id: text,
  appId: text,
  callbackId: text,
  state: oneOf('running', 'completed', 'failed'),
  outputs: orNull(record),
  error: orNull(text),
})

/** The routes that read messages and deliveries, send events, and set where and when an app receives them. */
export const eventRoutes = {
  deliveries: route<DeliveriesAnswer, DeliveriesBody>({
    method: 'GET',
    path: '/_sim/deliveries',
    about:
      'Answers the newest 500 delivery attempts to apps, oldest first, and the newest 500 frames over Socket Mode that acknowledge no delivery; each with the number of all. Without the control token, it leaves out payloads, answers and frames.',
    body: {
      since: 'an earlier total; only deliveries after it are answered',
      wrongAcksSince: 'an earlier wrongAcksTotal; only frames after it are answered',
    },
    answer: { deliveries: listOf(delivery), total: count, wrongAcks: listOf(wrongAck), wrongAcksTotal: count },
  }),
  messages: route<{ messages: readonly SimulatedMessage[] }, { readonly channel: string }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/messages',
    about: 'Answers the messages of a channel, oldest first. Needs the token.',
    body: { channel: '#general, or an id' },
    answer: { messages: listOf(message) },
  }),
  settled: route<NoFields, { readonly quiet?: number }>({
    method: 'POST',
    path: '/_sim/settled',
    about: 'Answers when no delivery and no request of an app is running; answers an error after ten seconds.',
    body: { quiet: 'milliseconds without a new delivery or request to wait for, at most 5000; by default 50' },
    answer: {},
  }),
  advanceClock: route<{ now: number }, { readonly ms: number }>({
    method: 'POST',
    path: '/_sim/clock',
    about: 'Moves the clock forward, and does what is due by then: retries, scheduled messages, expiry of tokens.',
    body: { ms: 'milliseconds, from 0' },
    answer: { now: count },
  }),
  sendEvent: route<EventAnswer, EventBody>({
    method: 'POST',
    path: '/_sim/event',
    about:
      'Sends an event that no other route can cause, to every app that can get it. Answers the executions that function_executed started.',
    body: {
      type: 'name of the subscription, such as team_rename',
      fields: 'an object with the fields that differ from the default payload, by path (user.name)',
      user: 'name or id of the person that the event is about; by default the first person of the workspace',
    },
    answer: { deliveries: listOf(delivery), missed: listOf(missedEvent), executions: listOf(execution) },
  }),
  setRequestUrl: route<RequestUrlAnswer, RequestUrlBody>({
    method: 'POST',
    path: '/_sim/request-url',
    about:
      'Sets the URL that gets everything that the scopes of an app allow, after Slack’s challenge. Answers the status of the challenge, and the URL that was set before.',
    body: {
      clientId: 'client id of the app; by default the first app',
      url: 'the URL, on this computer; with null the app gets everything only over Socket Mode',
      early: 'true accepts a URL that does not answer yet; it gets the challenge again before the first event',
      keep: 'with early: true keeps what the manifest subscribes to, and replaces only its URLs',
    },
    answer: { verified: flag, problem: orNull(text), status: orNull(count), before: orNull(text) },
  }),
  useManifest: route<SimulatorDescription & { readonly problem: string | null }, ManifestBody>({
    method: 'POST',
    path: '/_sim/manifest',
    about: 'Applies a manifest to the first app. A reset keeps its settings.',
    body: {
      manifest: 'the app manifest, a JSON object',
      requestUrl: 'URL that replaces every request URL in the manifest',
      challenge: 'true sends Slack’s challenge to requestUrl; when it does not answer, again before the first event',
    },
    answer: { ...descriptionFields, problem: orNull(text) },
  }),
  allowHost: route<NoFields, { readonly name: string }>({
    method: 'POST',
    path: '/_sim/allow-host',
    about: 'Allows request URLs of another computer.',
    body: { name: 'host name of the computer' },
    answer: {},
  }),
}

interface DeliveriesAnswer {
  readonly deliveries: readonly SimulatedDelivery[]
  readonly total: number
  readonly wrongAcks: readonly SimulatedWrongAck[]
  readonly wrongAcksTotal: number
}

interface DeliveriesBody {
  readonly since?: number
  readonly wrongAcksSince?: number
}

interface ManifestBody {
  readonly manifest: object
  readonly requestUrl?: string | undefined
  readonly challenge?: boolean
}

interface EventAnswer {
  readonly deliveries: readonly SimulatedDelivery[]
  readonly missed: readonly MissedEvent[]
  readonly executions: readonly SimulatedExecution[]
}

interface EventBody {
  readonly type: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly user?: string | undefined
}

interface RequestUrlAnswer {
  readonly verified: boolean
  readonly problem: string | null
  readonly status: number | null
  readonly before: string | null
}

interface RequestUrlBody {
  readonly clientId?: string
  readonly url: string | null
  readonly early?: boolean
  readonly keep?: boolean
}
