import { type Finding, finding } from './findings.ts'

/** How the app's process ended. */
export interface Ending {
  /** Clause that follows “the app”. */
  readonly says: string
  /** Whether it may have been intended: exit code 0, or the app only stopped listening. */
  readonly clean: boolean
}

/**
 * The findings of a scenario during which the app ended. Drops “leads nowhere”, which follows from that, and keeps the
 * crash. An app that exits after a successful install, as a command-line tool does, has no defect.
 */
export function withEnding(
  findings: readonly Finding[],
  ending: Ending,
  output: readonly string[],
): readonly Finding[] {
  if (ending.clean && findings.length === 0) return findings
  const last = lastWords(output)
  const evidence = [`it ${ending.says}`, last.length > 0 && `its last lines: ${last.join(' / ')}`]
  const said = evidence.filter(Boolean).join('; ')
  const crash = findings.find(({ id }) => /-crash$|^denial-500$/.test(id))
  // The crash and the end of the app are one defect, not two.
  if (crash) return findings.map((one) => (one === crash ? { ...one, evidence: `${one.evidence}; ${said}` } : one))
  return [...findings.filter(({ id }) => id !== 'no-link-to-slack'), finding('app-ended', said)]
}

/** The error that the app printed last, otherwise its last lines; three lines at most. */
function lastWords(output: readonly string[]): readonly string[] {
  const lines = tellingLines(output)
    .map((line) => line.trim())
    .filter((line) => !/^(?:at |Node\.js v\d|[\]}),;^~]+$)/.test(line))
  const error = lines.findLastIndex((line) => /^(?:Uncaught )?\w*(?:Error|Exception)\b/.test(line))
  return error < 0 ? lines.slice(-3) : lines.slice(error, error + 3)
}

/** The app's output without empty lines and without stack frames of other code. */
export function tellingLines(output: readonly string[]): readonly string[] {
  return output.filter((line) => line.trim() !== '' && !/^\s+at .*(?:node_modules|node:)/.test(line))
}
