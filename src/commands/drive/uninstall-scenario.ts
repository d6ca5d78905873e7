import type { Hop } from '../../browser/hop.ts'
import { control, type LoggedRequest } from '../../simulator/control/client.ts'
import { callsWithDeadToken, usesSockets } from './app-calls.ts'
import { type Finding, finding } from './findings.ts'
import { judgeInstall } from './judge.ts'
import { sendUninstalled } from './slack-events.ts'
import type { DriveStage, PlayedScenario } from './types.ts'

/** How long to watch the app's calls without `--use`, in milliseconds. */
const watching = 1500

/**
 * Installs, uninstalls at Slack, sends the app the events, makes it call Slack with `--use`, and installs again. One call
 * with the dead token is fine: an app without events notices the uninstall that way.
 */
export async function uninstall(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator, use, clock, signal } = stage
  const walker = stage.newWalker()
  const first = await stage.watch()
  const walked = await walker.walk({ decision: 'allow' })
  const before = judgeInstall(walked, await first.calls())
  const { query: requested } = walked
  if (!requested || before.length > 0) {
    return { says: 'the install before it failed', hops: walked.hops, calls: await first.calls(), findings: before }
  }
  const visitor = stage.newWalker()
  if (use) await visitor.comeBack(use)
  const { workspace } = await control(simulator, 'describe', {}, ['workspace'])
  await control(simulator, 'removeApp', { clientId: requested.link.clientId })
  const after = await stage.watch()
  const told = await sendUninstalled(stage, requested.appId, workspace.id)
  if (use) {
    await visitor.comeBack(use)
    await visitor.comeBack(use)
  } else await clock.sleep(watching, signal)
  const calls = await after.calls()
  const findings = [...judgeDeadCalls(calls, told, await usesSockets(simulator))]
  const again = await stage.newWalker().walk({ decision: 'allow' })
  const [failed] = judgeInstall(again, await after.calls())
  if (failed) findings.push(finding('no-reinstall', failed.evidence))
  const hops = [...walked.hops, ...told, ...visitor.hops, ...again.hops]
  return { says: tellUse(calls, use !== undefined), hops, calls, findings }
}

/** Judges calls with the dead token: one is allowed, and an app that got no events is only a remark. */
function judgeDeadCalls(calls: readonly LoggedRequest[], told: readonly Hop[], sockets: boolean): readonly Finding[] {
  const dead = callsWithDeadToken(calls)
  if (dead.length < 2) return []
  const said = dead.map(({ what, error }) => `${what} ${error ?? ''}`)
  const fair =
    !sockets && told.length > 0 && told.every(({ status }) => status !== null && (status < 300 || status === 404))
  return [
    finding(
      fair ? 'dead-token-used' : 'removal-untold',
      `${dead.length} calls after the uninstall: ${said.slice(0, 3).join(', ')}${sockets ? '; it receives events through a socket, where the simulator sends none yet' : ''}`,
    ),
  ]
}

function tellUse(calls: readonly LoggedRequest[], used: boolean): string {
  const dead = callsWithDeadToken(calls).length
  if (dead > 0) return `${dead} call${dead === 1 ? '' : 's'} with the dead token, and it installs again`
  return `it installs again; no call with the dead token${used ? '' : ' seen (provoke one: --use PATH)'}`
}
