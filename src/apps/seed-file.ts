import { CliError } from '../errors.ts'
import { type DocumentKind, parseDocument, readDocument } from '../input/document.ts'
import type { Context } from '../runtime/context.ts'
import { type SeedContent, seedRules } from '../simulator/control/client.ts'

const seedDocument: DocumentKind = {
  subject: 'The seed',
  most: 5_000_000,
  code: 'seed_unreadable',
  hints: {
    unread: 'Start from an example: slack-tokens sim seed --print > seed.yaml',
    broken: 'Start from an example: slack-tokens sim seed --print > seed.yaml',
  },
}

/** The maximum number of problems that are shown. Further problems are only counted. */
const most = 20

/**
 * Reads and checks a seed in JSON or YAML.
 * @throws CliError with the exit reason `usage`: the file does not exist, is neither JSON nor YAML, or has invalid
 * keys. The message names the path of each key.
 */
export async function readSeedFile(file: string, context: Context): Promise<SeedContent> {
  const { shown, value: content } = await readDocument(file, seedDocument, context)
  const { checkedSeed } = await seedRules()
  return checkedSeed(content, (problems) => unfitSeed(shown, problems))
}

function unfitSeed(shown: string, problems: readonly { readonly path: string; readonly problem: string }[]): CliError {
  const lines = problems.slice(0, most).map(({ path, problem }) => `\n  ${path ? `${path}: ` : ''}${problem}`)
  const more = problems.length > most ? `\n  and ${problems.length - most} more` : ''
  return new CliError('usage', `${shown} is not a valid seed:${lines.join('')}${more}`, {
    code: 'invalid_seed',
    hint: 'Correct these keys. A valid example: slack-tokens sim seed --print',
    details: { problems },
  })
}

/**
 * Parses a seed without checking its keys.
 * @throws CliError with the exit reason `usage`: the text is neither JSON nor YAML.
 */
export function parseSeed(text: string, shown: string): unknown {
  return parseDocument(text, shown, seedDocument)
}
