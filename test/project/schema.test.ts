import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { projectShape } from '../../src/project/shape.ts'
import schema from '../../src/project/slack-tokens.schema.json' with { type: 'json' }
import { fits } from '../../src/shape/problems.ts'
import { assertProperty, fc } from '../support/property.ts'

const bySchema = new Ajv.default({ strict: false }).compile(schema)

/** Valid and invalid values of each key. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  $schema: ['./x.json', 3],
  profile: ['acme', 'Acme-2.dev', '', '../x', 'a..b', 'a b', 'x'.repeat(65), 7, null],
  app: ['my-app', '-app', ['a']],
  port: [1, 8443, 65_535, 0, 65_536, 1.5, '8443'],
  manifest: [
    'manifest.json',
    'slack/manifest.yaml',
    './m.json',
    '../m.json',
    'a/../../m',
    '/etc/m',
    '~/m',
    'C:\\m',
    ' ',
  ],
}
const driveValues: Readonly<Record<string, readonly unknown[]>> = {
  start: ['npm start', 'PORT=3000 node app.js', '', '  ', 'a\nb', 'a\u202eb', 5, 'x'.repeat(2001)],
  url: [
    'http://localhost:3000/slack/install',
    'https://app.test',
    'localhost:3000',
    'ftp://x/',
    'http://u@h/',
    '/install',
  ],
  scenarios: [['allow'], ['allow', 'deny'], [], ['allow', 'allow'], ['Allow'], 'allow'],
  use: ['/hello', '/', 'http://localhost:3000/hello', '//evil.test/x', 'hello', '/a b'],
  eventsUrl: ['/slack/events', 'slack/events'],
  redirectUrl: ['http://localhost:3000/cb', '/cb'],
  allowHosts: [[], ['app.test', '127.0.0.2', '[::1]'], ['a/b'], ['a', 'a'], 'a'],
  wait: [0.5, 3600, 0, -1, 3601, '5'],
  seed: ['seed.yaml', '..', '../seed.yaml'],
  browser: [true, false, 'yes', 1],
  artifacts: ['drive-artifacts', './out/drive', '../out', '/tmp/out', ''],
  allow: [['denial-500'], [], ['x y'], [3]],
}

/** Contents of the file: each value of a key alone, and whole contents, for example with an unknown key. */
const contents: readonly (readonly [string, unknown])[] = [
  ...Object.entries(values).flatMap(([key, all]) => all.map((one) => [key, { [key]: one }] as const)),
  ...Object.entries(driveValues).flatMap(([key, all]) =>
    all.map((one) => [`drive.${key}`, { drive: { [key]: one } }] as const),
  ),
  ...[{}, [], 'text', null, { tokenCommand: 'x' }, { drive: [] }, { drive: { command: 'x' } }, { drive: {} }].map(
    (one) => ['whole', one] as const,
  ),
]

describe('the JSON Schema of .slack-tokens.json', () => {
  it('accepts and refuses the same values as the program’s own check, for every key', () => {
    const apart = contents.filter(([, value]) => bySchema(value) !== fits(projectShape, value))
    expect(apart).toEqual([])
  })

  it('and the program’s own check accept at least one value of every key, and refuse at least one', () => {
    const judged = (key: string) =>
      new Set(contents.filter(([one]) => one === key).map(([, value]) => fits(projectShape, value)))
    const keys = [...Object.keys(values), ...Object.keys(driveValues).map((key) => `drive.${key}`)]
    expect(keys.filter((key) => judged(key).size < 2)).toEqual([])
  })

  it('has exactly the keys that this test has values for', () => {
    const { drive, ...others } = schema.properties
    expect(Object.keys(others).sort()).toEqual(Object.keys(values).sort())
    expect(Object.keys(drive.properties).sort()).toEqual(Object.keys(driveValues).sort())
  })

  it('agrees with the check on files with several keys', () => {
    const some = (all: Readonly<Record<string, readonly unknown[]>>) =>
      fc.record(Object.fromEntries(Object.entries(all).map(([key, list]) => [key, fc.constantFrom(...list)])), {
        requiredKeys: [],
      })
    assertProperty(
      fc.property(some(values), fc.option(some(driveValues), { nil: undefined }), (top, drive) => {
        const value = { ...top, ...(drive && { drive }) }
        expect(bySchema(value)).toBe(fits(projectShape, value))
      }),
    )
  })
})
