import type { World } from '../../state/types.ts'
import type { EventHub } from '../hub.ts'
import type { Delivery } from '../types.ts'

/** The parts of a running simulator that are needed to simulate the actions of people. */
export interface Stage {
  readonly world: World
  readonly events: EventHub
  /** Returns the base URL, without a slash at the end. */
  readonly url: () => string
}

/** The result of a person's action. */
export interface ActResult {
  /**
   * The first attempt of each delivery that the action caused, in the order of sending; an empty list when the action
   * concerns no app.
   */
  readonly deliveries: readonly Delivery[]
  /** The text that Slackbot shows only to the person, after a command of Slack; undefined when it shows none. */
  readonly notice?: string
}
