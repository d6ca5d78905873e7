import { type Finding, type FindingId, finding } from './findings/finding.ts'

/** How the app ended: its process exited, or it no longer listens. */
export interface Ending {
  /** What happened to the app, as the rest of a sentence that begins with “the app”. */
  readonly says: string
  /**
   * Whether the app may have ended on purpose: its process exited with code 0, or it still runs but no longer listens.
   */
  readonly clean: boolean
}

/** What is known of a scenario in which the app ended. */
export interface EndedScenario {
  /** The lines that the app printed. */
  readonly output: readonly string[]
  /**
   * Whether the app exchanged a code before it ended. A callback that failed without an exchange is a consequence of the
   * exit.
   */
  readonly exchanged: boolean
  /** Whether a request got no answer. */
  readonly broke: boolean
}

/**
 * Returns the findings of a scenario together with the exit of the app. The exit becomes evidence of the crash if a
 * crash was found, otherwise the finding `app-ended`. Removes the findings that the exit caused. Returns no finding when
 * the app may have ended on purpose and nothing was found: a command-line tool exits after a successful install.
 */
export function withEnding(
  findings: readonly Finding[],
  ending: Ending,
  { output, exchanged, broke }: EndedScenario,
): readonly Finding[] {
  if (ending.clean && findings.length === 0) return findings
  const last = lastWords(output)
  const evidence = [`it ${ending.says}`, last.length > 0 && `its last lines: ${last.join(' / ')}`]
  const exit = evidence.filter(Boolean).join('; ')
  // A request without an answer is no crash of the code when the app ended on purpose. A shell can hide the exit code.
  const isOwnEnd = ending.clean && broke && lastError(output) === undefined
  const isConsequence = (one: Finding) => consequences.includes(one.id) || (isOwnEnd && isCrash(one))
  const crash = findings.find((one) => isCrash(one) && !isOwnEnd && (exchanged || one.id !== 'callback-crash'))
  // The crash and the exit of the app are one defect.
  if (crash) return findings.map((one) => (one === crash ? { ...one, evidence: `${one.evidence}; ${exit}` } : one))
  return [...findings.filter((one) => !isConsequence(one)), finding('app-ended', exit, isOwnEnd ? 'own_end' : '')]
}

/** Adds the last error that the app printed to the evidence of a crash. The app still runs. */
export function withOutput(findings: readonly Finding[], output: readonly string[]): readonly Finding[] {
  const error = lastError(output)
  if (error === undefined) return findings
  return findings.map((one) =>
    isCrash(one) ? { ...one, evidence: `${one.evidence}; the app printed: ${error}` } : one,
  )
}

/** The findings that the exit of the app caused. */
const consequences: readonly FindingId[] = ['no-link-to-slack', 'callback-crash']

/** Whether a finding is about a request at which the app failed. */
export function isCrash({ id }: Pick<Finding, 'id'>): boolean {
  return /-crash$|^denial-500$/.test(id)
}

/** Returns the last line of the output that reports an error; undefined when there is none. */
function lastError(output: readonly string[]): string | undefined {
  return output.map((line) => line.trim()).findLast(isErrorLine)
}

/** Returns the last error that the app printed, or its last lines if it printed no error; at most three lines. */
function lastWords(output: readonly string[]): readonly string[] {
  const lines = tellingLines(output)
    .map((line) => line.trim())
    .filter((line) => !/^(?:at |Node\.js v\d|[\]}),;^~]+$)/.test(line))
  const error = lines.findLastIndex(isErrorLine)
  return error < 0 ? lines.slice(-3) : lines.slice(error, error + 3)
}

/**
 * Matches the line that names an error in JavaScript, Python, Java, PHP and Go. A time or a log level can precede it.
 */
const errorLine =
  /^(?:(?:Uncaught|Caused by:|PHP|Exception in thread "[^"]{1,80}"|\[[^\]]{1,80}\]|[\d/:.,-]{4,40}|-) +){0,6}(?:[\w$]{1,80}(?:\.|::|\\)){0,10}\w{0,80}(?:Error|Exception|error)\b|^panic: /
/**
 * Matches the beginning of a line that reports an error in Ruby, for example `app.rb:3:in `get': there is none
 * (KeyError)`.
 */
const rubyPlace = /^\S{1,300}:\d{1,6}:in /
const rubyClass = /\((?:\w{1,80}::){0,5}[A-Z]\w{0,80}\)$/

function isErrorLine(line: string): boolean {
  return errorLine.test(line) || (rubyPlace.test(line) && rubyClass.test(line))
}

/**
 * Matches a stack frame that is not in the app's own code: in Node.js, in a package, or in a library of Java or Ruby.
 */
const foreignFrame =
  /^\s+at .*(?:node_modules|node:)|^\s+at (?:[\w.]+\/)?(?:java|javax|jdk|sun|com\.sun)\.|^\s+(?:from )?\/\S*\/(?:gems|ruby)\/\S*:\d+:in /

/**
 * Matches the first line of a Python stack frame. Python prints two or three lines for a frame: the file, the code, and
 * a line that marks a part of the code.
 */
const pythonFrame = /^\s{2}File "/
const pythonLibrary = /^\s{2}File "[^"]*[\\/](?:lib[\\/]python\d|site-packages|dist-packages)/

/** Returns the app's output without empty lines and without stack frames of other code than the app's own. */
export function tellingLines(output: readonly string[]): readonly string[] {
  let isForeign = false
  return output.filter((line) => {
    if (pythonFrame.test(line)) isForeign = pythonLibrary.test(line)
    else if (!line.startsWith('    ')) isForeign = false
    return !isForeign && !/^[\s^~-]*$/.test(line) && !foreignFrame.test(line)
  })
}

/**
 * Returns at most `most` lines of the app's output: the last lines, or the lines from the beginning of the last error
 * if that begins earlier. Python and Go report an error in the last line, other languages in the first.
 */
export function tellingEnd(output: readonly string[], most: number): readonly string[] {
  const lines = tellingLines(output)
  const last = Math.max(0, lines.length - most)
  const error = lines.findLastIndex((line) => isErrorLine(line.trim()))
  const start = error < 0 ? last : Math.min(error, last)
  return lines.slice(start, start + most)
}
