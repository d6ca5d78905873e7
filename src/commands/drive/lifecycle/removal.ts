import type { Hop } from '../../../browser/hop.ts'
import { control, type SimulatedDelivery } from '../../../simulator/control/client.ts'
import type { DriveStage } from '../types.ts'
import { deliveryHops, withEvents } from './events.ts'

/** An app to uninstall, and the workspace from which it is uninstalled; by default every workspace. */
export interface UninstalledApp {
  readonly clientId: string
  readonly appId: string
  readonly workspaceId?: string
}

/**
 * Uninstalls an app, as an admin does. Slack then sends tokens_revoked and app_uninstalled. Returns the deliveries, in
 * the order of sending. Call it inside of `withEvents`.
 */
export async function uninstallAtSlack(
  { simulator, signal }: DriveStage,
  { clientId, appId, workspaceId }: UninstalledApp,
): Promise<readonly SimulatedDelivery[]> {
  const { total: since } = await control(simulator, 'deliveries', {}, ['total'])
  if (workspaceId === undefined) await control(simulator, 'removeApp', { clientId })
  else await control(simulator, 'uninstall', { app_id: appId, team_id: workspaceId })
  await control(simulator, 'settled', { quiet: 0 }).catch(() => signal.throwIfAborted())
  const { deliveries } = await control(simulator, 'deliveries', { since }, ['deliveries'])
  return deliveries.filter((one) => one.appId === appId)
}

/** Connects the app to Slack's events and uninstalls it. Returns the events as requests of a report. */
export async function uninstallWithEvents(stage: DriveStage, removal: UninstalledApp): Promise<readonly Hop[]> {
  return await withEvents(stage, removal.clientId, async () => deliveryHops(await uninstallAtSlack(stage, removal)))
}
