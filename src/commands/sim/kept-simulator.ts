import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { readStarted } from './start.ts'

/**
 * Returns the running simulator of this config folder; starts one in the background when none runs.
 * @throws CliError when the process in the background cannot start the simulator
 */
export async function keptSimulator(
  context: Context,
): Promise<{ readonly simulator: LocalSimulator; readonly startedNow: boolean }> {
  const startedNow = !(await context.simulatorRuns())
  if (startedNow) {
    try {
      readStarted(await context.startDetached(['sim', 'start', '--json']))
    } catch (error) {
      // This code means that another command started the simulator at the same time. That simulator is used.
      if (!(error instanceof CliError && error.code === 'already_running')) throw error
    }
  }
  return { simulator: await context.simulator({ browser: true }), startedNow }
}
