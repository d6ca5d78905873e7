import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseDocument } from 'yaml'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { whyUnreadable } from '../files/failure.ts'

/** A seed larger than this is a mistake. */
const longest = 5_000_000

/** Problems that are shown; the rest is counted. */
const most = 20

/**
 * Reads and checks a seed, JSON or YAML.
 * @throws CliError usage: no such file, neither JSON nor YAML, or keys that don't fit, each with its path.
 */
export async function readSeedFile(file: string, { cwd, readInput }: Context): Promise<object> {
  const shown = file === '-' ? 'The seed on standard input' : file
  const content = parseSeed(file === '-' ? await readInput() : readText(resolve(cwd, file), file), shown)
  const { seedProblems } = await import('../simulator/seed-check.ts')
  const problems = seedProblems(content)
  if (problems.length === 0) return content as object
  const lines = problems.slice(0, most).map(({ path, problem }) => `\n  ${path ? `${path}: ` : ''}${problem}`)
  const more = problems.length > most ? `\n  and ${problems.length - most} more` : ''
  throw new CliError('usage', `${shown} does not fit:${lines.join('')}${more}`, {
    code: 'invalid_seed',
    hint: 'Mend these keys; to compare, one that fits: slack-tokens sim seed --print',
    details: { problems },
  })
}

/** JSON is YAML too. @throws CliError usage, with the place where it breaks off. */
export function parseSeed(text: string, shown: string): unknown {
  const document = parseDocument(text.replace(/^\ufeff/, ''), { logLevel: 'silent' })
  const at = document.errors[0]?.linePos?.[0]
  if (document.errors.length > 0)
    throw unreadable(`${shown} is neither JSON nor YAML${at ? `: line ${at.line}, column ${at.col}` : ''}`)
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw unreadable(`${shown} is no YAML that can be read`, error)
  }
}

function readText(path: string, shown: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length <= longest) return text
  } catch (error) {
    throw unreadable(`${shown} ${whyUnreadable(error)}`, error)
  }
  throw unreadable(`${shown} is too large for a seed`)
}

function unreadable(message: string, cause?: unknown): CliError {
  return new CliError('usage', message, {
    code: 'seed_unreadable',
    hint: 'One to begin with: slack-tokens sim seed --print > seed.yaml',
    cause,
  })
}
