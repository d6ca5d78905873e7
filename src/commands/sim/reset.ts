import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { control } from '../../simulator/control/simulated-app.ts'

export function defineReset(sim: Command, context: () => Context): void {
  sim
    .command('reset')
    .description('back to the freshly seeded workspace; its tokens end')
    .addHelpText('after', '\nExamples:\n  slack-tokens sim reset')
    .action(() => reset(context()))
}

async function reset(context: Context): Promise<void> {
  const simulator = await context.simulator()
  await control(simulator, 'POST', '/_sim/reset', {})
  if (context.terminal.json) context.terminal.result({ ok: true }, () => '')
  else
    context.terminal.done(
      'The simulator is as freshly seeded. Installations made on it have lost their tokens: slack-tokens login --sim',
    )
}
