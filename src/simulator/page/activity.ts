import { isRecord } from '../../shape/record.ts'
import { type ErrorPlace, errorFacts } from '../../slack/facts/errors.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { mask } from '../../slack/facts/token-kinds.ts'
import type { Delivery } from '../events/types.ts'
import type { Site } from '../http/types.ts'
import type { Token } from '../state/app-types.ts'
import { newestRequests } from '../state/request-log.ts'
import type { Person, RequestRecord, World } from '../state/types.ts'
import { findApp, findPerson } from '../state/users.ts'
import { worldsOf } from '../state/workspaces.ts'
import { createCauses, markedDelivery, markedRequest } from './causes.ts'
import type { ActivityRow, DeliveryDetail, RequestDetail } from './developer-types.ts'
import type { Exchange } from './exchange-log.ts'

/** Maximum number of requests, and maximum number of deliveries, in the list. */
const mostRows = 150

/** Returns the newest requests of apps and deliveries to apps, oldest first. */
export function activityOf({ world, events, exchanges }: Site): ActivityRow[] {
  const requests = newestRequests(world).slice(-mostRows)
  const first = world.state.requests - requests.length + 1
  const causes = createCauses()
  // The deliveries come first, so that a delivery is before a request of the same millisecond.
  const all = [
    ...events.deliveries
      .newest()
      .slice(-mostRows)
      .map((delivery) => ({ at: delivery.at, delivery })),
    ...requests.map((record, index) => ({ at: record.at, record, number: first + index })),
  ].sort((one, other) => one.at - other.at)
  return all.map((one) => {
    if ('delivery' in one) {
      const marked = markedDelivery(one.delivery)
      if (marked) causes.add(marked)
      return deliveryRow(world, one.delivery)
    }
    const row = requestRow(world, one.record, one.number)
    const path = exchanges.find(one.number)?.path
    return { ...row, cause: causes.find(markedRequest(world, one.record, { appId: row.appId, path })) }
  })
}

type RequestRow = Extract<ActivityRow, { readonly kind: 'request' }>

function requestRow(world: World, record: RequestRecord, number: number): Omit<RequestRow, 'cause'> {
  const { at, verb, what, as, ok, status, error, drill } = record
  const [kind = '', id = ''] = as?.split(':') ?? []
  const person = findAnywhere(world, id)
  return {
    ...{ kind: 'request', number, at, verb, what, ok, status, error },
    as: as === null ? '' : `${kind} ${person ? `@${person.name}` : id}`,
    appId: kind === 'app' ? id : (person?.bot?.appId ?? null),
    fault: drill ?? null,
  }
}

function findAnywhere(world: World, id: string): Person | undefined {
  for (const there of worldsOf(world)) {
    const found = findPerson(there, id)
    if (found) return found
  }
  return undefined
}

function deliveryRow(world: World, delivery: Delivery): ActivityRow {
  const { id, at, appId, kind: type, what, by, attempt, ok, error, ms, fault, payload } = delivery
  return {
    ...{ kind: 'delivery', id, at, appId, type, what, by, attempt, ok, error, ms },
    app: findApp(world, appId)?.name ?? appId,
    fault: fault ?? null,
    note: noteOf(world, payload),
    messages: messagesIn(payload),
  }
}

const longestNote = 60

/** Returns who caused a delivery, and the beginning of the text that they wrote or chose, with masked secrets. */
function noteOf(world: World, payload: Readonly<Record<string, unknown>>): string {
  const event = isRecord(payload['event']) ? payload['event'] : {}
  const message = isRecord(event['message']) ? event['message'] : {}
  const user = event['user'] ?? message['user'] ?? payload['user_id'] ?? payload['user']
  const person = findAnywhere(world, typeof user === 'string' ? user : String(isRecord(user) ? user['id'] : ''))
  const text = [event['text'], message['text'], payload['text'], event['reaction'], payload['value']].find(
    (one): one is string => typeof one === 'string' && one !== '',
  )
  const line = maskSecrets((text ?? '').slice(0, 8 * 1024)).replaceAll(/\s+/g, ' ')
  const shown = line.length > longestNote ? `${line.slice(0, longestNote)}…` : line
  return [person ? `@${person.name}` : '', shown].filter((one) => one !== '').join(': ')
}

