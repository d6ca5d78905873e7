import { randomUUID } from 'node:crypto'
import { control } from '../../../simulator/control/client.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { judgeInstall } from '../judge.ts'
import { emojiEvent, type SignedRequest, sendSigned } from '../lifecycle/signed-request.ts'
import type { Seen } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { doesNotFit } from './does-not-fit.ts'

/** How an event is forged: the signature and the age in seconds. */
const forgeries = [
  { how: 'unsigned', by: 'nobody', age: 0 },
  { how: 'signed with another secret', by: 'somebody', age: 0 },
  { how: 'signed an hour ago', by: 'slack', age: 3600 },
] as const

/**
 * Sends the app an event that Slack signed, the challenge with which Slack tests the address, and then the same event
 * unsigned, wrongly signed and old. If the app answers the signed event as at an address that does not exist, it
 * receives no events, and nothing is judged. A forged event counts as accepted only when its answer is the same as that
 * of the signed event.
 */
export async function forgedEvents(stage: DriveStage): Promise<PlayedScenario> {
  const { events, ownSecrets, simulator } = stage
  const secret = ownSecrets['signing secret']
  if (!secret) throw doesNotFit('the signing secret of the app is not known', setSecret)
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'allow' })
  const before = judgeInstall(walked, await watch.calls())
  const { query } = walked
  if (!query || before.length > 0) {
    return { says: 'the install before it failed', hops: walked.hops, calls: await watch.calls(), findings: before }
  }
  const { workspace } = await control(simulator, 'describe', {}, ['workspace'])
  const ids = { team: workspace.id, app: query.appId }
  const sent: SignedRequest[] = []
  const send: SendEvent = async (means, { by = 'slack', age = 0, url = events.url, body } = {}) => {
    const time = Math.floor(stage.clock.now() / 1000) - age
    const key = { slack: secret, somebody: 'another-signing-secret', nobody: undefined }[by]
    const one = await sendSigned(stage, { url, body: body ?? emojiEvent(ids, time), secret: key, time, means })
    sent.push(one)
    return one
  }
  const verdict = await judgeEvents(send, stage)
  return { ...verdict, hops: [...walked.hops, ...sent.map(({ hop }) => hop)], calls: await watch.calls() }
}

const setSecret = 'Set SLACK_SIGNING_SECRET to the secret that the app checks'

function notReceived({ events, again }: DriveStage) {
  const { pathname } = events.url
  const other = events.isGiven ? '' : `, and the address of its events, such as ${again({ eventsUrl: '/events' })}`
  return doesNotFit(`no events are received at ${pathname}`, `${setSecret}${other}`)
}

/** Tells that an address accepts no event, or answers every address in the same way, so nothing was judged. */
function unseen(stage: DriveStage, status: number): Seen {
  const { message, hint = '' } = notReceived(stage)
  return { says: message, notSeen: `whether a forged event is refused: a signed one was answered ${status}. ${hint}` }
}

type Forgery = (typeof forgeries)[number]

interface EventOrder {
  /** Who signs the event; by default Slack. */
  readonly by?: Forgery['by']
  /** How old the event is, in seconds; by default 0. */
  readonly age?: number
  /** Where the event is sent; by default the app’s address for events. */
  readonly url?: URL
  /** What is sent; by default an event. */
  readonly body?: string
}

type SendEvent = (means: string, order?: EventOrder) => Promise<SignedRequest>

/** @throws CliError with the code `scenario_does_not_fit` when the app receives no events at the address */
async function judgeEvents(
  send: SendEvent,
  stage: DriveStage,
): Promise<Pick<PlayedScenario, 'says' | 'findings' | 'notSeen'>> {
  const { url } = stage.events
  const signed = await send('an event, signed')
  const { status } = signed.hop
  const nowhere = await send('the event, to an address that no app has', { url: new URL('./no-such-address', url) })
  // A check in front of all pages, such as a sign-in, gives the same answer at both addresses.
  const isMissing = status === null || status === 404 || status === 405
  if (isMissing || status === nowhere.hop.status || (status < 400 && !isAccepted(signed))) {
    if (isMissing || stage.isNamed('forged-events')) throw notReceived(stage)
    return { ...unseen(stage, status), findings: [] }
  }
  if (!isAccepted(signed)) {
    return {
      says: 'the signed event was refused',
      findings: [found('signed-event-refused', `the signed event was answered ${status}`, signed)],
    }
  }
  const challenge = randomUUID()
  const body = JSON.stringify({ type: 'url_verification', token: 'not-used-any-more', challenge })
  const verified = await send('the challenge, signed', { body })
  const forged: { readonly how: Forgery; readonly sent: SignedRequest }[] = []
  for (const how of forgeries) forged.push({ how, sent: await send(`the event, ${how.how}`, how) })
  const accepted = forged.filter(({ sent }) => isLike(sent, signed))
  const isAnswered = isAccepted(verified) && isChallenge(verified.answer.trim(), challenge)
  const unanswered = found('challenge-not-answered', `the challenge was answered ${answerOf(verified)}`, verified)
  return {
    says: accepted.length === 0 ? 'only the signed event was accepted' : `accepted: ${listOf(accepted)}`,
    findings: [...(isAnswered ? [] : [unanswered]), ...judgeForged(accepted)],
  }
}

/** Whether an answer is the challenge in a form that Slack accepts: as text, form or JSON. */
function isChallenge(answer: string, challenge: string): boolean {
  return (
    [challenge, `challenge=${challenge}`].includes(answer) ||
    (/^[{"]/.test(answer) && answer.includes(`"${challenge}"`))
  )
}

type Forged = readonly { readonly how: Forgery; readonly sent: SignedRequest }[]

function judgeForged(accepted: Forged): readonly Finding[] {
  const unsigned = accepted.filter(({ how }) => how.by !== 'slack')
  const [first] = unsigned.length > 0 ? unsigned : accepted
  if (!first) return []
  const id = unsigned.length > 0 ? 'unsigned-event-accepted' : 'old-event-accepted'
  return [found(id, `accepted like the signed event: ${listOf(accepted)}`, first.sent)]
}

const listOf = (some: Forged) => some.map(({ how }) => how.how).join('; ')

function found(id: FindingId, evidence: string, { hop }: SignedRequest): Finding {
  return { ...finding(id, evidence), at: hop }
}

function answerOf({ hop: { status }, answer }: SignedRequest): string {
  return status === null ? 'with nothing' : `${status}${answer.trim() === '' ? ' with an empty body' : ''}`
}

function isAccepted({ hop: { status } }: SignedRequest): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Whether a forged event got the same answer as the signed one. */
function isLike(forged: SignedRequest, signed: SignedRequest): boolean {
  return forged.hop.status === signed.hop.status && forged.answer === signed.answer
}
