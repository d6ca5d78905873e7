import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { notRunning, runningSimulator } from '../../simulator/control/running.ts'
import { control } from '../../simulator/control/simulated-app.ts'

export function defineStop(sim: Command, context: () => Context): void {
  sim
    .command('stop')
    .description('end the one that sim start keeps running; its world is kept')
    .addHelpText('after', '\nExamples:\n  slack-tokens sim stop')
    .action(() => stop(context()))
}

/** JSON: `pid` of the process that ends. */
async function stop(context: Context): Promise<void> {
  const { terminal } = context
  const simulator = await runningSimulator(context)
  const { pid } = (await control(simulator, 'POST', '/_sim/stop', {}).catch((error: unknown) => {
    throw error instanceof CliError && error.code === 'not_kept' ? notRunning() : error
  })) as { pid: number }
  if (terminal.json) return terminal.result({ pid }, () => '')
  terminal.done(`The simulator at ${simulator.url} ends (pid ${pid}); its world is kept`)
}
