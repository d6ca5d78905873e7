import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { isBroken, reportEnd } from '../judge.ts'
import { refreshesIn } from '../lifecycle/actions.ts'
import { afterInstall, peopleOf } from '../lifecycle/life.ts'
import { ownersIn, shownOwner } from '../lifecycle/owners.ts'
import { uninstallWithEvents } from '../lifecycle/removal.ts'
import { useShows, whyNoCall } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { cannotAct } from './cannot-act.ts'
import { doesNotFit, nameUse } from './does-not-fit.ts'
import { installOnce } from './install-once.ts'
import { afterthought, played, soon } from './scenario.ts'

/** Slack’s errors for a call whose token is missing or was not issued by this install. */
const refusedTokens = ['not_authed', 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired']

/**
 * Installs the app and opens the address of `--use` in the same browser, so that the app calls Slack. Only such a call
 * shows that the app has stored a token that works. Without `--use`, sends an event.
 * @throws CliError with the code `scenario_does_not_fit` without `--use`, when the user named the scenario
 */
export async function firstUse(stage: DriveStage): Promise<PlayedScenario> {
  const { use } = stage
  if (stage.useWatch.hangs) throw doesNotFit('the address of --use does not answer')
  if (!use && stage.isNamed('first-use')) throw doesNotFit('it needs --use', nameUse(stage))
  if (!use) return await firstEvent(stage)
  const walker = stage.newWalker()
  const { walked, calls: before, findings } = await installOnce(stage, {}, { walker })
  const { query } = walked
  if (!query || findings.length > 0) return played(walked, before, findings)
  const watch = await stage.watch()
  const end = await walker.comeBack(use)
  if (stage.useWatch.hangs) return { ...played(walked, before, []), hops: walker.hops }
  const calls = await watch.until((seen) => seen.some(isAnswered), afterthought)
  const all = [...before, ...calls]
  const isUnable = calls.length === 0 && (await cannotAct(stage, end, query.link))
  const judged = isUnable ? [finding('cannot-act-after-install', reportEnd(end))] : judgeUse(calls, reportEnd(end))
  return played({ ...walked, hops: walker.hops, end }, all, judged)
}

/** Installs the app and sends it an event. Not every app calls Slack then, so an app without a call is not judged. */
async function firstEvent(stage: DriveStage): Promise<PlayedScenario> {
  const [person] = await peopleOf(stage)
  return await afterInstall(stage, {}, async (life) => {
    const watch = await stage.watch()
    const reaction = await life.event(person.id)
    const [refused] = judgeUse(await watch.calls(), reaction?.how ?? '').filter(({ weight }) => weight === 'defect')
    const [owner] = ownersIn(reaction)
    if (owner !== undefined) return { says: `on ${reaction?.how} the app acts as ${shownOwner(owner)}`, findings: [] }
    const ways = { use: { before: undefined, after: undefined }, event: { before: reaction, after: undefined } }
    const notSeen = `whether the app has stored the installation, and ${whyNoCall(life.events, ways)}`
    return { says: 'installed', notSeen, findings: refused ? [refused] : [] }
  })
}

/**
 * Installs the app so that Slack’s answer has only one token, and opens the address of `--use`. The app must call Slack
 * with this token, or with none. Before that, the app is uninstalled, so that no token of an earlier install helps it.
 * @param without the scopes that are not granted
 * @param broken the finding to report for a crash
 */
export async function oneToken(
  stage: DriveStage,
  without: 'scope' | 'user_scope',
  broken: FindingId,
): Promise<PlayedScenario> {
  const { use } = stage
  const first = await installOnce(stage, { without }, { broken })
  const { query, hops } = first.walked
  const whether = `what the app does without the ${without === 'scope' ? 'bot' : 'user'} token`
  const notSeen = (why = useShows) => (first.calls.some(isAnswered) ? undefined : `${whether}; ${why}`)
  if (!use || !query || first.findings.length > 0)
    return { ...played(first.walked, first.calls, first.findings), notSeen: notSeen() }
  const removed = await uninstallWithEvents(stage, { clientId: query.link.clientId, appId: query.appId })
  const walker = stage.newWalker()
  const { walked, calls: before, findings } = await installOnce(stage, { without }, { broken, walker })
  const report = (calls: readonly LoggedRequest[], found: readonly Finding[], unseen?: string) => ({
    ...played(walked, [...first.calls, ...before, ...calls], found),
    notSeen: calls.length > 0 ? undefined : notSeen(unseen),
    hops: [...hops, ...removed, ...walker.hops],
  })
  if (findings.length > 0) return report([], findings)
  const watch = await stage.watch()
  let end = await walker.comeBack(use)
  let calls = await watch.until((seen) => seen.length > 0, soon.most)
  if (calls.some(({ error }) => error !== null) && !calls.some(isAnswered)) {
    // An app without events learns only by a failed call that an old token no longer works.
    end = await walker.comeBack(use)
    calls = await watch.until((seen) => seen.some(isAnswered), soon.most)
  }
  const [refused] = judgeUse(calls, reportEnd(end)).filter(({ id }) => id === 'stored-token-refused')
  const isUnused = !calls.some(isAnswered) && (refused !== undefined || isBroken(end))
  const unused = isUnused ? [finding('only-token-not-used', refused?.evidence ?? reportEnd(end))] : []
  return report(calls, unused, `${use.pathname} (--use) made no call to Slack`)
}

function judgeUse(calls: readonly LoggedRequest[], page: string): readonly Finding[] {
  if (calls.some(isAnswered)) return []
  const refused = calls.find(({ error }) => error !== null && refusedTokens.includes(error))
  if (refused) return [finding('stored-token-refused', `${refused.what} answered ${refused.error}; ${page}`)]
  const unrefreshed = refreshesIn(calls).find(({ ok }) => !ok)
  if (unrefreshed) {
    const { what, error } = unrefreshed
    return [finding('refresh-refused', `${what} with grant_type=refresh_token: ${error}; ${page}`, error ?? '')]
  }
  return calls.length === 0 ? [finding('no-call-after-install', page)] : []
}

/** Whether Slack accepted the token of a call. */
function isAnswered({ ok, as }: LoggedRequest): boolean {
  return ok && as !== null
}
