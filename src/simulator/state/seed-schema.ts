import { fits, problemsOf } from '../../shape/problems.ts'
import {
  also,
  flag,
  like,
  listOf,
  named,
  object,
  optional,
  plain,
  type Shape,
  type ShapeFault,
} from '../../shape/shape.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { longestSentence, nameIn, oneLine } from '../../slack/facts/one-line.ts'
import { settingShapes } from './app-settings.ts'
import { seededAppToken } from './app-token.ts'
import { cleanSeed } from './clean-seed.ts'
import type {
  SeedApp,
  SeedChannel,
  SeedContent,
  SeedMessage,
  SeedOrganization,
  SeedPerson,
  SeedWorkspace,
} from './seed-types.ts'

/** A problem in a seed: the path of the wrong value, such as `workspaces[0].people[2].nam`, and what is wrong. */
export interface SeedProblem {
  readonly path: string
  readonly problem: string
}

const wrong = (path: string, problem: string): SeedProblem[] => [{ path, problem }]

const someText = plain<string>('a text', (value) => typeof value === 'string' && value !== '')
/** The shape of a name that has at least one visible character. */
const visible = plain<string>('a name that can be seen', (value) => nameIn(value) !== null)
const name = also(someText, visible)
const personName = like(/^[a-z0-9._-]{1,80}$/, 'a name of lower-case letters, digits and ._-, as in @dana')
const channelName = also(like(/^[^A-Z\s#.,]{1,80}$/, 'a name without capitals, spaces, # and full stops'), visible)
const domain = like(/^[a-z0-9-]+$/, 'lower-case letters, digits and dashes')
const idOf = (letters: string, example: string) =>
  optional(like(new RegExp(`^[${letters}][A-Z0-9]{2,20}$`), `an id like ${example}`))

/** Returns the shape of an object that can have only these keys. */
function group<T>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const required = Object.entries<Shape<unknown>>(fields).flatMap(([key, shape]) => (shape.optional ? [] : [key]))
  return object<T>(fields, 'closed', `${required.join(', ')} and their values`)
}

const message = group<SeedMessage>({
  from: personName,
  text: someText,
  reactions: optional(named(listOf(personName, { least: 1 }), { means: 'names of emoji, each with a list of people' })),
  replies: optional(listOf(group({ from: personName, text: someText }))),
})
const channel = group<SeedChannel>({
  name: channelName,
  id: idOf('C', 'C0GENERAL'),
  private: optional(flag),
  topic: optional(someText),
  sharedWith: optional(
    listOf(like(/^[TE][A-Z0-9]{2,20}$/, 'the id of an outside workspace, such as T0PARTNER'), { least: 1 }),
  ),
  members: optional(listOf(personName)),
  messages: optional(listOf(message)),
})
const person = group<SeedPerson>({
  name: personName,
  id: idOf('UW', 'U0DANA'),
  realName: optional(name),
  email: optional(like(/^\S+@\S+$/, 'an e-mail address')),
  admin: optional(flag),
})
const workspace = group<SeedWorkspace>({
  name,
  people: listOf(person, { least: 1 }),
  id: idOf('T', 'T0WORK'),
  domain: optional(domain),
  channels: optional(listOf(channel)),
  emoji: optional(listOf(like(/^[a-z0-9_'+-]{1,100}$/, 'the name of an emoji without colons, such as party_parrot'))),
})
const app = group<Omit<SeedApp, 'clientSecretHash'>>({
  name,
  id: idOf('A', 'A0MYAPP'),
  clientId: optional(like(/^\d+\.\d+$/, 'two numbers joined by a dot, in quotes')),
  clientSecret: optional(someText),
  signingSecret: optional(someText),
  appToken: optional(
    like(seededAppToken, 'an app-level token that only the simulator has, like xapp-1-sim-0123456789'),
  ),
  ...settingShapes,
})
const organization = group<SeedOrganization>({
  name,
  id: idOf('E', 'E0GROUP'),
  domain: optional(domain),
  workspaces: optional(listOf(name)),
})
const content = group<SeedContent>({
  workspaces: listOf(workspace, { least: 1 }),
  organization: optional(organization),
  apps: optional(listOf(app, { least: 1 })),
})

/** Returns every problem in a seed; an empty list when the seed is valid. */
export function seedProblems(value: unknown): readonly SeedProblem[] {
  // Duplicate and unknown names are looked for only when every value has the right type.
  const problems = fits(content, value)
    ? crossProblems(cleanSeed(value))
    : problemsOf(content, value).map(({ path, fault }) => ({ path, problem: describe(fault) }))
  // A path or a problem can contain text from the seed, so each is put on one line.
  return problems.map(({ path, problem }) => ({ path: oneLine(path), problem: oneLine(problem, longestSentence) }))
}

function describe(fault: ShapeFault): string {
  switch (fault.is) {
    case 'missing':
      return 'is missing'
    case 'unknown key': {
      const [near] = nearest(fault.key, fault.known, 1)
      return near ? `no such key; did you mean ${near}?` : `no such key; there are ${fault.known.join(', ')}`
    }
    case 'other':
      return `expected ${fault.means}${fault.means === 'a text' && typeof fault.value === 'number' ? ': put it in quotes' : ''}`
    case 'size':
      return 'expected a list with at least one entry'
    case 'name':
    case 'twice':
      return 'does not fit'
  }
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
    ...channels.flatMap(([{ sharedWith = [] }, path]) => sharingProblems(sharedWith, `${path}.sharedWith`, workspaces)),
    ...(group?.workspaces ?? []).flatMap((name, index) =>
      names.includes(name)
        ? []
        : wrong(`organization.workspaces[${index}]`, `no such workspace; there are ${names.join(', ')}`),
    ),
  ]
}

/** Returns the problems in one workspace: duplicate names, and names of people who are not in the workspace. */
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

/**
 * Returns the problems in the list of outside workspaces that share a channel: a workspace of the seed cannot be in
 * this list.
 */
function sharingProblems(teams: readonly string[], path: string, workspaces: readonly SeedWorkspace[]): SeedProblem[] {
  return teams.flatMap((team, index) =>
    workspaces.some(({ id }) => id === team)
      ? wrong(
          `${path}[${index}]`,
          'is a workspace of this seed; a channel can be shared only with an outside workspace',
        )
      : [],
  )
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