/** Returns the `ts` of the messages that a payload is about. */
function messagesIn(payload: Readonly<Record<string, unknown>>): string[] {
  const event = isRecord(payload['event']) ? payload['event'] : {}
  const inside = [event, event['item'], event['message'], payload['message'], payload['container']].filter(isRecord)
  const found = inside.flatMap((one) => [one['ts'], one['message_ts']])
  return [...new Set(found.filter((ts): ts is string => typeof ts === 'string'))]
}

/** Returns a request with its headers, its bodies, its token and the meaning of its error. Secrets are masked. */
export function requestDetail(site: Pick<Site, 'world' | 'exchanges' | 'rename'>, number: number): RequestDetail {
  const { world, exchanges } = site
  const record = newestRequests(world)[number - world.state.requests + newestRequests(world).length - 1]
  const exchange = exchanges.find(number)
  const token = exchange && tokenOf(world, exchange)
  const reply = exchange?.reply
  const answer = reply && typeof reply.body === 'string' ? reply.body : String(reply?.body ?? '')
  return {
    sent: exchange
      ? { headers: maskedHeaders(exchange.headers), body: maskSecrets(exchange.body.toString('utf8')) }
      : null,
    answer: reply ? { status: reply.status, headers: maskedHeaders(reply.headers), body: maskSecrets(answer) } : null,
    token: token
      ? {
          kind: token.kind,
          masked: mask(token.value),
          as: findAnywhere(world, token.userId)?.name ?? token.userId,
          scopes: token.scopes,
        }
      : null,
    why: record?.error ? whyOf(record, answer, site.rename) : null,
  }
}

/**
 * Returns the token of a request: from its header, otherwise from its query or body; undefined when it has no known
 * token.
 */
function tokenOf({ state }: World, { path, headers, body, token }: Exchange): Token | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return state.tokens.find(({ value }) => value === bearer)
  const sent = `${path}\n${token ?? body.toString('utf8')}`
  return state.tokens.find(({ value }) => sent.includes(value))
}

function maskedHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = maskSecrets(typeof value === 'string' ? value : value.join(', '))
  }
  return shown
}

const places: Readonly<Record<string, ErrorPlace>> = { authorize: 'page', webhook: 'webhook' }

/**
 * Returns the meaning of a request's error and the next step. For a missing scope, the next step is the login that adds
 * the scope.
 */
function whyOf({ what, error, as }: RequestRecord, answer: string, rename: Site['rename']): RequestDetail['why'] {
  const facts = errorFacts(error ?? '', places[what] ?? (what.startsWith('oauth.') ? 'exchange' : 'api'))
  if (!facts) return null
  const needed = /"needed":"([^"]+)"/.exec(answer)?.[1]
  if (needed === undefined) return { means: facts.means, next: rename(facts.next) }
  const [scope = needed] = needed.split(',')
  const option = as?.startsWith('user:') ? '--add-user-scope' : '--add-scope'
  return {
    means: `${facts.means} It needs ${needed.replaceAll(',', ' or ')}.`,
    next: rename(`slack-tokens login --sim ${option} ${scope}`),
  }
}

/** Returns a delivery with its headers, its payload and the app’s answer; undefined when it is not stored any more. */
export function deliveryDetail({ events }: Site, id: string): DeliveryDetail | undefined {
  const all = events.deliveries.newest()
  const delivery = all.find((one) => one.id === id)
  if (!delivery) return undefined
  const { to, headers = {}, payload, status, error, body } = delivery
  const event = payload['event_id']
  return {
    ...{ to, headers, payload, status, error, answer: body },
    attempts: all
      .filter((one) => one.id !== id && event !== undefined && one.payload['event_id'] === event)
      .map((one) => ({ id: one.id, attempt: one.attempt, at: one.at, ok: one.ok })),
  }
}
