import { parseDocument as parseYaml } from 'yaml'
import { CliError, type CliErrorCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readGiven, readPlainFile } from '../fs/named-file.ts'
import type { Context } from '../runtime/context.ts'
import { jsonDepth, mostLevels } from '../slack/facts/json-depth.ts'
import { jsonBreak } from './json-text.ts'

/** A kind of file in JSON or YAML that people name: a manifest, a seed. */
export interface DocumentKind {
  /** As the subject of a sentence where it comes from standard input: `The seed`. */
  readonly subject: string
  /** Bytes; a larger file is none. */
  readonly most: number
  /** Of the error for one that cannot be read, or is neither JSON nor YAML. */
  readonly code: CliErrorCode
  /** What to do about a file that cannot be read, and about one that is broken. */
  readonly hints: { readonly unread: string; readonly broken: string }
}

export interface ReadDocument {
  /** As it was named, for messages. */
  readonly shown: string
  readonly value: unknown
}

/** Reads what an option or an argument names; `-` is standard input. @throws CliError usage, with the code of the kind. */
export async function readDocument(
  name: string,
  kind: DocumentKind,
  context: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
): Promise<ReadDocument> {
  const shown = name === '-' ? `${kind.subject} on standard input` : name
  const refuse = (clause: string, cause: unknown) => unread(`${shown} ${clause}`, kind, cause)
  return { shown, value: parseDocument(await readGiven(name, context, { most: kind.most, refuse }), shown, kind) }
}

/** Reads a file that was found in the project. @throws CliError usage, with the code of the kind. */
export function readFoundDocument(path: string, shown: string, kind: DocumentKind): unknown {
  let text: string
  try {
    text = readPlainFile(path, kind.most)
  } catch (error) {
    throw unread(`${shown} ${whyUnreadable(error)}`, kind, error)
  }
  return parseDocument(text, shown, kind)
}

/** A text in JSON or YAML. @throws CliError usage, which says where it breaks off and quotes nothing of it. */
export function parseDocument(text: string, shown: string, kind: DocumentKind): unknown {
  const plain = text.replace(/^\ufeff/, '')
  const broken = (clause: string, cause?: unknown) =>
    new CliError('usage', `${shown} ${clause}`, { code: kind.code, hint: kind.hints.broken, cause })
  const named = /\.json$/i.test(shown)
  const likeJson = named || /^\s*[{[]/.test(plain)
  if (likeJson && jsonDepth(plain) > mostLevels) throw broken(`is nested deeper than ${mostLevels} levels`)
  if (likeJson) {
    try {
      return JSON.parse(plain)
    } catch (error) {
      // Braces are YAML too: {name: Acme}.
      if (named) throw broken(`is not JSON: ${jsonBreak(plain).where}`, error)
    }
  }
  try {
    const document = parseYaml(plain, { logLevel: 'silent' })
    if (document.errors.length === 0) return document.toJS({ maxAliasCount: 100 })
    if (likeJson) throw broken(`is neither JSON nor YAML: ${jsonBreak(plain).where}`)
    const at = document.errors[0]?.linePos?.[0]
    throw broken(`is not YAML${at ? `: line ${at.line}, column ${at.col}` : ''}`)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw broken('is not YAML that can be read', error)
  }
}

function unread(message: string, { code, hints }: DocumentKind, cause: unknown): CliError {
  return new CliError('usage', message, { code, hint: hints.unread, cause })
}
