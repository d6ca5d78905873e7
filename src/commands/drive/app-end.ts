import { type Finding, finding } from './findings.ts'

/** How the app's process exited. */
export interface Ending {
  /** The clause that follows “the app” in a message. */
  readonly says: string
  /** Whether the exit may have been intended: the app exited with code 0, or it only stopped listening. */
  readonly clean: boolean
}

/**
 * Adds the exit of the app to the findings of the scenario in which the app exited: to the evidence of a crash if there
 * is one, otherwise as the finding `app-ended`. Removes `no-link-to-slack`, because the exit is its cause. Adds nothing
 * when the exit may have been intended and nothing was found: a command-line tool exits after a successful install.
 */
export function withEnding(
  findings: readonly Finding[],
  ending: Ending,
  output: readonly string[],
): readonly Finding[] {
  if (ending.clean && findings.length === 0) return findings
  const last = lastWords(output)
  const evidence = [`it ${ending.says}`, last.length > 0 && `its last lines: ${last.join(' / ')}`]
  const exit = evidence.filter(Boolean).join('; ')
  const crash = findings.find(({ id }) => /-crash$|^denial-500$/.test(id))
  // The crash and the exit of the app are one defect.
  if (crash) return findings.map((one) => (one === crash ? { ...one, evidence: `${one.evidence}; ${exit}` } : one))
  return [...findings.filter(({ id }) => id !== 'no-link-to-slack'), finding('app-ended', exit)]
}

/** Returns the last error that the app printed, or its last lines if it printed no error; at most three lines. */
function lastWords(output: readonly string[]): readonly string[] {
  const lines = tellingLines(output)
    .map((line) => line.trim())
    .filter((line) => !/^(?:at |Node\.js v\d|[\]}),;^~]+$)/.test(line))
  const error = lines.findLastIndex((line) => /^(?:Uncaught )?\w*(?:Error|Exception)\b/.test(line))
  return error < 0 ? lines.slice(-3) : lines.slice(error, error + 3)
}

/** Returns the app's output without empty lines and without stack frames from Node.js or from packages. */
export function tellingLines(output: readonly string[]): readonly string[] {
  return output.filter((line) => line.trim() !== '' && !/^\s+at .*(?:node_modules|node:)/.test(line))
}
