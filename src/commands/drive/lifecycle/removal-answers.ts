import { control } from '../../../simulator/control/client.ts'
import { type Finding, finding } from '../findings/finding.ts'
import type { DriveStage } from '../types.ts'
import { deliveryHops } from './events.ts'

/** The events by which Slack says that tokens no longer work. */
const removalEvents = ['app_uninstalled', 'tokens_revoked']

/**
 * Watches how the app answers Slack's events about tokens that no longer work. Returns a function that returns the
 * finding for an app that answered one of them with a server error. Other events are not judged: an app may fail at an
 * event to which it does not subscribe.
 */
export async function watchRemovalAnswers({
  simulator,
  events,
}: DriveStage): Promise<() => Promise<readonly Finding[]>> {
  const { total: since } = await control(simulator, 'deliveries', {}, ['total'])
  return async () => {
    const { deliveries } = await control(simulator, 'deliveries', { since }, ['deliveries'])
    const failed = deliveries.find(
      ({ what, by, to, status }) =>
        by === 'http' && removalEvents.includes(what) && (status ?? 0) >= 500 && isAt(events.url, to),
    )
    if (!failed) return []
    const [hop] = deliveryHops([failed])
    const found = finding('removal-event-500', `the event ${failed.what} was answered ${failed.status}`)
    return [hop ? { ...found, at: hop } : found]
  }
}

/** Whether an event was sent to the app that is driven: other apps may use the same simulator. */
function isAt({ host }: URL, to: string | null): boolean {
  return to !== null && URL.canParse(to) && new URL(to).host === host
}
