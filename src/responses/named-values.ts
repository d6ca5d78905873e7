import { isFields, own, type ResponseFields } from './fields.ts'
import { joinPath, step } from './path.ts'

/** A text with its name, and the names of the objects that contain it. */
export interface NamedValue {
  /** The names from the outermost to the innermost, without list indexes. */
  readonly keys: readonly string[]
  readonly path: string
  /** The path of the object or list that contains the value. */
  readonly folder: string
  readonly value: string
}

const most = 2000
const deepest = 16
const longest = 4000

/**
 * Returns every text in a value with its name: fields of objects, `NAME=value` in lists of compose files and
 * containers, and `{name, value}` of Kubernetes, Terraform and task definitions. Visits each part once.
 */
export function namedValues(value: unknown): readonly NamedValue[] {
  const found: NamedValue[] = []
  visit(value, { keys: [], path: '', folder: '' }, found)
  return found
}

type CredentialPlace = Omit<NamedValue, 'value'>

function visit(part: unknown, place: CredentialPlace, found: NamedValue[]): void {
  if (found.length >= most || place.keys.length > deepest) return
  if (typeof part === 'string') {
    const pair = /^(?:(?:export|ENV|ARG|-e|--env)\s+)?([A-Za-z_][\w.-]{0,100})=(\S.{0,3000}|)$/.exec(part)
    const [, name = '', value = ''] = pair ?? []
    // Split `NAME=value` only in a list: a text that has a name is the value of that name.
    if (pair && /\]$/.test(place.path)) {
      found.push({
        ...place,
        keys: [...place.keys, name],
        path: joinPath(place.folder, step('', name)),
        value: unquoted(value),
      })
    } else if (place.keys.length > 0 && part.length <= longest) found.push({ ...place, value: part.trim() })
    return
  }
  if (part === null && place.keys.length > 0) found.push({ ...place, value: '' })
  if (Array.isArray(part)) {
    for (const [index, one] of part.entries())
      visit(one, { ...place, folder: place.path, path: step(place.path, index) }, found)
    return
  }
  if (!isFields(part)) return
  const pair = nameAndValue(part)
  if (pair) {
    const folder = place.folder === '' ? place.path : place.folder
    visit(pair.value, { keys: [...place.keys, pair.name], path: joinPath(folder, step('', pair.name)), folder }, found)
    return
  }
  // Kubernetes encodes the values in the data of a Secret in base64.
  const encoded = own(part, 'kind') === 'Secret'
  for (const key of Object.keys(part)) {
    visit(
      encoded && key === 'data' ? decoded(part[key]) : part[key],
      { keys: [...place.keys, key], path: joinPath(place.path, step('', key)), folder: place.path },
      found,
    )
  }
}

/** Reads an object that is one variable: `{name, value}`, with at most two more fields, such as a comment. */
function nameAndValue(part: ResponseFields): { readonly name: string; readonly value: unknown } | undefined {
  const keys = Object.keys(part)
  if (keys.length > 4) return undefined
  const pick = (...names: readonly string[]) => keys.find((key) => names.includes(key.toLowerCase()))
  const [nameKey, valueKey] = [pick('name', 'key', 'variable'), pick('value', 'stringvalue', 'default')]
  const name = nameKey && own(part, nameKey)
  if (valueKey === undefined || typeof name !== 'string' || !/^[A-Za-z_][\w.-]{0,100}$/.test(name)) return undefined
  const value = own(part, valueKey)
  return typeof value === 'string' || value === null ? { name, value } : undefined
}

function decoded(data: unknown): unknown {
  if (!isFields(data)) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fromBase64(value)]))
}

function fromBase64(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0) return value
  const text = Buffer.from(value, 'base64').toString('utf8')
  return /^[\x20-\x7e\n]+$/.test(text) ? text : value
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}
