import type { Answer } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { duration } from '../terminal/duration.ts'

/** Maximum difference between both clocks without a warning, in milliseconds. */
const tolerated = 60_000

/**
 * Warns when this computer's clock and the server's clock differ, because this computer's clock decides when a token
 * counts as expired.
 */
export function noteSkew(
  { headers }: Pick<Answer, 'headers'>,
  { clock, terminal }: Pick<RequestContext, 'clock' | 'terminal'>,
): void {
  const date = headers['date']
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN
  const ahead = clock.now() - theirs
  if (Number.isNaN(theirs) || Math.abs(ahead) <= tolerated) return
  terminal.warn(
    `The clock of this machine is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the server’s. Correct the clock: it decides when a token counts as expired`,
  )
}
