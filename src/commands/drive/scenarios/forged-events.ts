import { createHmac, randomUUID } from 'node:crypto'
import type { Hop } from '../../../browser/hop.ts'
import { CliError } from '../../../errors.ts'
import { control } from '../../../simulator/control/client.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { judgeInstall } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'

/** A request to the app’s address for events, and its answer. */
interface SentEvent {
  readonly hop: Hop
  /** The body of the answer; empty when no answer came. */
  readonly answer: string
}

/** How an event is forged: the signature and the age in seconds. */
const forgeries = [
  { how: 'unsigned', by: 'nobody', age: 0 },
  { how: 'signed with another secret', by: 'somebody', age: 0 },
  { how: 'signed an hour ago', by: 'slack', age: 3600 },
] as const

/**
 * Sends the app an event that Slack signed, and then the same event unsigned, wrongly signed and old
 * (docs.slack.dev/authentication/verifying-requests-from-slack). An app that does not accept the first one receives no
 * events there, so nothing is judged. A forged event counts as accepted only when its answer is the same as the first one.
 */
export async function forgedEvents(stage: DriveStage): Promise<PlayedScenario> {
  const { events, ownSecrets, simulator } = stage
  const secret = ownSecrets['signing secret']
  if (!secret) throw unfit('the signing secret of the app is not known')
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'allow' })
  const before = judgeInstall(walked, await watch.calls())
  const { query } = walked
  if (!query || before.length > 0) {
    return { says: 'the install before it failed', hops: walked.hops, calls: await watch.calls(), findings: before }
  }
  const { workspace } = await control(simulator, 'describe', {}, ['workspace'])
  const send = (by: EventSigner, age: number, means: string) =>
    sendEvent(stage, { url: events.url, secret, by, age, means, ids: { team: workspace.id, app: query.appId } })
  const signed = await send('slack', 0, 'an event, signed')
  if (!isAccepted(signed)) throw unfit(`no events are received at ${events.url.pathname}`)
  const forged: SentEvent[] = []
  for (const { how, by, age } of forgeries) forged.push(await send(by, age, `the event, ${how}`))
  const accepted = forgeries.filter((_one, at) => isLike(forged[at], signed))
  const hops = [...walked.hops, signed.hop, ...forged.map(({ hop }) => hop)]
  const says = accepted.length === 0 ? 'only the signed event was accepted' : `accepted: ${listOf(accepted)}`
  return { says, hops, calls: await watch.calls(), findings: judgeForged(accepted, forged) }
}

type Forgery = (typeof forgeries)[number]
type EventSigner = Forgery['by']

function judgeForged(accepted: readonly Forgery[], forged: readonly SentEvent[]): readonly Finding[] {
  const hopOf = (one: Forgery) => forged[forgeries.indexOf(one)]?.hop
  const unsigned = accepted.filter(({ by }) => by !== 'slack')
  const [first] = unsigned.length > 0 ? unsigned : accepted
  if (!first) return []
  const found = finding(
    unsigned.length > 0 ? 'unsigned-event-accepted' : 'old-event-accepted',
    `accepted like the signed event: ${listOf(accepted)}`,
  )
  return [{ ...found, at: hopOf(first) ?? found.at }]
}

const listOf = (some: readonly Forgery[]) => some.map(({ how }) => how).join('; ')

function isAccepted({ hop: { status } }: SentEvent): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Whether a forged event got the same answer as the signed one. */
function isLike(forged: SentEvent | undefined, signed: SentEvent): boolean {
  return forged?.hop.status === signed.hop.status && forged.answer === signed.answer
}

interface EventToSend {
  readonly url: URL
  readonly secret: string
  readonly by: EventSigner
  /** How old the event is, in seconds. */
  readonly age: number
  readonly means: string
  readonly ids: { readonly team: string; readonly app: string }
}

/** Sends an event that changes nothing: the workspace has a new emoji. */
async function sendEvent(stage: DriveStage, { url, secret, by, age, means, ids }: EventToSend): Promise<SentEvent> {
  const time = Math.floor(stage.clock.now() / 1000) - age
  const body = JSON.stringify({
    ...{ type: 'event_callback', team_id: ids.team, api_app_id: ids.app, event_time: time },
    event: {
      type: 'emoji_changed',
      subtype: 'add',
      name: 'simulated',
      value: 'alias:wave',
      event_ts: `${time}.000100`,
    },
    event_id: `Ev0SIM${randomUUID().replaceAll('-', '').slice(0, 8).toUpperCase()}`,
    authorizations: [{ enterprise_id: null, team_id: ids.team, user_id: null, is_bot: true }],
  })
  const key = by === 'slack' ? secret : 'another-signing-secret'
  const signature = createHmac('sha256', key).update(`v0:${time}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    ...(by !== 'nobody' && { 'x-slack-request-timestamp': String(time), 'x-slack-signature': `v0=${signature}` }),
  }
  const limit = AbortSignal.any([AbortSignal.timeout(stage.patience), stage.signal])
  const request = {
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'POST',
    headers,
    body,
    signal: limit,
  } as const
  const answered = await stage.http
    .request(request)
    .then(async (answer) => ({ status: answer.statusCode, answer: (await answer.body.text()).slice(0, 10_000) }))
    .catch(() => ({ status: null, answer: '' }))
  stage.signal.throwIfAborted()
  const none = { sent: [], set: [], deleted: [], lost: [] }
  return {
    hop: { verb: 'POST', url: url.href, at: 'app', ...none, status: answered.status, means },
    answer: answered.answer,
  }
}

function unfit(message: string): CliError {
  return new CliError('usage', message, { code: 'scenario_does_not_fit' })
}
