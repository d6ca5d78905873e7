import { parseAllDocuments, visit } from 'yaml'
import { numberOrText } from './literal/word.ts'

/**
 * Reads one or several documents of YAML. Undefined for other text. A number that would lose digits, such as a client
 * id, is returned as text. The package is large, so it is loaded only for text that looks like YAML.
 */
export function readYaml(text: string): readonly unknown[] | undefined {
  try {
    // Allow only plain text, lists and maps, and no other types of YAML.
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
