import { parseAllDocuments } from 'yaml'
import { wordValue } from './literal-word.ts'

/**
 * Reads YAML, of one document or several; undefined when it is none. Numbers that would lose digits stay text, as a
 * client id does. Loaded only when a text looks like YAML, as the package is large.
 */
export function readYaml(text: string): readonly unknown[] | undefined {
  try {
    // Only plain text, lists and maps: no type of YAML's is made.
    const documents = parseAllDocuments(text, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false })
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined
    const values = documents.map((document): unknown => document.toJS({ maxAliasCount: 50, reviver }))
    return values.filter((value) => typeof value === 'object' && value !== null)
  } catch {
    return undefined
  }
}

function reviver(_key: unknown, value: unknown): unknown {
  return value === '~' || value === '' ? null : typeof value === 'string' ? wordValue(value, new Set()) : value
}
