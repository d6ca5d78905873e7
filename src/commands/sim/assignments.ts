import { CliError } from '../../errors.ts'

/**
 * Parses `name=value` words into an object. The first `=` separates name and value.
 * @param example a correct command line, for the hint.
 * @throws CliError with the exit reason `usage`: a word has no `=`, or a name occurs twice.
 */
export function readAssignments(words: readonly string[], example: string): Readonly<Record<string, string>> {
  const values = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (at < 1) throw wrong(`“${word}” is not name=value`, example)
    const name = word.slice(0, at)
    if (values.has(name)) throw wrong(`${name} is given twice`, example)
    values.set(name, word.slice(at + 1))
  }
  return Object.fromEntries(values)
}

function wrong(message: string, example: string): CliError {
  return new CliError('usage', message, { code: 'usage', hint: `For example: ${example}` })
}
