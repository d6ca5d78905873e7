import { isRecord } from '../../shape/record.ts'
import type { Delivery } from '../events/types.ts'
import type { RequestRecord, World } from '../state/types.ts'
import { channelsIn, worldsOf } from '../state/workspaces.ts'

/**
 * A request of an app or a delivery to an app. Its marks are the values that a request and a delivery can have in
 * common.
 */
interface Marked {
  readonly at: number
  readonly appId: string
  /** Marks that only one delivery or a few deliveries have, such as the trigger id or the message. */
  readonly exact: readonly string[]
  /** Marks that many deliveries have: their channel and their person. */
  readonly vague: readonly string[]
}

interface MarkedDelivery extends Marked {
  readonly id: string
}

/**
 * The maximum time in milliseconds between a delivery and a request that belongs to it: `exact` when they have an exact
 * mark in common, otherwise `vague`.
 */
const longest = { exact: 60_000, vague: 10_000 }

/**
 * Creates a function that finds the delivery after which an app sent a request. This is the newest delivery with the
 * same trigger id, response URL, view, message or thread. If there is none, it is the newest delivery with the same
 * channel or person, otherwise the newest delivery to the app. The deliveries and requests must be passed in the order
 * of their times.
 */
export function createCauses() {
  const newest = new Map<string, MarkedDelivery>()
  const latest = (marks: readonly string[], { at, appId }: Marked, most: number) =>
    marks
      .flatMap((mark) => newest.get(`${appId} ${mark}`) ?? [])
      .filter((one) => at - one.at < most)
      .sort((one, other) => other.at - one.at)[0]
  return {
    add(delivery: MarkedDelivery): void {
      for (const mark of [...delivery.exact, ...delivery.vague, 'any'])
        newest.set(`${delivery.appId} ${mark}`, delivery)
    },
    /** Returns the id of the delivery; null when no delivery fits. */
    find(request: Marked): string | null {
      const found =
        latest(request.exact, request, longest.exact) ??
        latest(request.vague, request, longest.vague) ??
        latest(['any'], request, longest.vague)
      return found?.id ?? null
    },
  }
}

/**
 * Returns the marks of a delivery. Returns undefined for an event about a message that the app itself sent: such an
 * event is the result of a request and not its cause.
 */
export function markedDelivery({ id, at, appId, payload }: Delivery): MarkedDelivery | undefined {
  const event = fieldsOf(payload['event'])
  if (payload['event'] !== undefined && fieldsOf(event['message'] ?? event)['app_id'] === appId) return undefined
  const [message, container, view] = [payload['message'], payload['container'], payload['view']].map(fieldsOf)
  const channel =
    idOf(event['channel'] ?? fieldsOf(event['item'])['channel'] ?? payload['channel']) || textIn(payload, 'channel_id')
  const times = [
    event,
    fieldsOf(event['item']),
    fieldsOf(event['message']),
    fieldsOf(event['assistant_thread']),
    message,
    container,
  ]
  const responses = Array.isArray(payload['response_urls']) ? payload['response_urls'].map(fieldsOf) : []
  return {
    ...{ id, at, appId },
    exact: [
      ...marks('trigger', [textIn(payload, 'trigger_id')]),
      ...marks('view', [textIn(view, 'id')]),
      ...marks(
        'response',
        [payload, ...responses].map((one) => pathOf(textIn(one, 'response_url'))),
      ),
      ...marks(
        'message',
        times.flatMap((one = {}) => ['ts', 'message_ts', 'thread_ts'].map((name) => textIn(one, name))),
      ),
    ],
    vague: [
      ...marks('channel', [channel, textIn(fieldsOf(event['assistant_thread']), 'channel_id')]),
      ...marks('person', [idOf(event['user'] ?? payload['user']), textIn(payload, 'user_id')]),
    ],
  }
}

/**
 * Returns the marks of a request.
 * @param path the path of the request; undefined when it is not stored any more
 */
export function markedRequest(
  world: World,
  { at, args }: RequestRecord,
  { appId, path }: { readonly appId: string | null; readonly path: string | undefined },
): Marked {
  const response = world.state.responseUrls?.find((one) => `/${one.path}` === path)
  const times = ['ts', 'thread_ts', 'timestamp', 'message_ts'].map((name) => textIn(args, name))
  const channel = textIn(args, 'channel') || textIn(args, 'channel_id')
  return {
    at,
    appId: appId ?? response?.appId ?? '',
    exact: [
      ...marks('trigger', [textIn(args, 'trigger_id')]),
      ...marks('view', [textIn(args, 'view_id')]),
      ...marks('response', [response ? `/${response.path}` : '']),
      ...marks('message', [...times, ...times.map((ts) => threadOf(world, channel, ts))]),
    ],
    vague: [...marks('channel', [channel]), ...marks('person', [textIn(args, 'user'), textIn(args, 'user_id')])],
  }
}

/** Returns the `ts` of the thread in which a message is; an empty text outside a thread. */
function threadOf(world: World, channelId: string, ts: string): string {
  if (ts === '') return ''
  const channel = worldsOf(world)
    .flatMap(channelsIn)
    .find(({ id }) => id === channelId)
  // The message is probably one of the newest.
  return channel?.messages.findLast((message) => message.ts === ts)?.threadTs ?? ''
}

function marks(kind: string, values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').map((value) => `${kind} ${value}`)
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

function textIn(fields: Readonly<Record<string, unknown>> | undefined, name: string): string {
  const value = fields?.[name]
  return typeof value === 'string' ? value : ''
}

/** Returns the id in a field that is an id or an object with an id. */
function idOf(value: unknown): string {
  return typeof value === 'string' ? value : textIn(fieldsOf(value), 'id')
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}
