import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'

/** The simulator that another process runs. @throws CliError failed, code `not_running`. */
export async function runningSimulator(context: Context): Promise<LocalSimulator> {
  const simulator = await context.simulator()
  if (simulator.startedHere) throw notRunning()
  return simulator
}

export function notRunning(): CliError {
  return new CliError('failed', 'No simulator is running here', {
    code: 'not_running',
    hint: 'Start one: slack-tokens sim start --detach; commands run it by themselves when they need it',
  })
}
