import type { Hop } from '../../../browser/hop.ts'
import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { uninstallWithEvents } from '../lifecycle/removal.ts'
import { elsewhere, withSecondWorkspace } from '../lifecycle/second-workspace.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { type InstalledOnce, installOnce } from './install-once.ts'
import { inOrganization } from './organization.ts'
import { played } from './scenario.ts'

/**
 * Installs the app in two workspaces of one organization, and uninstalls it from the second one. If the app stores one
 * installation for each organization, it then has none for the first workspace. Only the app's calls after `--use` show
 * whether it has one. The same steps are played first without the organization. An app that loses the installation
 * there too stores only one installation in all, which this scenario does not judge.
 */
export async function workspaceInOrg(stage: DriveStage): Promise<PlayedScenario> {
  if (!stage.use) return await inOneWorkspace(stage)
  return await withSecondWorkspace(stage, async () => {
    const apart = await inTwoWorkspaces(stage, 'callback-crash')
    if (!apart.isKept) return await inOneWorkspace(stage)
    const together = await inOrganization(stage, () => inTwoWorkspaces(stage, 'workspace-in-org-crash'))
    const { failed, hops, calls, isKept } = together
    if (failed) return { ...played(failed.walked, failed.calls, failed.findings), hops }
    return {
      says: isKept
        ? 'the second workspace uninstalled the app, and the first one still has it'
        : 'the second workspace uninstalled the app, and the first one lost it too',
      hops,
      calls,
      findings: isKept ? [] : [mixed()],
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

function mixed(): Finding {
  const evidence = `after the uninstall in ${elsewhere.id} the app made no call for the first workspace any more, without an organization it did`
  return finding('org-workspaces-mixed', evidence)
}

interface TwoWorkspaces {
  /** The install that failed; undefined when both worked. */
  readonly failed: InstalledOnce | undefined
  /** Whether the app still called Slack for the first workspace after the uninstall in the second one. */
  readonly isKept: boolean
  readonly hops: readonly Hop[]
  readonly calls: readonly LoggedRequest[]
}

/**
 * Removes the app, installs it in the first and in the second workspace, and uninstalls it from the second one.
 * @param broken the finding to report for a crash at the callback
 */
async function inTwoWorkspaces(stage: DriveStage, broken: FindingId): Promise<TwoWorkspaces> {
  const { simulator } = stage
  const { workspace } = await control(simulator, 'describe', {}, ['workspace'])
  // What the app stored in earlier scenarios must not influence this one.
  const known = await installOnce(stage, {}, { broken })
  const { query } = known.walked
  if (!query || known.findings.length > 0) return failing(known, known.walked.hops)
  const app = { clientId: query.link.clientId, appId: query.appId }
  const cleared = await uninstallWithEvents(stage, app)
  const visitor = stage.newWalker()
  await useTwice(stage, visitor)
  const first = await installOnce(stage, { workspace: workspace.id }, { broken })
  const hops = [...known.walked.hops, ...cleared, ...first.walked.hops]
  if (first.findings.length > 0) return failing(first, hops)
  if (!(await useTwice(stage, visitor)).some(isAnswered))
    return { failed: undefined, isKept: false, hops, calls: first.calls }
  const second = await installOnce(stage, { workspace: elsewhere.id }, { broken })
  if (second.findings.length > 0) return failing(second, [...hops, ...second.walked.hops])
  const sent = await uninstallWithEvents(stage, { ...app, workspaceId: elsewhere.id })
  const after = await useTwice(stage, visitor)
  return {
    failed: undefined,
    isKept: after.some(isAnswered),
    hops: [...hops, ...second.walked.hops, ...sent, ...visitor.hops],
    calls: [...first.calls, ...second.calls, ...after],
  }
}

function failing(failed: InstalledOnce, hops: readonly Hop[]): TwoWorkspaces {
  return { failed, isKept: false, hops, calls: failed.calls }
}

/** Whether Slack accepted the token of a call. */
function isAnswered({ ok, as }: LoggedRequest): boolean {
  return ok && as !== null
}

/**
 * Opens the address of `--use` twice, and returns the calls of the app. Twice, because an app that receives no events
 * learns that a token no longer works only when its first call fails.
 */
async function useTwice(
  { use, watch: start }: DriveStage,
  visitor: ReturnType<DriveStage['newWalker']>,
): Promise<readonly LoggedRequest[]> {
  if (!use) return []
  const watch = await start()
  await visitor.comeBack(use)
  await visitor.comeBack(use)
  return await watch.calls()
}
