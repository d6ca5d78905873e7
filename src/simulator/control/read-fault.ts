import type { FaultSpec } from '../state/fault-spec.ts'
import type { Unchecked } from './handler.ts'

/**
 * Returns the fault in a body. Does not check whether its values are possible; the code that adds the fault checks
 * this.
 */
export function readFault({ on, what, times, after, retryAfter }: Unchecked<FaultSpec>): FaultSpec {
  return {
    on: typeof on === 'string' ? on : '',
    what: typeof what === 'string' ? what : '',
    ...(times !== undefined && { times: Number(times) }),
    ...(after !== undefined && { after: Number(after) }),
    ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }),
  }
}
