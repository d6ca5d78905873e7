import { type Finding, finding } from '../findings/finding.ts'
import type { AppReaction } from '../lifecycle/actions.ts'
import { deliveryHops, type EventWay } from '../lifecycle/events.ts'
import { findingAt, judgeDead } from '../lifecycle/judge.ts'
import { afterInstall, type Life, type LifeVerdict } from '../lifecycle/life.ts'
import { deadCallsIn, lostOwners, ownersIn, reportAction } from '../lifecycle/owners.ts'
import { uninstallAtSlack } from '../lifecycle/removal.ts'
import { type Seen, whyNoCall } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'

/** How long to watch the app's calls when `--use` is not given, in milliseconds. */
const watching = 300

/**
 * Installs the app, uninstalls it at Slack, makes it call Slack with `--use`, and installs it again. Slack sends the
 * events about the uninstall. One call with the dead token is allowed, because an app without events notices the
 * uninstall by that call. After the new install the app must use the new tokens.
 */
export async function uninstall(stage: DriveStage): Promise<PlayedScenario> {
  return await afterInstall(stage, {}, (life) => removeAndInstall(stage, life))
}

async function removeAndInstall(stage: DriveStage, life: Life): Promise<LifeVerdict> {
  const { clock, signal } = stage
  const { walker } = life.first
  const used = await life.use(walker)
  const watch = await stage.watch()
  const own = await uninstallAtSlack(stage, life)
  life.addHops(deliveryHops(own))
  const refused = own.find(({ ok }) => !ok)
  const problem = refused ? `the event ${refused.what}: ${refused.error ?? refused.status}` : life.events.problem
  const later = [await life.use(walker), await life.use(walker)]
  if (!stage.use) await clock.sleep(watching, signal)
  const calls = (await watch.calls()).filter(({ owner }) => owner !== undefined)
  const all = { how: 'later', calls, refreshes: [], failure: undefined, hop: later.at(-1)?.hop }
  const findings: Finding[] = [
    ...judgeDead('dead-token-used', [all], { events: { ...life.events, problem }, owned: () => true }),
  ]
  const again = await life.install({})
  const [failed] = again.findings
  if (failed) findings.push(finding('no-reinstall', failed.evidence))
  else {
    const usedAgain = await life.use(again.walker)
    const dead = deadCallsIn(usedAgain)
    if (usedAgain && dead.length > 0 && lostOwners(used, usedAgain).length > 0) {
      findings.push(findingAt('old-tokens-after-reinstall', reportAction(usedAgain), usedAgain))
    }
  }
  return { ...tellUse(deadCallsIn(all).length, used, life.events), findings }
}

function tellUse(dead: number, used: AppReaction | undefined, events: EventWay): Seen {
  const again = 'the app can be installed again'
  if (dead > 0) return { says: `${dead} call${dead === 1 ? '' : 's'} with the revoked token, and ${again}` }
  const says = `${again}; no call with the revoked token came`
  if (ownersIn(used).length > 0) return { says }
  const none = { before: undefined, after: undefined }
  return { says, notSeen: whyNoCall(events, { use: { before: used, after: undefined }, event: none }) }
}
