import type { LocalSimulator } from '../../runtime/context.ts'
import { control, type SimulatedDelivery, type SimulatedWrongAck } from '../../simulator/control/client.ts'

/** A delivery to an app, or a frame of an app over Socket Mode that acknowledges no delivery. */
export type DeliveryEntry = SimulatedDelivery | SimulatedWrongAck

/** Whether the entry is a frame that acknowledges no delivery. */
export function isWrongAck(entry: DeliveryEntry): entry is SimulatedWrongAck {
  return entry.kind === 'wrong_ack'
}

/**
 * Returns a function that reads the deliveries to apps, oldest first. It also reads the WebSocket frames of apps that
 * acknowledged no waiting delivery. The first call returns all entries, each later call the new ones.
 */
export function deliveryReader(simulator: LocalSimulator): () => Promise<readonly DeliveryEntry[]> {
  const seen = { since: 0, wrongAcksSince: 0 }
  return async () => {
    const { deliveries, total, wrongAcks, wrongAcksTotal } = await control(simulator, 'deliveries', seen, [
      'deliveries',
      'total',
      'wrongAcks',
      'wrongAcksTotal',
    ])
    Object.assign(seen, { since: total, wrongAcksSince: wrongAcksTotal })
    return [...deliveries, ...wrongAcks].sort((one, other) => one.at - other.at)
  }
}
