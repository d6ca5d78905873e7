import { parseAllDocuments, visit } from 'yaml'
import { numberOrText } from './literal/word.ts'

/**
 * Reads YAML, of one document or several; undefined when it is none. Numbers that would lose digits stay text, as a
 * client id does. Loaded only when a text looks like YAML, as the package is large.
 */
export function readYaml(text: string): readonly unknown[] | undefined {
  try {
    // Only plain text, lists and maps: no type of YAML's is made.
    const documents = parseAllDocuments(text, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false })
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined
    const values = documents.map((document): unknown => {
      visit(document, {
        Scalar(place, node) {
          if (place !== 'key' && node.type === 'PLAIN') node.value = plainScalar(String(node.value))
        },
      })
      return document.toJS({ maxAliasCount: 50 })
    })
    return values.filter((value) => typeof value === 'object' && value !== null)
  } catch {
    return undefined
  }
}

const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, '~': null, '': null }
const number = /^[-+]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][-+]?\d{1,5})?$/

function plainScalar(word: string): unknown {
  const lower = word.toLowerCase()
  if (Object.hasOwn(constants, lower)) return constants[lower]
  return number.test(word) ? numberOrText(word) : word
}
