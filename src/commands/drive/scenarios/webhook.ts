import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { finding } from '../findings/finding.ts'
import { reportEnd } from '../judge.ts'
import { useShows } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'

/**
 * Installs the app with one channel for its incoming webhook, then with another one, and makes the app call Slack. The
 * app's posts through a webhook must reach the channel that was chosen last.
 */
export async function webhook(stage: DriveStage): Promise<PlayedScenario> {
  const { use } = stage
  const [one, other] = await channelsOf(stage)
  const unfit = ({ botScopes }: { readonly botScopes: readonly string[] }) => {
    if (!botScopes.includes('incoming-webhook')) return 'the link does not request incoming-webhook'
    return other === undefined ? 'the workspace has no second channel' : undefined
  }
  const first = await installOnce(stage, { unfit, ...(one && { channel: one }) })
  if (first.findings.length > 0) return played(first.walked, first.calls, first.findings)
  const before = await hooksUsed(stage)
  const second = await installOnce(stage, { ...(other && { channel: other }) }, { broken: 'webhook-crash' })
  const { walked, calls, findings } = second
  const hops = [...first.walked.hops, ...walked.hops]
  if (findings.length > 0) return { ...played(walked, calls, findings), hops }
  const after = await hooksUsed(stage)
  const posted = [...new Set(after.map(hookOf))]
  const isOld = posted.length > 0 && posted.every((hook) => before.some((call) => hookOf(call) === hook))
  const tells = use ? `; ${posted.length === 0 ? 'nothing was posted through a webhook' : 'posted'}` : ''
  return {
    says: `${reportEnd(walked.end)}${tells}`,
    notSeen: posted.length > 0 ? undefined : `a post through a webhook${use ? '' : `; ${useShows}`}`,
    hops,
    calls: [...calls, ...after],
    findings: isOld
      ? [
          finding(
            'webhook-old-channel',
            `chosen last: ${other ?? ''}; posted with ${posted.join(', ')}, which is older`,
          ),
        ]
      : [],
  }
}

/** Opens the address of `--use`, and returns the app's calls to a webhook. */
async function hooksUsed(stage: DriveStage): Promise<readonly LoggedRequest[]> {
  if (!stage.use) return []
  const watch = await stage.watch()
  await stage.newWalker().comeBack(stage.use)
  return (await watch.calls()).filter(({ what }) => what === 'webhook')
}

/** Returns the ids of workspace and webhook in the path of a call. */
function hookOf({ args }: LoggedRequest): string {
  return /\/services\/([^/]+\/[^/]+)/.exec(args['path'] ?? '')?.[1] ?? ''
}

/** Returns the names of the channels that the person on the consent page is in. */
async function channelsOf({ simulator }: DriveStage): Promise<readonly string[]> {
  const { channels, me } = await control(simulator, 'desk', {}, ['channels', 'me'])
  return channels
    .filter(({ kind, archived, members }) => /^p(?:ublic|rivate)$/.test(kind) && !archived && members.includes(me.id))
    .map(({ name }) => `#${name}`)
}
