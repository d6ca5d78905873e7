import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { type AppReaction, sendEvent, use } from '../lifecycle/actions.ts'
import { deliveryHops, type EventWay, withEvents } from '../lifecycle/events.ts'
import { findingAt, judgeDead } from '../lifecycle/judge.ts'
import { afterInstall, peopleOf } from '../lifecycle/life.ts'
import { isBot, type Owner, ownersIn, placeOf, reportAction } from '../lifecycle/owners.ts'
import { type UninstalledApp, uninstallAtSlack } from '../lifecycle/removal.ts'
import { keepingSettings } from '../lifecycle/simulated-app.ts'
import { useShows } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walker } from '../walk.ts'
import { doesNotFit } from './does-not-fit.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'

/** The organization of the scenarios. */
export const corporation = { id: 'E0SIMDRIVE', name: 'Sandbox Corp', domain: 'sandbox-corp' } as const

/** Puts the workspaces into an organization while `play` runs. Its installs are removed afterwards. */
export async function inOrganization<T>({ simulator }: DriveStage, play: () => Promise<T>): Promise<T> {
  const { organization: before } = await control(simulator, 'describe', {}, ['organization'])
  await control(simulator, 'setOrganization', { organization: corporation })
  try {
    return await play()
  } finally {
    await control(simulator, 'removeWorkspace', { id: corporation.id })
    if (before) await control(simulator, 'setOrganization', { organization: before })
  }
}

/**
 * Installs the app on the whole organization. If the app acts as its bot after an event, it must do so after this
 * install too. The event then has the workspace, the organization and `is_enterprise_install`. At the end the
 * organization uninstalls the app.
 */
export async function organization(stage: DriveStage): Promise<PlayedScenario> {
  const people = await peopleOf(stage)
  // Only an admin installs an app on the organization.
  const admin = people.find(({ isAdmin }) => isAdmin)
  if (!admin) throw doesNotFit('the workspace has no admin, who could install it on the organization')
  const [{ id: user }] = people
  const known = await actsInWorkspace(stage, user)
  const play = () => inOrganization(stage, () => installOrgWide(stage, { user, admin: admin.id }, known))
  // The consent page lets the app be installed on the organization.
  return known ? await keepingSettings(stage.simulator, known.clientId, play) : await play()
}

async function installOrgWide(
  stage: DriveStage,
  { user, admin }: { readonly user: string; readonly admin: string },
  known: WorkspaceReaction | undefined,
): Promise<PlayedScenario> {
  const walker = stage.newWalker()
  const choice = { organization: corporation.id, user: admin }
  const { walked, calls, findings } = await installOnce(stage, choice, { broken: 'org-crash', walker })
  const installed = played(walked, calls, findings)
  if (!walked.query || findings.length > 0) return installed
  const { link, appId } = walked.query
  const steps = [
    ...(known?.acts ? [await reactOrgWide(stage, { user, ...known, acts: known.acts })] : []),
    await uninstallOrgWide(stage, { clientId: link.clientId, appId }, walker),
  ]
  const seen = known?.acts !== undefined || steps.some(({ isUsed }) => isUsed)
  return {
    says: installed.says,
    notSeen: seen ? undefined : whyNotOfOrganization(stage, known?.events),
    hops: [...walker.hops, ...steps.flatMap(({ hops }) => hops)],
    calls: [...calls, ...steps.flatMap((step) => step.calls)],
    findings: steps.flatMap((step) => step.findings).slice(0, 1),
  }
}

/** Tells why no call with the token of the organization was seen. */
function whyNotOfOrganization({ use: page }: DriveStage, events: EventWay | undefined): string {
  const made = page ? `${page.pathname} (--use) made no call with it` : useShows
  const told = events === undefined ? null : events.by === null ? events.problem : 'on an event the app made none'
  return [`which token the app uses after an install on the organization; ${made}`, told]
    .filter((one) => one !== null)
    .join('; ')
}

interface OrgStep extends Omit<PlayedScenario, 'says'> {
  /** Whether the address of `--use` made the app call Slack with the token of the organization. */
  readonly isUsed?: boolean
}

/** Sends the app the event on which it acted in the workspace. */
async function reactOrgWide(
  stage: DriveStage,
  { user, acts, clientId, appId }: WorkspaceReaction & { readonly user: string; readonly acts: AppReaction },
): Promise<OrgStep> {
  const { workspace } = await control(stage.simulator, 'describe', {}, ['workspace'])
  // An org-wide install adds the app to no workspace; an admin does that.
  await control(stage.simulator, 'setOrganization', { organization: { ...corporation, teams: [workspace.id] } })
  const watch = await stage.watch()
  const isFound = (calls: readonly LoggedRequest[]) => calls.some(isOfOrganization)
  const reacted = await withEvents(stage, clientId, () => sendEvent(stage, { appId, user }, isFound))
  const isLost = reacted !== undefined && !reacted.calls.some(isOfOrganization)
  return {
    hops: reacted?.hop ? [reacted.hop] : [],
    calls: await watch.calls(),
    findings: isLost
      ? [findingAt('org-installation-lost', `${reportAction(acts)}; org-wide: ${reportAction(reacted)}`, reacted)]
      : [],
  }
}

/**
 * Uninstalls the app from the organization, so that Slack sends the events about the uninstall. Then uses the app twice
 * in the browser of the install. Does not judge an app that did not call Slack for the organization before.
 */
async function uninstallOrgWide(
  stage: DriveStage,
  app: Pick<UninstalledApp, 'clientId' | 'appId'>,
  walker: Walker,
): Promise<OrgStep> {
  const watch = await stage.watch()
  const used = await use(stage, walker)
  if (!used?.calls.some(isOfOrganization)) return { hops: [], calls: await watch.calls(), findings: [] }
  return await withEvents(stage, app.clientId, async ({ by, problem }) => {
    const sent = await uninstallAtSlack(stage, { ...app, workspaceId: corporation.id })
    const refused = sent.find(({ ok }) => !ok)
    const events = { by, problem: refused ? `the event ${refused.what}: ${refused.error ?? refused.status}` : problem }
    const later = [await use(stage, walker), await use(stage, walker)]
    const owned = (owner: Owner) => placeOf(owner) === corporation.id
    return {
      isUsed: true,
      hops: deliveryHops(sent),
      calls: await watch.calls(),
      findings: judgeDead('org-uninstall-ignored', later, { events, owned }),
    }
  })
}

function isOfOrganization({ as, owner = '' }: LoggedRequest): boolean {
  return as !== null && placeOf(owner) === corporation.id
}

interface WorkspaceReaction extends UninstalledApp {
  /** What the app did after the event; undefined when it did not act as its bot. */
  readonly acts: AppReaction | undefined
  readonly events: EventWay
}

/**
 * Installs the app in the workspace, sends it an event there and uninstalls it, so that the workspace has no installation
 * beside that of the organization. Returns undefined when the install fails.
 */
async function actsInWorkspace(stage: DriveStage, user: string): Promise<WorkspaceReaction | undefined> {
  let known: WorkspaceReaction | undefined
  await afterInstall(stage, {}, async (life) => {
    const reacted = await life.event(user)
    const acts = ownersIn(reacted).some(isBot) ? reacted : undefined
    await uninstallAtSlack(stage, life)
    known = { acts, clientId: life.clientId, appId: life.appId, events: life.events }
    return { says: '', findings: [] }
  })
  return known
}
