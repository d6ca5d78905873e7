import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { followLines } from './follow.ts'
import { deliveryLine, deliveryTable } from './format-delivery.ts'

/** Adds the subcommand `sim deliveries` with its options, help and action. */
export function defineDeliveries(sim: Command, context: () => Context): void {
  sim
    .command('deliveries')
    .description('list what was sent to apps, how it was sent, and what the apps answered')
    .option('--follow', 'also print new deliveries, until Ctrl-C')
    .addHelpText('after', examples)
    .action((options: { follow?: boolean }) => deliveries(options, context()))
}

const examples = `
The newest 500 of the running simulator. JSON: with payload and answer.

Examples:
  slack-tokens sim deliveries
  slack-tokens sim deliveries --follow
  slack-tokens sim deliveries --json | jq '.[] | select(.ok | not)'`

async function deliveries({ follow }: { follow?: boolean }, context: Context): Promise<void> {
  const { terminal } = context
  const simulator = await context.simulator()
  const read = async (since: number) =>
    await control(simulator, 'deliveries', since === 0 ? {} : { since }, ['deliveries', 'total'])
  const { deliveries: all, total } = await read(0)
  if (follow) {
    let seen = total
    const next = async () => {
      const { deliveries: fresh, total: now } = await read(seen)
      seen = now
      return now === 0 ? [] : fresh
    }
    if (all.length === 0) terminal.note('Waiting for deliveries; Ctrl-C ends it')
    return await followLines({ first: all, next, line: deliveryLine }, context)
  }
  if (all.length === 0 && !terminal.json) {
    return terminal.note('Nothing was delivered yet. Try: slack-tokens sim say "#general" "<@bot> hello"')
  }
  terminal.result(all, (paint, room) => deliveryTable(all, paint, room))
}
