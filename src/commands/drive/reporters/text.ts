import { plainPaint } from '../../../terminal/plain-paint.ts'
import { isLeftOut } from '../allowed.ts'
import { scenarioText, verdictText } from '../screen.ts'
import type { Reportable } from './types.ts'

/** Returns the whole report as text without colours. @param masked masks secrets */
export function textReport(what: Reportable, masked: (text: string) => string): string {
  if (what.kind === 'failed') {
    const { message, hint } = what.error
    return `✗ ${[message, ...(hint === undefined ? [] : [`! ${hint}`])].join('\n')}\n`
  }
  const { reports, origin } = what.result
  const scenarios = reports.map((report) => {
    // Secrets are masked before a line is cut, because a part of a secret cannot be recognized.
    const output = report.output.map(masked)
    return scenarioText({ ...report, output }, { paint: plainPaint, width: Infinity, origin }, !isLeftOut(report))
  })
  return `${[...scenarios, verdictText(reports, plainPaint)].join('\n\n')}\n`
}
