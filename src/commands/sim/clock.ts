import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { duration, readDuration } from '../../terminal/duration.ts'

/** Adds the subcommand `sim clock` with its arguments, options, help and action. */
export function defineClock(sim: Command, context: () => Context): void {
  sim
    .command('clock')
    .description('advance the simulator’s clock: for retries, scheduled messages and expiring tokens')
    .command('advance')
    .description('advance the clock by this duration; everything that is due by then happens')
    .argument('<duration>', '30s, 5m, 12h, 2d')
    .addHelpText(
      'after',
      '\nAfter a restart, the simulator uses the computer’s clock again.\n\nExamples:\n  slack-tokens sim clock advance 5m\n  slack-tokens sim clock advance 12h',
    )
    .action((text: string) => advance(text, context()))
}

/** Advances the simulator's clock. With `--json`, prints `advanced` in milliseconds and `now` in ISO 8601. */
async function advance(text: string, context: Context): Promise<void> {
  const ms = readDuration(text.trim())
  if (ms === undefined) {
    throw new CliError('usage', `“${text}” is no duration`, {
      code: 'usage',
      hint: 'Give a number and a unit, as 30s, 5m, 12h or 2d: slack-tokens sim clock advance 12h',
    })
  }
  const { terminal } = context
  const { now } = await control(await context.simulator(), 'advanceClock', { ms }, ['now'])
  const at = new Date(now).toISOString()
  if (terminal.json) return terminal.result({ advanced: ms, now: at }, () => '')
  terminal.done(`The simulator’s clock was advanced by ${duration(ms)}, to ${at}`)
}
