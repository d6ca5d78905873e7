import type { ChalkInstance } from 'chalk'
import { duration } from '../../terminal/duration.ts'
import { columns } from '../../terminal/table.ts'
import { wrapLines } from '../../terminal/wrap.ts'
import { actorJson } from './call-json.ts'
import { describeActor } from './call-line.ts'
import type { BotAlternative, TraceSummary } from './summary.ts'
import type { TracedActor } from './token-book.ts'

interface SummaryOptions {
  readonly milliseconds: number
  readonly paint: ChalkInstance
  readonly room: number
}

/** Returns the text of the summary for a person. */
export function summaryText(summary: TraceSummary, { milliseconds, paint, room }: SummaryOptions): string {
  const { calls, refused, limited, counts, unused, botAlternatives } = summary
  const head = [
    `${calls === 1 ? '1 call' : `${calls} calls`} to Slack in ${milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : duration(milliseconds)}`,
    ...(refused > 0 ? [paint.red(`${refused} refused`)] : []),
    ...(limited > 0 ? [paint.yellow(`${limited} rate limited`)] : []),
  ].join(', ')
  const rows = counts.map(({ name, as, isClient, calls: times, refused: failed, limited: late, total, slowest }) => [
    name,
    describeActor(as, isClient),
    String(times).padStart(5),
    (failed + late === 0 ? '-' : String(failed + late)).padStart(7),
    `${Math.round(total / times)} ms`.padStart(6),
    `${Math.round(slowest)} ms`.padStart(6),
  ])
  return [
    paint.bold(head),
    ...(rows.length > 0 ? ['', columns(['METHOD', 'AS', 'CALLS', 'REFUSED', '  MEAN', '   MAX'], rows, room)] : []),
    ...(unused.length > 0 ? ['', 'Granted, and used by no call of this run:'] : []),
    ...unused.flatMap(({ as, scopes }) => listLines(describeActor(as), scopes.join(', '), room)),
    ...(botAlternatives.length > 0 ? ['', 'Called with a user token, and open to a bot token too:'] : []),
    ...groupsOf(botAlternatives).flatMap(({ label, text }) => listLines(label, text, room)),
  ].join('\n')
}

function listLines(label: string, text: string, room: number): string[] {
  return [
    `  ${label}`,
    ...wrapLines(text, room === Infinity ? room : Math.min(room, 96) - 4).map((line) => `    ${line}`),
  ]
}

/** Groups the methods that the same bot token may call, or for which it lacks the same scopes. */
function groupsOf(alternatives: readonly BotAlternative[]): { readonly label: string; readonly text: string }[] {
  const groups = new Map<string, string[]>()
  for (const { name, bot, lacks } of alternatives) {
    const label = botLabel(bot, lacks)
    groups.set(label, [...(groups.get(label) ?? []), name])
  }
  return [...groups].map(([label, names]) => ({ label, text: [...new Set(names)].join(', ') }))
}

function botLabel(bot: TracedActor | null, lacks: readonly string[]): string {
  const who = bot ? describeActor(bot) : 'a bot token'
  if (lacks.length === 0) return bot ? `${who} has the scope` : `${who}, without a scope`
  return `${who} with ${lacks.length > 1 ? `one of ${lacks.join(', ')}` : lacks.join('')}`
}

/** Returns the summary as an object for `--json`. */
export function summaryJson(summary: TraceSummary, milliseconds: number): Readonly<Record<string, unknown>> {
  const { calls, refused, limited, counts, unused, botAlternatives } = summary
  const who = (actor: TracedActor | null, isClient = false) =>
    actor ? actorJson(actor) : isClient ? { kind: 'client' } : null
  return {
    type: 'summary',
    ms: Math.round(milliseconds),
    calls,
    refused,
    limited,
    methods: counts.map(({ name, as, isClient, total, slowest, ...numbers }) => ({
      name,
      as: who(as, isClient),
      calls: numbers.calls,
      refused: numbers.refused,
      limited: numbers.limited,
      meanMs: Math.round(total / numbers.calls),
      slowestMs: Math.round(slowest),
    })),
    unusedScopes: unused.map(({ as, scopes }) => ({ as: who(as), scopes })),
    botAlternatives: botAlternatives.map(({ name, as, bot, lacks }) => ({ name, as: who(as), bot: who(bot), lacks })),
  }
}
