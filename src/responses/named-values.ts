import { kindByWords, knownName, mayHaveKind, ownName, wordsOf } from '../slack/facts/credential-words.ts'
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
 * containers, and `{name, value}` of Kubernetes, Terraform, parameter stores and task definitions. Visits each part
 * once.
 */
export function namedValues(value: unknown): readonly NamedValue[] {
  const found: NamedValue[] = []
  visit(value, { keys: [], path: '', folder: '' }, found)
  return found
}

const variable = /^(?:(?:export|ENV|ARG|-e|--env)\s+)?([A-Za-z_][\w.-]{0,100})=(\S.{0,3000}|)$/

type CredentialPlace = Omit<NamedValue, 'value'>

function visit(part: unknown, place: CredentialPlace, found: NamedValue[]): void {
  if (found.length >= most || place.keys.length > deepest) return
  if (typeof part === 'string') {
    // Split `NAME=value` only in a list. Outside a list, the text already has a name, so the whole text is the value.
    const pair = place.path.endsWith(']') ? variable.exec(part) : null
    if (pair) {
      const [, name = '', value = ''] = pair
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
    visit(
      pair.value,
      { keys: [...place.keys, ...pair.keys], path: joinPath(folder, step('', pair.name)), folder },
      found,
    )
    if (pair.alone) return
  }
  // Kubernetes encodes the values in the data of a Secret in base64.
  const encoded = own(part, 'kind') === 'Secret'
  const name = resourceName(part)
  const keys = name === undefined ? place.keys : [...place.keys, name]
  const wrapper = pair ? undefined : wrapperKey(part, keys)
  for (const key of Object.keys(part)) {
    const inside = own(part, key)
    const path = joinPath(place.path, step('', key))
    if (key === wrapper) visit(inside, { keys, path, folder: place.folder }, found)
    else {
      const through = levels.has(key) && typeof inside === 'object'
      visit(
        encoded && key === 'data' ? decoded(inside) : inside,
        { keys: through ? keys : [...keys, key], path, folder: place.path },
        found,
      )
    }
  }
}

interface NamedPair {
  readonly name: string
  /**
   * The name of the value as one step. When the name is a path such as `/prod/slack/client_id`, the steps of the path.
   */
  readonly keys: readonly string[]
  readonly value: string | null
  /** Whether the object contains only this name and value. Then its fields are not searched again. */
  readonly alone: boolean
}

const nameKeys = ['name', 'key', 'variable', 'label']
const valueKeys = ['value', 'stringvalue', 'default', 'secretstring', 'secret_string']

/**
 * Reads an object that is one variable: `{name, value}`, with at most two more fields, such as a comment. An object of
 * a parameter store can have more fields, if its name or path (`/prod/slack/client_id`) names a credential.
 */
function nameAndValue(part: ResponseFields): NamedPair | undefined {
  const fields = Object.keys(part)
  const pick = (names: readonly string[]) => fields.find((key) => names.includes(key.toLowerCase()))
  const [nameKey, valueKey] = [pick(nameKeys), pick(valueKeys)]
  const name = nameKey && own(part, nameKey)
  if (valueKey === undefined || typeof name !== 'string' || name.length > 200) return undefined
  const value = own(part, valueKey)
  if (typeof value !== 'string' && value !== null) return undefined
  if (fields.length <= 4 && /^[A-Za-z_][\w.-]{0,100}$/.test(name)) return { name, keys: [name], value, alone: true }
  const steps = name
    .trim()
    .replace(/\s+/g, '_')
    .split(/[/:]+/)
    .filter((one) => one !== '')
  const last = isCredential(steps.at(-1) ?? '') ? steps : [...steps.slice(0, -2), steps.slice(-2).join('_')]
  return isCredential(last.at(-1) ?? '') ? { name, keys: last, value, alone: false } : undefined
}

function isCredential(name: string): boolean {
  return (
    (knownName([name])?.kind ?? (mayHaveKind(name) ? kindByWords(wordsOf(ownName(name))) : undefined)) !== undefined
  )
}

/** The keys between a resource of a Terraform state and its values. */
const levels: ReadonlySet<string> = new Set(['instances', 'attributes', 'values'])

/** Returns the name of a resource in a Terraform state. The name shows what the value of the resource is. */
function resourceName(part: ResponseFields): string | undefined {
  const [type, name] = [own(part, 'type'), own(part, 'name')]
  const isResource =
    typeof type === 'string' && ['instances', 'values'].some((key) => typeof own(part, key) === 'object')
  return isResource && typeof name === 'string' ? name : undefined
}

const wrappers = [
  'value',
  'computed',
  'raw',
  'default',
  'plaintext',
  'secretstring',
  'secret_string',
  'stringvalue',
  's',
]

/** Returns the field with the value, in an object under a credential's name: `slack_client_id: {value, sensitive}`. */
function wrapperKey(part: ResponseFields, keys: readonly string[]): string | undefined {
  if (!isCredential(keys.at(-1) ?? '')) return undefined
  const fields = Object.keys(part)
  return wrappers
    .flatMap((one) => fields.filter((key) => key.toLowerCase() === one))
    .find((key) => typeof own(part, key) === 'string')
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
