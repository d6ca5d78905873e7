import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { type AppReaction, sendEvent } from '../lifecycle/actions.ts'
import { withEvents } from '../lifecycle/events.ts'
import { findingAt } from '../lifecycle/judge.ts'
import { afterInstall, doesNotFit, peopleOf } from '../lifecycle/life.ts'
import { isBot, ownersIn, placeOf, reportAction } from '../lifecycle/owners.ts'
import { type UninstalledApp, uninstallAtSlack } from '../lifecycle/removal.ts'
import { keepingSettings } from '../lifecycle/simulated-app.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installs } from './install.ts'

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
 * Installs the app on the whole organization. When the app acts as its bot on an event, it must do so after this install
 * too: the event then has the workspace, the organization and `is_enterprise_install`.
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
  const played = await installs(stage, { organization: corporation.id, user: admin }, 'org-crash')
  if (!known?.acts || played.findings.length > 0) return played
  const { workspace } = await control(stage.simulator, 'describe', {}, ['workspace'])
  // An org-wide install adds the app to no workspace; an admin does that.
  await control(stage.simulator, 'setOrganization', { organization: { ...corporation, teams: [workspace.id] } })
  const watch = await stage.watch()
  const isFound = (calls: readonly LoggedRequest[]) => calls.some(isOfOrganization)
  const reacted = await withEvents(stage, known.clientId, () => sendEvent(stage, { appId: known.appId, user }, isFound))
  const isLost = reacted !== undefined && !reacted.calls.some(isOfOrganization)
  return {
    ...played,
    hops: [...played.hops, ...(reacted?.hop ? [reacted.hop] : [])],
    calls: [...played.calls, ...(await watch.calls())],
    findings: isLost
      ? [findingAt('org-installation-lost', `${reportAction(known.acts)}; org-wide: ${reportAction(reacted)}`, reacted)]
      : [],
  }
}

function isOfOrganization({ as, owner = '' }: LoggedRequest): boolean {
  return as !== null && placeOf(owner) === corporation.id
}

interface WorkspaceReaction extends UninstalledApp {
  /** What the app did on the event; undefined when it did not act as its bot. */
  readonly acts: AppReaction | undefined
}

/**
 * Installs the app in the workspace and sends it an event there. When the app acts as its bot, uninstalls it, so that the
 * workspace has no installation beside that of the organization. Returns undefined when the install fails.
 */
async function actsInWorkspace(stage: DriveStage, user: string): Promise<WorkspaceReaction | undefined> {
  let known: WorkspaceReaction | undefined
  await afterInstall(stage, {}, async (life) => {
    const reacted = await life.event(user)
    const acts = ownersIn(reacted).some(isBot) ? reacted : undefined
    if (acts) await uninstallAtSlack(stage, life)
    known = { acts, clientId: life.clientId, appId: life.appId }
    return { says: '', findings: [] }
  })
  return known
}
