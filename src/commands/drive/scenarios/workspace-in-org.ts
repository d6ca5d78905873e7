import type { Finding } from '../findings/finding.ts'
import { findingAt } from '../lifecycle/judge.ts'
import { reportAction } from '../lifecycle/owners.ts'
import { withSecondWorkspace } from '../lifecycle/second-workspace.ts'
import { whyNoCall } from '../lifecycle/tokens-seen.ts'
import { inTwoWorkspaces, type Look, type TwoWorkspaces, tellsApart } from '../lifecycle/two-workspaces.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installOnce } from './install-once.ts'
import { inOrganization } from './organization.ts'
import { played } from './scenario.ts'

/**
 * Installs the app in two workspaces of one organization, and uninstalls it from the second one. In each of them the app
 * must act with the token of that workspace. The same steps are played first without the organization: where the app
 * does not act for a workspace there either, the organization is not the cause, and nothing is judged.
 */
export async function workspaceInOrg(stage: DriveStage): Promise<PlayedScenario> {
  return await withSecondWorkspace(stage, async () => {
    const apart = await inTwoWorkspaces(stage, 'callback-crash')
    const notSeen = unseen(apart)
    if (!apart.looks.some(({ kinds }) => kinds.length > 0)) return { ...(await inOneWorkspace(stage)), notSeen }
    const together = await inOrganization(stage, () => inTwoWorkspaces(stage, 'workspace-in-org-crash', apart))
    if (together.played.findings.length > 0) return together.played
    return {
      ...together.played,
      says: 'each workspace of the organization has its own installation',
      notSeen,
      findings: together.looks
        .flatMap((look, at) => (tellsApart(apart, look.by) ? mixed(look, apart.looks[at]) : []))
        .slice(0, 1),
    }
  })
}

/** Installs the app in a workspace of an organization. */
async function inOneWorkspace(stage: DriveStage): Promise<PlayedScenario> {
  const { walked, calls, findings } = await inOrganization(stage, () =>
    installOnce(stage, {}, { broken: 'workspace-in-org-crash' }),
  )
  return played(walked, calls, findings)
}

const moments: Readonly<Record<Look['at'], string>> = {
  installed: 'after the install in',
  'second-installed': 'after the install in both workspaces, in',
  'second-uninstalled': 'after the uninstall in the other workspace, in',
}

/**
 * Returns the finding when the app acted with the bot or a user token of a workspace only without the organization. An
 * app can lose one of the two tokens and keep the other.
 */
function mixed(look: Look, apart: Look | undefined): readonly Finding[] {
  if (!apart?.reaction || !look.reaction || apart.kinds.every((kind) => look.kinds.includes(kind))) return []
  const evidence = `${moments[look.at]} ${look.place}: ${reportAction(look.reaction)}; without the organization ${reportAction(apart.reaction)}`
  return [findingAt('org-workspaces-mixed', evidence, look.reaction)]
}

/** Tells what two workspaces without an organization did not show; undefined when they showed everything. */
function unseen(apart: TwoWorkspaces): string | undefined {
  const {
    looks,
    events,
    alone,
    played: { findings },
  } = apart
  const whether = 'whether each workspace of an organization has its own installation'
  const [failed] = findings
  if (failed) return `${whether}; without an organization, an install before that failed: ${failed.evidence}`
  const acted = looks.filter(({ kinds }) => kinds.length > 0)
  if (acted.length === 0) {
    const [use, event] = looks.map(({ reaction }) => ({ before: reaction, after: undefined }))
    return use && event && whyNoCall(events, { use, event })
  }
  if (alone !== undefined) return `${whether}; ${alone}`
  const telling = acted.filter(({ by }) => tellsApart(apart, by))
  if (telling.some(({ at }) => at === 'second-uninstalled')) return undefined
  return `${whether}; without an organization, the app ${telling.length > 0 ? 'showed no token of the first workspace at the end' : 'did not show in each workspace the token of that workspace'}`
}
