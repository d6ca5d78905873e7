import { isRecord } from '../shape/record.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { fromPairs } from './literal/members.ts'

/** A variable that a program stores as an object: `{"name": "SLACK_BOT_TOKEN", "value": "xoxb-…"}`. */
export interface NamedVariable {
  readonly name: string
  readonly value: string | null
}

const nameKeys = ['name', 'key', 'variable', 'label', 'optionname', 'parameterkey', 'field']
const valueKeys = ['value', 'stringvalue', 'default', 'optionvalue', 'parametervalue', '#text']
const aName = /^[A-Za-z_@][\w .-]{0,100}$/

/** Returns the name and value of an object that is one variable. Undefined for any other object. */
export function variableIn(part: Readonly<Record<string, unknown>>, mostKeys = 4): NamedVariable | undefined {
  const keys = Object.keys(part)
  if (keys.length > mostKeys) return undefined
  const pick = (names: readonly string[]) =>
    names.flatMap((one) => keys.find((key) => key.toLowerCase() === one) ?? [])[0]
  const [nameKey, valueKey] = [pick(nameKeys), pick(valueKeys)]
  const name = nameKey === undefined ? undefined : part[nameKey]
  if (valueKey === undefined || typeof name !== 'string' || !aName.test(name)) return undefined
  const value = untyped(part[valueKey])
  return typeof value === 'string' || value === null ? { name, value } : undefined
}

/** The keys with which a database or a protocol names the type of a value, each with a test of the value. */
const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(
    ['S', 'N', 'stringValue', 'integerValue', 'timestampValue', 'referenceValue', 'bytesValue'].map((key) => [
      key,
      isText,
    ]),
  ),
  ...Object.fromEntries(['$oid', '$numberInt', '$numberLong', '$numberDouble', '$date'].map((key) => [key, isText])),
  ...Object.fromEntries(
    ['BOOL', 'NULL', 'booleanValue', 'boolValue'].map((key) => [key, (value) => typeof value === 'boolean']),
  ),
  ...Object.fromEntries(['L', 'SS', 'NS'].map((key) => [key, Array.isArray])),
  ...Object.fromEntries(['M', 'mapValue', 'arrayValue', 'kvlistValue'].map((key) => [key, isRecord])),
  doubleValue: (value) => typeof value === 'number',
  nullValue: () => true,
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

/** Keys that can be next to the key of a value, and only repeat its type. */
const besideType = new Set(['valueType', 'kind', 'type'])

/**
 * Returns the inner value of an object whose only key is a type, as in DynamoDB (`{"S": "…"}`), Firestore
 * (`{"stringValue": "…"}`) and MongoDB (`{"$oid": "…"}`). Returns any other value unchanged.
 */
export function untyped(value: unknown): unknown {
  if (!isRecord(value)) return value
  const keys = Object.keys(value).filter((key) => !besideType.has(key))
  const [key] = keys
  if (key === undefined || keys.length > 1 || !Object.hasOwn(types, key) || !types[key]?.(value[key])) return value
  const inner = value[key]
  if (key === 'NULL' || key === 'nullValue') return null
  const part = isRecord(inner) ? (inner['fields'] ?? inner['values']) : undefined
  return (key === 'mapValue' || key === 'arrayValue' || key === 'kvlistValue') && part !== undefined ? part : inner
}

/**
 * Returns one object with all variables of a list. Each item is an object with name and value, a pair, or a text
 * (`NAME=value`). Undefined for any other list, and when no value is a token and no name contains `token`, `secret`,
 * `webhook` or `slack`.
 */
export function variablesOf(list: readonly unknown[]): Record<string, unknown> | undefined {
  const [first] = list
  // Without this check, a list of two words would be read as one pair.
  if (first === undefined || (list.length < 2 && !isRecord(first))) return undefined
  const pairs: [string, string | null][] = []
  const used = new Set<string>()
  for (const one of list) {
    const pair = isRecord(one) ? variableIn(one, 12) : pairOf(one)
    if (!pair || used.has(pair.name)) return undefined
    used.add(pair.name)
    pairs.push([pair.name, pair.value])
  }
  return pairs.some(isOfSlack) ? fromPairs(pairs) : undefined
}

function isOfSlack([name, value]: readonly [string, string | null]): boolean {
  return value !== null && (tokenKind(value) !== undefined || /token|secret|webhook|slack/i.test(name))
}

const assignment = /^([A-Za-z_]\w{0,100})=(.{0,4000})$/

function pairOf(value: unknown): NamedVariable | undefined {
  const [, variable, assigned = ''] = typeof value === 'string' ? (assignment.exec(value) ?? []) : []
  if (variable !== undefined) return { name: variable, value: assigned }
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [name, text]: unknown[] = value
  return typeof name === 'string' && aName.test(name) && typeof text === 'string' ? { name, value: text } : undefined
}
