import type { World } from '../../state/types.ts'
import type { EventHub } from '../hub.ts'
import type { Delivery } from '../types.ts'

/** The parts of a running simulator that the actions of people need. */
export interface Stage {
  readonly world: World
  readonly events: EventHub
  /** Returns the base URL, without a slash at the end. */
  readonly url: () => string
}

/** The result of a person's action. */
export interface ActResult {
  /** The first attempts of deliveries, in the order of sending; empty when no app is concerned. */
  readonly deliveries: readonly Delivery[]
}
