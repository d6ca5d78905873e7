import { nearest } from '../../slack/facts/nearest.ts'
import { longestSentence, nameIn, oneLine } from '../../slack/facts/one-line.ts'
import { settingNames, settingProblem } from './app-settings.ts'
import { seededAppToken } from './app-token.ts'
import { cleanSeed } from './clean-seed.ts'
import type { SeedContent, SeedWorkspace } from './seed-types.ts'

/** What is wrong at one place of a seed: `workspaces[0].people[2].nam`, and what was expected there. */
export interface SeedProblem {
  readonly path: string
  readonly problem: string
}

type SeedCheck = (value: unknown, path: string) => SeedProblem[]
type SeedFields = Readonly<Record<string, SeedCheck>>

const wrong = (path: string, problem: string): SeedProblem[] => [{ path, problem }]

const text: SeedCheck = (value, path) => {
  if (typeof value === 'string' && value !== '') return []
  return wrong(path, typeof value === 'number' ? 'expected a text: put it in quotes' : 'expected a text')
}

/** Something has to be left of it on one line. */
const shown =
  (check: SeedCheck): SeedCheck =>
  (value, path) => {
    const found = check(value, path)
    return found.length > 0 || nameIn(value) !== null ? found : wrong(path, 'expected a name that can be seen')
  }
const name = shown(text)

const flag: SeedCheck = (value, path) => (typeof value === 'boolean' ? [] : wrong(path, 'expected true or false'))

const like =
  (pattern: RegExp, expected: string): SeedCheck =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : wrong(path, `expected ${expected}`)

const listOf =
  (check: SeedCheck, least = 0): SeedCheck =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < least)
      return wrong(path, `expected a list${least > 0 ? ' with at least one entry' : ''}`)
    return value.flatMap((one, index) => check(one, `${path}[${index}]`))
  }

/** Keys that have to be there, and those that may. */
const fields =
  (required: SeedFields, optional: SeedFields): SeedCheck =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, `expected ${Object.keys(required).join(', ') || 'keys'} and their values`)
    const all: SeedFields = { ...required, ...optional }
    const at = (name: string) => (path === '' ? name : `${path}.${name}`)
    const missing = Object.keys(required).filter((name) => value[name] === undefined)
    const given = Object.entries(value).flatMap(([name, one]) =>
      Object.hasOwn(all, name)
        ? (all[name]?.(one, at(name)) ?? [])
        : wrong(at(name), unknownKey(name, Object.keys(all))),
    )
    return [...missing.map((name) => ({ path: at(name), problem: 'is missing' })), ...given]
  }

function unknownKey(name: string, known: readonly string[]): string {
  const [near] = nearest(name, known, 1)
  return near ? `no such key; did you mean ${near}?` : `no such key; there are ${known.join(', ')}`
}

