import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { pageAddress, type SimulatorDescription } from '../../simulator/control/described.ts'
import { runningSimulator } from '../../simulator/control/running.ts'
import { control } from '../../simulator/control/simulated-app.ts'

export function defineOpen(sim: Command, context: () => Context): void {
  sim
    .command('open')
    .description('look at it in the browser: messages, tokens, requests as they arrive')
    .addHelpText('after', '\nExamples:\n  slack-tokens sim open')
    .action(() => open(context()))
}

/** Prints the address first, with what lets the page act. JSON: `url`. */
async function open(context: Context): Promise<void> {
  const { terminal, machineKind } = context
  const simulator = await runningSimulator(context)
  const described = (await control(simulator, 'GET', '/_sim')) as SimulatorDescription
  const url = pageAddress(described, described.controlToken)
  terminal.result({ url }, () => url, { secret: true })
  if (!machineKind.opens) return terminal.note('No browser is opened from here: open the address where you sit')
  // Other accounts can read the command line of a browser, so the key in it works once.
  const { key } = (await control(simulator, 'POST', '/_sim/page-key', {})) as { key: string }
  await context.openBrowser(pageAddress(described, key)).catch(() => terminal.warn('No browser could be opened'))
}
