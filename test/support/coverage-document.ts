import { unsimulated, withoutEffect } from '../../src/simulator/api/argument-effects.ts'
import { configHandlers, handlers, openHandlers } from '../../src/simulator/api/registry.ts'
import { events } from '../../src/slack/facts/events.ts'
import { type MethodFacts, methods } from '../../src/slack/facts/methods.ts'
import { table } from './markdown-table.ts'

/** Returns the text of `docs/coverage.md`, generated from the handlers of the simulator and the facts about Slack. */
export function coverageDocument(): string {
  const facts: Readonly<Record<string, MethodFacts>> = methods
  const simulated = new Set(
    [handlers, openHandlers, configHandlers].flatMap((table) =>
      Object.keys(table).filter((name) => Object.hasOwn(facts, name)),
    ),
  )
  const names = Object.keys(facts)
  const others = names.filter((name) => !simulated.has(name) && !facts[name]?.retired)
  const rows = names
    .filter((name) => simulated.has(name))
    .map((name) => {
      if (Object.hasOwn(configHandlers, name)) return [`\`${name}\``, 'configuration token', 'configuration token']
      return [`\`${name}\``, tokens(facts[name]?.bot), tokens(facts[name]?.user)]
    })
  return [
    head,
    `## Methods\n\n${simulated.size} of ${names.length}. Each checks token, kind, scopes and arguments before it acts.\n`,
    table(['method', 'with a bot token', 'with a user token'], rows),
    argumentsHead,
    table(['method', 'argument', 'why'], notes(unsimulated)),
    'These arguments change nothing, as at Slack:\n',
    table(['method', 'argument', 'why'], notes(withoutEffect)),
    `## Not simulated\n\nA call of these methods answers \`not_simulated\`, so that no test passes by chance.\n`,
    table(['family', 'methods'], families(others)),
    eventsHead,
    table(
      ['event', 'scopes, any of them'],
      Object.entries(events).map(([name, { scopes }]) => [`\`${name}\``, code(scopes)]),
    ),
  ].join('\n')
}

const code = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ')

function tokens(scopes: MethodFacts['bot'] | undefined): string {
  if (scopes === null || scopes === undefined) return 'no'
  if (scopes === 'unknown') return 'not documented'
  return scopes.length === 0 ? 'yes' : code(scopes)
}

function notes(table: Readonly<Record<string, Readonly<Record<string, string>>>>): string[][] {
  return Object.entries(table).flatMap(([method, why]) =>
    Object.entries(why).map(([name, reason]) => [`\`${method}\``, `\`${name}\``, reason]),
  )
}

function families(names: readonly string[]): string[][] {
  const familyOf = (name: string) => name.split('.')[0] ?? ''
  return [...new Set(names.map(familyOf))].map((family) => [
    `\`${family}\``,
    code(names.filter((name) => familyOf(name) === family)),
  ])
}

const head = `# What the simulator covers

Generated from the handlers in src/simulator/ and the facts in src/slack/facts/ by \`npm run docs\`; a test compares the two.

Beside methods and events, it has Slack’s install: consent page, all three flows (v1, v2, v2_user), PKCE, token rotation,
admin approval and organizations; incoming webhooks; slash commands, buttons, modals, shortcuts, App Homes, assistants and
workflow steps, over HTTP and Socket Mode.
`

const argumentsHead = `## Arguments

A call with one of these arguments answers \`not_simulated\`:
`

const eventsHead = `## Events

The simulator sends an event when a person or an app does there what causes it. Those that nobody can cause there, such as
\`dnd_updated\`, are sent by hand: \`slack-tokens sim event\` sends any of them.
`
