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

/** The newest requests, the oldest first, and the number of all. */
export async function readLog(simulator: LocalSimulator): Promise<{ log: readonly LoggedRequest[]; total: number }> {
  return await control(simulator, 'log', {}, ['log', 'total'])
}

/** @throws CliError usage, with similar names */
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
