import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { readAssignments } from './assignments.ts'
import { deliveryTable, undelivered } from './format-delivery.ts'
import { asUsage, noteUnreachable } from './perform-act.ts'
import { explainMissed, whyNobody } from './why-nobody.ts'

/** Adds the subcommand `sim event` with its arguments, options, help and action. */
export function defineEvent(sim: Command, context: () => Context): void {
  sim
    .command('event')
    .description('send an event that no person can cause to every app that subscribes to it')
    .argument('<type>', 'name of the subscription, such as team_rename')
    .argument('[key=value...]', 'changes to the usual payload, by path: user.name=lee, links.0.url=…')
    .addHelpText('after', examples)
    .action((type: string, words: readonly string[]) => send(type, words, context()))
}

const examples = `
A value that is JSON is sent as JSON; "#general" and @dana become ids. function_executed runs a function of the
manifest until the app completes it.
Exit code 3: no app received the event, or an app did not accept it.

Examples:
  slack-tokens sim event team_rename name=Acme
  slack-tokens sim event user_change user.profile.title=CTO --user dana
  slack-tokens sim event function_executed callback_id=sample_step inputs.user_id=@dana
  slack-tokens sim event link_shared "channel=#general" links.0.url=https://example.com/7`

async function send(type: string, words: readonly string[], context: Context): Promise<void> {
  const { terminal, settings } = context
  const given = readAssignments(words, 'slack-tokens sim event team_rename name=Acme')
  const fields = Object.fromEntries(Object.entries(given).map(([path, value]) => [path, jsonOr(value)]))
  const simulator = await context.simulator()
  noteUnreachable(simulator, context)
  const body = { type, fields, ...(settings.user !== undefined && { user: settings.user }) }
  const { deliveries, missed, executions } = await asUsage('event', () =>
    control(simulator, 'sendEvent', body, ['deliveries', 'missed', 'executions']),
  )
  const failed = undelivered(deliveries)
  const explained = explainMissed(missed)
  if (failed) throw failed({ deliveries, missed: explained })
  if (deliveries.length === 0) throw whyNobody(missed).error({ deliveries, missed: explained })
  terminal.result({ deliveries, missed: explained, executions }, (paint, room) =>
    deliveryTable(deliveries, paint, room),
  )
  for (const { id, callbackId, state, outputs, error } of executions) {
    const result = {
      running: '',
      completed: ` ${oneLine(JSON.stringify(outputs))}`,
      failed: ` ${oneLine(error ?? '')}`,
    }[state]
    terminal.note(`\nFunction ${callbackId} (${id}): ${state}${result}`)
  }
}

function jsonOr(text: string): unknown {
  if (!/^(?:[[{"]|-?\d|true$|false$|null$)/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