const personName = like(/^[a-z0-9._-]{1,80}$/, 'a name of lower-case letters, digits and ._-, as in @dana')
const channelName = shown(like(/^[^A-Z\s#.,]{1,80}$/, 'a name without capitals, spaces, # and full stops'))
const domain = like(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes')
const idOf = (letters: string, example: string) =>
  like(new RegExp(`^[${letters}][A-Z0-9]{2,20}$`), `an id like ${example}`)

const reply = fields({ from: personName, text }, {})
const reactions: SeedCheck = (value, path) =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, people]) => listOf(personName, 1)(people, `${path}.${name}`))
    : wrong(path, 'expected names of emoji, each with a list of people')
const message = fields({ from: personName, text }, { reactions, replies: listOf(reply) })
const channel = fields(
  { name: channelName },
  { id: idOf('C', 'C0GENERAL'), private: flag, topic: text, members: listOf(personName), messages: listOf(message) },
)
const person = fields(
  { name: personName },
  { id: idOf('UW', 'U0DANA'), realName: name, email: like(/^\S+@\S+$/, 'an e-mail address'), admin: flag },
)
const workspace = fields(
  { name, people: listOf(person, 1) },
  { id: idOf('T', 'T0WORK'), domain, channels: listOf(channel) },
)
const settings = Object.fromEntries(
  settingNames.map((name): [string, SeedCheck] => [
    name,
    (value, path) => {
      const problem = settingProblem(name, value)
      return problem === undefined ? [] : wrong(path, problem)
    },
  ]),
)
const app = fields(
  { name },
  {
    id: idOf('A', 'A0MYAPP'),
    clientId: like(/^\d+\.\d+$/, 'two numbers joined by a dot, in quotes'),
    clientSecret: text,
    signingSecret: text,
    appToken: like(seededAppToken, 'an app-level token that only the simulator has, like xapp-1-sim-0123456789'),
    ...settings,
  },
)
const organization = fields({ name }, { id: idOf('E', 'E0GROUP'), domain, workspaces: listOf(name) })
const content = fields({ workspaces: listOf(workspace, 1) }, { organization, apps: listOf(app, 1) })

/** Everything that keeps a value from being a seed, with the path of each wrong key. */
export function seedProblems(value: unknown): readonly SeedProblem[] {
  const shape = content(value, '')
  // Who is named where makes sense only once everything is what it should be.
  const problems = shape.length > 0 ? shape : crossProblems(cleanSeed(value as SeedContent))
  // A key, or what a check quotes, is text from outside as well.
  return problems.map(({ path, problem }) => ({ path: oneLine(path), problem: oneLine(problem, longestSentence) }))
}

function crossProblems(seed: SeedContent): SeedProblem[] {
  const { workspaces, apps = [], organization: group } = seed
  const people = workspaces.flatMap((one, at) =>
    one.people.map((who, index) => [who, `workspaces[${at}].people[${index}]`] as const),
  )
  const channels = workspaces.flatMap((one, at) =>
    (one.channels ?? []).map((room, index) => [room, `workspaces[${at}].channels[${index}]`] as const),
  )
  const named = <T>(list: readonly T[], path: string) => list.map((one, index) => [one, `${path}[${index}]`] as const)
  const names = workspaces.map(({ name }) => name)
  return [
    ...twice(named(workspaces, 'workspaces'), 'name'),
    ...twice([...named(workspaces, 'workspaces'), ...people, ...channels, ...named(apps, 'apps')], 'id'),
    ...twice(named(apps, 'apps'), 'clientId'),
    ...twice(named(apps, 'apps'), 'appToken'),
    ...workspaces.flatMap((one, at) => peopleProblems(one, `workspaces[${at}]`)),
    ...(group?.workspaces ?? []).flatMap((name, index) =>
      names.includes(name)
        ? []
        : wrong(`organization.workspaces[${index}]`, `no such workspace; there are ${names.join(', ')}`),
    ),
  ]
}

/** The same name twice, and names of people that are not in the workspace. */
function peopleProblems({ people, channels = [] }: SeedWorkspace, path: string): SeedProblem[] {
  const known = people.map(({ name }) => name)
  const here = (name: string, at: string) =>
    known.includes(name) ? [] : wrong(at, `nobody here is called ${name}; there are ${known.join(', ')}`)
  const said = channels.flatMap(({ members = [], messages = [] }, index) => {
    const at = `${path}.channels[${index}]`
    const lines = messages.flatMap(({ from, replies = [], reactions: given = {} }, line) => {
      const place = `${at}.messages[${line}]`
      const reacted = Object.entries(given).flatMap(([name, who]) =>
        who.flatMap((one, nth) => here(one, `${place}.reactions.${name}[${nth}]`)),
      )
      const answers = replies.flatMap((one, nth) => here(one.from, `${place}.replies[${nth}].from`))
      return [...here(from, `${place}.from`), ...reacted, ...answers]
    })
    return [...members.flatMap((one, nth) => here(one, `${at}.members[${nth}]`)), ...lines]
  })
  const listed = <T>(list: readonly T[], key: string) =>
    list.map((one, index) => [one, `${path}.${key}[${index}]`] as const)
  return [...twice(listed(people, 'people'), 'name'), ...twice(listed(channels, 'channels'), 'name'), ...said]
}

function twice<K extends string>(
  places: readonly (readonly [{ readonly [P in K]?: string }, string])[],
  key: K,
): SeedProblem[] {
  const seen = new Map<string, string>()
  return places.flatMap(([one, path]) => {
    const value = one[key]
    if (value === undefined) return []
    const first = seen.get(value)
    if (first === undefined) seen.set(value, path)
    return first === undefined ? [] : wrong(`${path}.${key}`, `is the same as ${first}.${key}: ${value}`)
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
