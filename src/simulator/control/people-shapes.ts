import {
  anything,
  count,
  flag,
  listOf,
  object,
  oneOf,
  optional,
  orNull,
  plain,
  record,
  type Shape,
  text,
} from '../../shape/shape.ts'
import type { MissedEvent } from '../events/types.ts'
import type { SimulatedDelivery, SimulatedThread, SimulatedView, SimulatedWrongAck } from '../testing/types.ts'

export const wrongAck = object<SimulatedWrongAck>({
  id: text,
  at: count,
  appId: text,
  kind: oneOf('wrong_ack'),
  by: oneOf('socket'),
  to: text,
  ok: plain<false>('false', (value) => value === false),
  error: oneOf(
    'unknown_envelope',
    'acknowledged_twice',
    'acknowledged_late',
    'other_connection',
    'no_json',
    'no_envelope_id',
    'binary_frame',
    'frame_too_long',
    'broken_frame',
  ),
  message: text,
  frame: text,
  delivery: orNull(text),
})

export const delivery = object<SimulatedDelivery>({
  id: text,
  at: count,
  appId: text,
  kind: oneOf('event', 'command', 'interaction', 'options', 'verification'),
  what: text,
  by: oneOf('http', 'socket', 'nothing'),
  to: orNull(text),
  attempt: count,
  ok: flag,
  status: orNull(count),
  error: orNull(text),
  body: anything,
  ms: count,
  payload: record,
  fault: optional(text),
  wrongAcks: optional(listOf(wrongAck)),
})

export const missedEvent = object<MissedEvent>({
  appId: text,
  app: text,
  bot: orNull(text),
  event: text,
  why: oneOf('not_installed', 'not_added', 'not_subscribed', 'missing_scope', 'not_in_conversation', 'no_way'),
  scopes: listOf(text),
  channel: orNull(text),
  addressed: flag,
})

export const view = object<SimulatedView>({
  id: text,
  type: oneOf('modal', 'home'),
  callbackId: text,
  title: text,
  blocks: anything,
  values: record as Shape<SimulatedView['values']>,
})

export const prompts = listOf(object<SimulatedThread['prompts'][number]>({ title: text, message: text }))

export const assistantThread = object<SimulatedThread>({
  appId: text,
  userId: text,
  channel: text,
  ts: text,
  contextChannel: orNull(text),
  title: text,
  status: orNull(text),
  prompts,
})
