import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { control } from '../simulated-app.ts'
import type { Described } from './described.ts'
import { runningSimulator } from './running.ts'

export function defineOpen(sim: Command, context: () => Context): void {
  sim
    .command('open')
    .description('look at it in the browser: messages, tokens, requests as they arrive')
    .addHelpText('after', '\nExamples:\n  slack-tokens sim open')
    .action(() => open(context()))
}

/** Prints the address first. JSON: `url`. */
async function open(context: Context): Promise<void> {
  const { terminal, surroundings } = context
  const simulator = await runningSimulator(context)
  const { url } = (await control(simulator, 'GET', '/_sim')) as Described
  terminal.result({ url }, () => url)
  if (!surroundings.opens) return terminal.note('No browser is opened from here: open the address where you sit')
  await context.openBrowser(url).catch(() => terminal.warn('No browser could be opened'))
}
