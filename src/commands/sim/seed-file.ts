import { parseDocument } from 'yaml'
import { CliError } from '../../errors.ts'
import { readGiven } from '../../fs/named-file.ts'
import type { Context } from '../../runtime/context.ts'
import { type SeedContent, seedRules } from '../../simulator/control/client.ts'

/** A larger file is no seed. */
const mostBytes = 5_000_000

/** Problems that are shown; the rest is counted. */
const most = 20

/**
 * Reads and checks a seed, JSON or YAML.
 * @throws CliError usage: no such file, neither JSON nor YAML, or keys that don't fit, each with its path.
 */
export async function readSeedFile(file: string, context: Context): Promise<SeedContent> {
  const shown = file === '-' ? 'The seed on standard input' : file
  const refuse = (clause: string, cause: unknown) => unreadable(`${shown} ${clause}`, cause)
  const content = parseSeed(await readGiven(file, context, { most: mostBytes, refuse }), shown)
  const { checkedSeed } = await seedRules()
  return checkedSeed(content, (problems) => unfitSeed(shown, problems))
}

function unfitSeed(shown: string, problems: readonly { readonly path: string; readonly problem: string }[]): CliError {
  const lines = problems.slice(0, most).map(({ path, problem }) => `\n  ${path ? `${path}: ` : ''}${problem}`)
  const more = problems.length > most ? `\n  and ${problems.length - most} more` : ''
  return new CliError('usage', `${shown} does not fit:${lines.join('')}${more}`, {
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

function unreadable(message: string, cause?: unknown): CliError {
  return new CliError('usage', message, {
    code: 'seed_unreadable',
    hint: 'One to begin with: slack-tokens sim seed --print > seed.yaml',
    cause,
  })
}
