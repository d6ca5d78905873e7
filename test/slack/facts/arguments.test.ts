import { WebClient } from '@slack/web-api'
import sdk from '@slack/web-api/package.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { argumentNames, argumentsReadFrom } from '../../../src/slack/facts/argument-names.ts'
import { knownArguments } from '../../../src/slack/facts/arguments.ts'
import { type MethodFacts, methods } from '../../../src/slack/facts/methods.ts'

type Words<T extends string> = T extends `${infer First} ${infer Rest}` ? First | Words<Rest> : T
type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never
type Argument<Path extends string> = At<WebClient, Path> extends (...rest: infer All) => unknown ? All[0] : never
type Keys<T> = T extends T ? (keyof T extends infer Key ? (string extends Key ? never : Key) : never) : never
type Unlisted = {
  [Method in keyof typeof argumentNames]: Exclude<
    Keys<NonNullable<Argument<Method>>>,
    Words<(typeof argumentNames)[Method]> | 'token'
  >
}[keyof typeof argumentNames]

/** The compiler rejects this line, and names the argument, when the SDK has an argument that the table lacks. */
const nothingUnlisted: [Unlisted] extends [never] ? true : Unlisted = true

/** Returns the names of the methods in the SDK’s client, for example `chat.postMessage`. */
function namesOf(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'function') return [path.join('.')]
  if (typeof value !== 'object' || value === null || path.length > 5) return []
  return Object.entries(value).flatMap(([key, inner]) => namesOf(inner, [...path, key]))
}

describe('the table of arguments', () => {
  const client = new WebClient()
  const families = [...new Set(Object.keys(methods).map((name) => name.split('.')[0] ?? ''))]
  const bySdk = families.flatMap((family) => namesOf(client[family as keyof WebClient], [family]))

  it('is from the installed version of the SDK, and has all arguments of that version', () => {
    expect(argumentsReadFrom.version).toBe(sdk.version)
    expect(nothingUnlisted).toBe(true)
  })

  it('has a row for every documented method of the SDK', () => {
    const documented = bySdk.filter((name) => Object.hasOwn(methods, name))
    expect(documented.length).toBeGreaterThan(250)
    // api.test accepts any argument and returns it, so it has no row.
    expect(documented.filter((name) => !knownArguments(name))).toEqual(['api.test'])
  })

  it('lists, for each method, its required arguments, and each argument once and in alphabetical order', () => {
    const rows = Object.keys(argumentNames).map((name) => ({
      name,
      required: (methods as Record<string, MethodFacts>)[name]?.required ?? [],
      known: knownArguments(name) ?? [],
    }))
    expect(rows.filter(({ required, known }) => required.some((one) => !known.includes(one)))).toEqual([])
    expect(rows.filter(({ known }) => [...new Set(known)].sort().join() !== known.join())).toEqual([])
  })

  it.each([
    ['chat.postMessage', 'thread_ts', true],
    ['chat.postMessage', 'treadts', false],
    ['auth.test', 'channel', false],
  ])('lists for the method %s the argument %s: %j', (method, name, takes) =>
    expect(knownArguments(method)?.includes(name)).toBe(takes),
  )

  it.each(['api.test', 'agents.list', 'constructor', '__proto__'])('has no row for %s', (name) =>
    expect(knownArguments(name)).toBeUndefined(),
  )
})
