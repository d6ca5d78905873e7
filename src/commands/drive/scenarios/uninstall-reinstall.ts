import type { Hop } from '../../../browser/hop.ts'
import type { LocalSimulator } from '../../../runtime/context.ts'
import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { callsWithDeadToken, usesSockets } from '../app-calls.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { judgeInstall } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { sendUninstalled } from './uninstall-events.ts'

/** How long to watch the app's calls when `--use` is not given, in milliseconds. */
const watching = 1500

/**
 * Installs the app, uninstalls it at Slack, sends the events to the app, makes the app call Slack with `--use`, and
 * installs the app again. One call with the dead token is allowed, because an app without events notices the uninstall
 * by that call.
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
  // The same browser, because an app may know its people by a cookie.
  if (use) await walker.comeBack(use)
  const { workspace } = await control(simulator, 'describe', {}, ['workspace'])
  const { total: since } = await control(simulator, 'deliveries', {}, ['total'])
  await control(simulator, 'removeApp', { clientId: requested.link.clientId })
  const after = await stage.watch()
  const sent = await sendUninstalled(stage, requested.appId, workspace.id)
  if (use) {
    await walker.comeBack(use)
    await walker.comeBack(use)
  } else await clock.sleep(watching, signal)
  const calls = await after.calls()
  const announced = (await usesSockets(simulator)) ? await acceptedOverSocket(simulator, since) : acceptedOverHttp(sent)
  const findings = [...judgeDeadCalls(calls, announced)]
  const again = await stage.newWalker().walk({ decision: 'allow' })
  const [failed] = judgeInstall(again, await after.calls())
  if (failed) findings.push(finding('no-reinstall', failed.evidence))
  const hops = [...walker.hops, ...sent, ...again.hops]
  return { says: tellUse(calls, use !== undefined), hops, calls, findings }
}

/**
 * Whether the app accepted the events that drive sent. Counts the status 404 as accepted: it is the answer of an app
 * that handles no events, which is no defect.
 */
function acceptedOverHttp(sent: readonly Hop[]): boolean {
  return sent.length > 0 && sent.every(({ status }) => status !== null && (status < 300 || status === 404))
}

/** Whether a Socket Mode app acknowledged the events, which the simulator sends. */
async function acceptedOverSocket(simulator: LocalSimulator, since: number): Promise<boolean> {
  const { deliveries } = await control(simulator, 'deliveries', { since }, ['deliveries'])
  return deliveries.some(
    ({ by, ok, what }) => by === 'socket' && ok && (what === 'app_uninstalled' || what === 'tokens_revoked'),
  )
}

/**
 * Judges the calls with the dead token. One call is allowed. More calls are a defect, or a remark when the app got no
 * events.
 */
function judgeDeadCalls(calls: readonly LoggedRequest[], announced: boolean): readonly Finding[] {
  const dead = callsWithDeadToken(calls)
  if (dead.length < 2) return []
  const calledWithDead = dead.map(({ what, error }) => `${what} ${error ?? ''}`)
  return [
    finding(
      announced ? 'dead-token-used' : 'removal-untold',
      `${dead.length} calls after the uninstall: ${calledWithDead.slice(0, 3).join(', ')}`,
    ),
  ]
}

function tellUse(calls: readonly LoggedRequest[], used: boolean): string {
  const dead = callsWithDeadToken(calls).length
  if (dead > 0) return `${dead} call${dead === 1 ? '' : 's'} with the revoked token, and the app can be installed again`
  return `the app can be installed again; no call with the revoked token${used ? '' : ' seen (provoke one: --use PATH)'}`
}
