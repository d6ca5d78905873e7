import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { followLines } from './follow.ts'
import { deliveryTable, entryLine } from './format-delivery.ts'
import { deliveryReader } from './read-deliveries.ts'

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
The newest 500 of the running simulator, and what apps sent over a socket that acknowledges no delivery. JSON: with
payload and answer; such a frame has the kind wrong_ack.

Examples:
  slack-tokens sim deliveries
  slack-tokens sim deliveries --follow
  slack-tokens sim deliveries --json | jq '.[] | select(.ok | not)'`

async function deliveries({ follow }: { follow?: boolean }, context: Context): Promise<void> {
  const { terminal } = context
  const simulator = await context.simulator()
  const read = deliveryReader(simulator)
  const all = await read()
  if (follow) {
    if (all.length === 0) terminal.note('Waiting for deliveries; Ctrl-C ends it')
    return await followLines({ first: all, next: read, line: entryLine }, context)
  }
  if (all.length === 0 && !terminal.json) {
    return terminal.note('Nothing was delivered yet. Try: slack-tokens sim say "#general" "<@bot> hello"')
  }
  terminal.result(all, (paint, room) => deliveryTable(all, paint, room))
}
