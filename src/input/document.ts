import { LineCounter, parseDocument as parseYaml } from 'yaml'
import { CliError, type CliErrorCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readNamedInput, readPlainFile } from '../fs/named-file.ts'
import type { Context } from '../runtime/context.ts'
import { jsonDepth, mostLevels } from '../slack/facts/json-depth.ts'
import { mistakeInJson, mistakeInYaml, type TextMistake } from './broken-text.ts'
import { jsonBreak } from './json-text.ts'

/** A kind of file in JSON or YAML that a user names: a manifest, a seed. */
export interface DocumentKind {
  /** The subject of a message about standard input: `The seed`. */
  readonly subject: string
  /** Maximum number of bytes. */
  readonly most: number
  /** The error code for a file that cannot be read, or that is neither JSON nor YAML. */
  readonly code: CliErrorCode
  /** The hints: for a file that cannot be read, and for a file that is broken. */
  readonly hints: { readonly unread: string; readonly broken: string }
}

export interface ReadDocument {
  /** The name of the source, for messages. */
  readonly shown: string
  /** The text of the file, before it is parsed. */
  readonly text: string
  readonly value: unknown
}

/**
 * Reads the file that an option or argument names; `-` is standard input.
 * @throws CliError with the exit reason `usage` and the code `kind.code` when the file cannot be read.
 */
export async function readDocument(
  name: string,
  kind: DocumentKind,
  context: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
): Promise<ReadDocument> {
  const shown = name === '-' ? `${kind.subject} on standard input` : name
  const refuse = (clause: string, cause: unknown) => unread(`${shown} ${clause}`, kind, cause)
  const text = await readNamedInput(name, context, { most: kind.most, refuse })
  return { shown, text, value: parseDocument(text, shown, kind) }
}

/**
 * Reads a file that was found in the project.
 * @throws CliError with the exit reason `usage` and the code `kind.code` when the file cannot be read.
 */
export function readFoundDocument(path: string, shown: string, kind: DocumentKind): unknown {
  let text: string
  try {
    text = readPlainFile(path, kind.most)
  } catch (error) {
    throw unread(`${shown} ${whyUnreadable(error)}`, kind, error)
  }
  return parseDocument(text, shown, kind)
}

/**
 * Parses JSON or YAML.
 * @param format `json` for a text that must be JSON; by default the file name and the text decide.
 * @throws CliError with the exit reason `usage`. It names the fault, its position and its cure, and quotes nothing from
 * the file.
 */
export function parseDocument(text: string, shown: string, kind: DocumentKind, format?: 'json'): unknown {
  const plain = text.replace(/^\ufeff/, '')
  const broken = (clause: string, hint?: string, cause?: unknown) =>
    new CliError('usage', `${shown} ${clause}`, { code: kind.code, hint: hint ?? kind.hints.broken, cause })
  const named = format === 'json' || /\.json$/i.test(shown)
  const likeJson = named || /^\s*[{[]/.test(plain) || startsWithComment.test(plain)
  if (likeJson && jsonDepth(plain) > mostLevels) throw broken(`is nested deeper than ${mostLevels} levels`)
  if (likeJson) {
    try {
      return JSON.parse(plain)
    } catch (error) {
      const { where, at } = jsonBreak(plain)
      const mistake = mistakeInJson(plain, at)
      const clause = mistake ? `is not JSON: ${placed(where, mistake)}` : `is not JSON: ${where}`
      // YAML can also have braces: {name: Acme}. But if a name is in double quotes, the text is meant to be JSON.
      if (named || (mistake && jsonNames.test(plain))) throw broken(clause, mistake?.cure, error)
    }
  }
  try {
    // With the level `silent`, the parser would ignore a second document and report no error.
    const document = parseYaml(plain, { logLevel: 'error' })
    const [error] = document.errors
    if (!error) return document.toJS({ maxAliasCount: 100 })
    const { where, at } = jsonBreak(plain)
    const start = error.linePos?.[0]
    const mistake = likeJson ? mistakeInJson(plain, at) : mistakeInYaml(plain, error.code, error.pos[0])
    const place = likeJson ? where : start && `line ${start.line}, column ${start.col}`
    const language = likeJson ? 'neither JSON nor YAML' : 'not YAML'
    const said = mistake ? placed(place, mistake) : place
    throw broken(`is ${language}${said ? `: ${said}` : ''}`, mistake?.cure)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw broken('is not YAML that can be read', undefined, error)
  }
}

const startsWithComment = /^\s{0,200}(?:\/\/[^\n]{0,2000}\n\s{0,200}|\/\*[^*]{0,2000}\*\/\s{0,200}){1,20}[{[]/
const jsonNames = /^\s{0,200}(?:[{[]\s{0,200}){1,20}(?:"|\/[/*]|<{7} )|^\s{0,200}\//

function placed(where: string | undefined, { what, line }: TextMistake): string {
  return line === null && where !== undefined ? `${where}: ${what}` : `line ${line ?? 1}: ${what}`
}

/**
 * Returns a function that finds the line of a key in a JSON or YAML text. For a missing key, it returns the line of the
 * group that should contain the key. Null when the text has no such line.
 */
export function lineFinder(text: string): (steps: readonly (string | number)[]) => number | null {
  const counter = new LineCounter()
  const document = parseYaml(text.replace(/^\ufeff/, ''), { lineCounter: counter, logLevel: 'silent' })
  if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')) return () => null
  return (steps) => {
    for (let length = steps.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(steps.slice(0, length), true)
      const start = startOf(node)
      if (start !== undefined) return counter.linePos(start).line
    }
    return null
  }
}

/** Returns the line of each key that repeats a key of the same group. JSON.parse uses only the last of such keys. */
export function keysTwice(text: string): number[] {
  const counter = new LineCounter()
  const document = parseYaml(text.replace(/^\ufeff/, ''), { lineCounter: counter, logLevel: 'silent' })
  return document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').map(({ pos }) => counter.linePos(pos[0]).line)
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  const { range } = node
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined
}

function unread(message: string, { code, hints }: DocumentKind, cause: unknown): CliError {
  return new CliError('usage', message, { code, hint: hints.unread, cause })
}
