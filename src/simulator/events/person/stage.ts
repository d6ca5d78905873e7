import type { World } from '../../state/types.ts'
import type { EventHub } from '../hub.ts'
import type { Delivery } from '../types.ts'

/** What the acts of people need of a running simulator. */
export interface Stage {
  readonly world: World
  readonly events: EventHub
  /** Base URL, no slash at the end. */
  readonly url: () => string
}

/** What an act led to. */
export interface ActResult {
  /** First attempts, in the order in which they were sent; empty when no app is concerned. */
  readonly deliveries: readonly Delivery[]
}
