import { isDefect, type JudgedFinding } from '../allowed.ts'
import type { Reportable } from './types.ts'

/** A message that GitHub shows beside the log and the change. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

/** Returns the annotations: one for each finding and for each named scenario that was not played, or one for a set-up that does not work. */
export function annotations(what: Reportable): readonly Annotation[] {
  if (what.kind === 'failed') {
    const { code, message, hint } = what.error
    return [{ level: 'error', title: `drive: ${code}`, message: [message, hint ?? ''].join('\n').trim() }]
  }
  return what.result.reports.flatMap(({ scenario, outcome, says, hint, findings }): readonly Annotation[] => {
    if (outcome === 'unplayed') {
      const message = [says, hint ?? ''].join('\n').trim()
      return [{ level: 'error', title: `drive, ${scenario}: not played`, message }]
    }
    return findings.map((one) => ({
      level: levelOf(one),
      title: `drive, ${scenario}: ${one.id}${one.allowed ? ' (allowed)' : ''}`,
      message: [
        one.says,
        `Seen: ${one.evidence}`,
        `Likely cause: ${one.cause}`,
        `Cure: ${one.cure}`,
        `More: slack-tokens drive --explain ${one.id}`,
      ].join('\n'),
    }))
  })
}

function levelOf(found: JudgedFinding): Annotation['level'] {
  if (found.allowed) return 'notice'
  return isDefect(found) ? 'error' : 'warning'
}

/**
 * Returns a workflow command of GitHub Actions, as its runner reads it: `::error title=…::…`
 * (docs.github.com/en/actions, “Workflow commands”; the escapes are those of @actions/core).
 */
export function workflowCommand({ level, title, message }: Annotation, masked: (text: string) => string): string {
  return `::${level} title=${escapeProperty(masked(title))}::${escapeData(masked(message))}`
}

/** Escapes the message of a workflow command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** Escapes the value of a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
