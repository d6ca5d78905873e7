import { type Finding, finding } from './findings.ts'

/** How the app ended. */
export interface Ending {
  /** In words, to be read after “the app”. */
  readonly says: string
  /** Whether it may have meant to: exit code 0, or it only listens no more. */
  readonly clean: boolean
}

/**
 * The findings of a scenario in which the app ended. That it leads nowhere is then no news; what it broke at still is. An
 * app that ends by itself after an install that went well, as a command line does, is not to blame.
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
  // What it broke at is what it ended of: one defect, not two.
  if (crash) return findings.map((one) => (one === crash ? { ...one, evidence: `${one.evidence}; ${said}` } : one))
  return [...findings.filter(({ id }) => id !== 'no-link-to-slack'), finding('app-ended', said)]
}

/** The error that it ended with, where it printed one, else its last lines: three at most. */
function lastWords(output: readonly string[]): readonly string[] {
  const lines = tellingLines(output)
    .map((line) => line.trim())
    .filter((line) => !/^(?:at |Node\.js v\d|[\]}),;^~]+$)/.test(line))
  const error = lines.findLastIndex((line) => /^(?:Uncaught )?\w*(?:Error|Exception)\b/.test(line))
  return error < 0 ? lines.slice(-3) : lines.slice(error, error + 3)
}

/** What the app printed, without empty lines and the frames of a stack that are not its own. */
export function tellingLines(output: readonly string[]): readonly string[] {
  return output.filter((line) => line.trim() !== '' && !/^\s+at .*(?:node_modules|node:)/.test(line))
}
