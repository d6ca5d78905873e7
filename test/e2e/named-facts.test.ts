import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ownErrors } from '../../src/commands/sim/own-errors.ts'
import { allMeanings } from '../../src/slack/facts/known-errors/tables.ts'
import { methods, retiredFor } from '../../src/slack/facts/methods.ts'
import { scopeFacts, scopes } from '../../src/slack/facts/scopes.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }))
const texts = [...sources, { name: 'README.md', text: readFileSync(join(root, 'README.md'), 'utf8') }]

/** Returns the matches of a pattern in the project's texts, each with the name of its file. */
function found(pattern: RegExp, places = texts): { name: string; word: string }[] {
  return places.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map(([, one, other]) => ({ name, word: one ?? other ?? '' })),
  )
}

describe('the names of Slack’s methods, scopes and error codes in the project’s texts', () => {
  const families = [...new Set(Object.keys(methods).map((name) => name.split('.')[0]))]

  it('are methods of the table, when they follow slack-tokens call or slack-tokens which', () => {
    const called = found(/slack-tokens (?:call|which) ([a-z]+\.[A-Za-z.]*[A-Za-z])/g)
    expect(called.length).toBeGreaterThan(20)
    expect(called.filter(({ word }) => !Object.hasOwn(methods, word) && !retiredFor(word))).toEqual([])
  })

  it('are methods of the table, when they start with a known family such as `chat.`', () => {
    const word = new RegExp(
      `(?<![\\w./-])((?:${families.join('|')})(?:\\.[a-z][A-Za-z]+)+)(?=['"\`”,;:)\\s]|\\.\\s)`,
      'g',
    )
    const named = found(word).filter(({ word: one }) =>
      /\.[a-z]+[A-Z]|\.(?:list|info|test|open|read|access)$/.test(one),
    )
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter(({ word: one }) => !Object.hasOwn(methods, one))).toEqual([])
  })

  it('are scopes of the table, when they have the form of a scope', () => {
    const named = found(
      /(?<![\w.:/-])(?!node:)([a-z][a-z_.]+:(?:read|write|history|join|manage|basic|execute|stream)(?:[.:][a-z_]+)?)(?![\w:])/g,
    )
    expect(named.length).toBeGreaterThan(300)
    expect(named.filter(({ word }) => !scopeFacts(word))).toEqual([])
    expect(new Set(named.map(({ word }) => word)).size).toBeLessThanOrEqual(Object.keys(scopes).length)
  })

  it('are codes of the tables, when the simulator returns them or the program compares with them', () => {
    const simulator = sources.filter(({ name }) => name.startsWith('simulator/'))
    const answered = found(/\b(?:fail|refuse)\('([a-z]+(?:_[a-z]+)+)'|\berror: '([a-z]+(?:_[a-z]+)*)'/g, simulator)
    const apart = found(/(?:\['error'\]|\bcode\b|\berror\b) [!=]== '([a-z]+(?:_[a-z]+)+)'/g, sources)
    expect(answered.length).toBeGreaterThan(40)
    expect(apart.length).toBeGreaterThan(5)
    // The codes of the tool itself have message and hint where they are thrown, so they need no row.
    const own = new Set(found(/\b(?:code: |\? |new NotRead\()'([a-z]+(?:_[a-z]+)*)'/g, sources).map(({ word }) => word))
    // The codes of the control interface come with a message, so they need no row.
    for (const { word } of found(/\bproblem\(\d{3}, '([a-z]+(?:_[a-z]+)*)'/g, simulator)) own.add(word)
    // The code of a request that is too large for the simulator also comes with a message, so it needs no row.
    const explained = new Set(found(/\berror: '([a-z]+(?:_[a-z]+)*)', message\b/g, simulator).map(({ word }) => word))
    // The codes of a delivery that the simulator did not send are not Slack's, so they need no row.
    const unsent = Object.keys(ownErrors)
    const ofSlack = [
      ...answered.filter(({ word }) => !explained.has(word) && !unsent.includes(word)),
      ...apart.filter(({ word }) => !own.has(word) && !unsent.includes(word)),
    ]
    expect(ofSlack.filter(({ word }) => allMeanings(word).length === 0)).toEqual([])
    // A code that only the simulator uses must not be among Slack’s codes.
    expect(unsent.filter((word) => allMeanings(word).length > 0)).toEqual([])
  })
})
