import type { World } from '../../state/types.ts'
import type { EventHub } from '../hub.ts'
import type { Delivery } from '../types.ts'

/** Parts of a running simulator that actions of people need. */
export interface Stage {
  readonly world: World
  readonly events: EventHub
  /** Base URL, no slash at the end. */
  readonly url: () => string
}

/** The result of an action. */
export interface ActResult {
  /** First attempts, in the order of sending; empty when no app is concerned. */
  readonly deliveries: readonly Delivery[]
}
