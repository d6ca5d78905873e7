import { realpathSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { CliError } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readPlainFile } from '../fs/named-file.ts'
import { fits, join, nameOf, problemsOf } from '../shape/problems.ts'
import { isRecord } from '../shape/record.ts'
import type { ShapeFault } from '../shape/shape.ts'
import { parseJson } from '../slack/facts/json-depth.ts'
import { maskSecrets } from '../slack/facts/mask.ts'
import { nearest } from '../slack/facts/nearest.ts'
import { oneLine } from '../slack/facts/one-line.ts'
import { isInside } from './inside.ts'
import { projectShape } from './shape.ts'
import { type ProjectContent, type ProjectFile, projectFileName } from './types.ts'

/** Maximum number of bytes of the file. */
const mostBytes = 100_000
/** Maximum number of problems that are printed. */
const mostProblems = 10

/**
 * Reads and checks a project's file.
 * @param path the absolute path, as findProjectFile returns it
 * @throws CliError with the exit reason `usage` and the code `project_unreadable` (it cannot be read, or is not JSON),
 * `project_secret` (it has a token or another secret) or `project_invalid` (a key or a value is wrong). `details` has
 * the path of the file and of each wrong key.
 */
export function readProjectFile(path: string, cwd: string): ProjectFile {
  const shown = relative(cwd, path) || projectFileName
  const place = { path, folder: dirname(path), shown }
  return { ...checkedProject(parse(path, shown), shown), ...place }
}

/**
 * Checks the content of a project's file, before it is used or written.
 * @throws CliError with the exit reason `usage` and the code `project_secret` or `project_invalid`
 */
export function checkedProject(value: unknown, shown: string): ProjectContent {
  const secret = secretIn(value, '')
  if (secret !== undefined) throw withSecret(shown, secret)
  if (!fits(projectShape, value)) throw misfit(shown, value)
  return value
}

function parse(path: string, shown: string): unknown {
  try {
    // If the file is a link out of the folder, this tool could read another file of the user and name that file in an
    // error.
    if (!isInside(realpathSync(dirname(path)), realpathSync(path)))
      throw unreadable(shown, 'is a link out of its folder')
    const text = readPlainFile(path, mostBytes)
    return parseJson(text.startsWith('\ufeff') ? text.slice(1) : text)
  } catch (error) {
    if (error instanceof CliError) throw error
    // The parser's message quotes the text, which can be a token.
    throw unreadable(shown, error instanceof SyntaxError ? 'is not JSON' : whyUnreadable(error), error)
  }
}

/** Returns the path of the first text in which a secret is recognized; undefined when there is none. */
function secretIn(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return maskSecrets(value) === value ? undefined : path
  const entries = Array.isArray(value)
    ? value.map((one: unknown, index) => [index, one] as const)
    : Object.entries(isRecord(value) ? value : {})
  for (const [key, inside] of entries) {
    const here = join(path, typeof key === 'string' ? maskSecrets(oneLine(key)) : key)
    // A token can be the key, and `"client_secret": "…"` is recognized by its name only.
    const pair = typeof key === 'string' && typeof inside === 'string' ? JSON.stringify({ [key]: inside }) : String(key)
    const found = maskSecrets(pair) === pair ? secretIn(inside, here) : here
    if (found !== undefined) return found
  }
  return undefined
}

const check = 'Then check it: slack-tokens doctor'

function unreadable(shown: string, clause: string, cause?: unknown): CliError {
  // A folder is never overwritten.
  const hint = clause.startsWith('is a folder')
    ? 'Rename or remove this folder, then write the file: slack-tokens drive init'
    : shown === projectFileName
      ? `Correct the file, or write a new one: slack-tokens drive init --force. ${check}`
      : `Correct that file: it is the one for this folder, too. ${check}`
  return new CliError('usage', `${shown} ${clause}`, {
    code: 'project_unreadable',
    hint,
    details: { file: shown },
    cause,
  })
}

function withSecret(shown: string, path: string): CliError {
  return new CliError('usage', `${shown}: ${path} contains a secret, and this file is shared with the project`, {
    code: 'project_secret',
    hint: `Remove it from the file, and revoke it if others could read it. To store a token: slack-tokens import. ${check}`,
    details: { file: shown, problems: [{ path, problem: 'contains a secret' }] },
  })
}

function misfit(shown: string, value: unknown): CliError {
  const problems = problemsOf(projectShape, value).map(({ path, fault }) => ({
    path: oneLine(path),
    problem: oneLine(describe(fault)),
  }))
  const lines = problems.slice(0, mostProblems).map(({ path, problem }) => (path ? `${path}: ${problem}` : problem))
  const more = problems.length > mostProblems ? [`and ${problems.length - mostProblems} more`] : []
  const all = [...lines, ...more]
  const text = all.length === 1 ? `${shown}: ${all[0]}` : `${shown} has problems:\n  ${all.join('\n  ')}`
  return new CliError('usage', text, {
    code: 'project_invalid',
    hint: `Correct the file. ${check}`,
    details: { file: shown, problems },
  })
}

function describe(fault: ShapeFault): string {
  switch (fault.is) {
    case 'missing':
      return 'is missing'
    case 'unknown key': {
      const [near] = nearest(fault.key, fault.known, 1)
      return near ? `no such key; did you mean ${near}?` : `no such key; there are ${fault.known.join(', ')}`
    }
    case 'other':
      return `expected ${fault.means}, found ${nameOf(fault.value)}`
    case 'size':
      return 'expected at least one entry, found none'
    case 'twice':
      return 'is listed twice'
    case 'name':
      return 'does not fit'
  }
}
