import { CliError } from '../../errors.ts'
import type { LocalSimulator } from '../../runtime/context.ts'
import { control, faultRules, type LoggedRequest } from '../../simulator/control/client.ts'

export interface LogOptions {
  readonly follow?: boolean
  readonly method?: string
  readonly as?: 'bot' | 'user'
  readonly expect?: string
  readonly count?: number
}

/** Reads the newest requests, oldest first, and the total number of requests. */
export async function readLog(simulator: LocalSimulator): Promise<{ log: readonly LoggedRequest[]; total: number }> {
  return await control(simulator, 'log', {}, ['log', 'total'])
}

/**
 * Checks a method name.
 * @throws CliError with the exit reason `usage`: the method is unknown; the hint suggests similar names.
 */
export async function checkMethod(name: string): Promise<void> {
  const { unknownPlace } = await faultRules()
  const near = name.startsWith('/') ? undefined : unknownPlace(name)
  if (!near) return
  throw new CliError('usage', `“${name}” is no method of the Web API`, {
    code: 'usage',
    hint: near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Methods: slack-tokens which',
    details: { near },
  })
}

/**
 * Returns the number of requests since an earlier total. After a reset of the simulator, which sets the total to 0,
 * returns the number of requests since the reset.
 */
export function requestsSince(seen: number, total: number): number {
  return total < seen ? total : total - seen
}
