import { changeSettings, defaultFeatureFlags } from './app-settings.ts'
import type { App } from './app-types.ts'
import { cleanSeed } from './clean-seed.ts'
import type { Channel, Message } from './content-types.ts'
import { seedState, simulatedSecrets } from './default-seed.ts'
import { laterTs } from './ids.ts'
import type { SeedApp, SeedChannel, SeedContent, SeedMessage, SeedPerson, SeedWorkspace } from './seed-types.ts'
import type { OwnWorkspace, Person, WorldState } from './types.ts'

/** The creation time of all channels in a seed, in seconds since 1970: a day in January 2026. */
const created = Date.UTC(2026, 0, 5) / 1000

/** Milliseconds between two messages of a seeded channel. */
const pace = 60_000

/** Returns `given` when it is set; otherwise makes an id from the letter and the name. Every id is unique. */
type Ids = (letter: string, name: string, given: string | undefined) => string

/** Builds the world's state from a valid seed. @param now milliseconds since 1970 */
export function seededState(given: SeedContent, { seed, now }: { seed: string; now: number }): WorldState {
  const content = cleanSeed(given)
  const ids = createIds(content)
  const usual = seedState(seed, now)
  const [home, ...others] = content.workspaces.map((one, index) => workspace(one, index, { ids, now }))
  if (!home) throw new Error('A seed without a workspace')
  const { people, channels, emoji, ...place } = home
  const all = [home, ...others]
  const { organization: group, apps } = content
  const stamps = all.flatMap((one) => one.channels.flatMap(({ messages: said }) => said.map(({ ts }) => ts)))
  return {
    ...usual,
    given,
    workspace: place,
    moreWorkspaces: others,
    people,
    channels,
    ...(emoji && { emoji }),
    lastTs: stamps.reduce(laterTs, usual.lastTs),
    organization: group
      ? {
          id: group.id ?? 'E0SIMORG1',
          name: group.name,
          domain: group.domain ?? slug(group.name),
          teams: all.filter(({ name }) => group.workspaces?.includes(name)).map(({ id }) => id),
        }
      : null,
    apps: apps ? apps.map((one, index) => app(one, index, ids)) : usual.apps,
  }
}

interface SeedProgress {
  readonly ids: Ids
  readonly now: number
}

function workspace(given: SeedWorkspace, index: number, making: SeedProgress): OwnWorkspace {
  const people = given.people.map((one) => person(one, given, making.ids))
  const rooms = given.channels ?? [{ name: 'general' }]
  return {
    id: making.ids('T', String(index + 1).padStart(4, '0'), given.id),
    name: given.name,
    domain: given.domain ?? slug(given.name),
    people,
    channels: rooms.map((one) => channel(one, people, making)),
    ...(given.emoji && { emoji: [...given.emoji] }),
  }
}

function person({ id, name, realName, email, admin }: SeedPerson, { name: place }: SeedWorkspace, ids: Ids): Person {
  return {
    id: ids('U', name, id),
    name,
    realName: realName ?? name.charAt(0).toUpperCase() + name.slice(1),
    email: email ?? `${name}@${slug(place)}.example`,
    isAdmin: admin ?? false,
  }
}

function channel(given: SeedChannel, people: readonly Person[], { ids, now }: SeedProgress): Channel {
  const idOf = (name: string) => people.find((one) => one.name === name)?.id ?? ''
  const members = given.members ? [...new Set(given.members.map(idOf))] : people.map(({ id }) => id)
  return {
    id: ids('C', given.name, given.id),
    name: given.name,
    kind: given.private ? 'private' : 'public',
    topic: given.topic ?? '',
    ...(given.sharedWith && { sharedWith: [...given.sharedWith] }),
    created,
    creator: members[0] ?? people[0]?.id ?? '',
    members,
    messages: messages(given.messages ?? [], idOf, now),
  }
}

/**
 * Builds the messages of a channel, oldest first. The last message is one minute old, and each message is one minute
 * older than the next.
 */
function messages(given: readonly SeedMessage[], idOf: (name: string) => string, now: number): Message[] {
  const lines = given.flatMap((one): { said: SeedMessage; under?: SeedMessage }[] => [
    { said: one },
    ...(one.replies ?? []).map((reply) => ({ said: reply, under: one })),
  ])
  const stamp = (index: number) => (Math.max(index, now - (lines.length - index) * pace) / 1000).toFixed(6)
  const tsOf = new Map(lines.map(({ said }, index) => [said, stamp(index)]))
  return lines.map(({ said, under }) => {
    const thread = under ?? (said.replies?.length ? said : undefined)
    const reactions = Object.entries(said.reactions ?? {}).map(([name, who]) => ({ name, users: who.map(idOf) }))
    return {
      ts: tsOf.get(said) ?? '',
      user: idOf(said.from),
      text: said.text,
      ...(thread && { threadTs: tsOf.get(thread) ?? '' }),
      ...(reactions.length > 0 && { reactions }),
    }
  })
}

function app(given: SeedApp, index: number, ids: Ids): App {
  const { id, name, clientId, clientSecret, clientSecretHash, signingSecret, appToken, ...settings } = given
  const made: App = {
    id: ids('A', `APP${index + 1}`, id),
    name,
    clientId:
      clientId ??
      `${String(index + 1)
        .repeat(10)
        .slice(0, 10)}.2222222222`,
    ...simulatedSecrets,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(clientSecretHash !== undefined && { clientSecretHash }),
    ...(signingSecret !== undefined && { signingSecret }),
    ...(appToken !== undefined && { appToken }),
    redirectUrls: ['http://localhost:8443/slack/callback', 'https://localhost:8443/slack/callback'],
    botName: slug(name),
    messagesTab: true,
    ...defaultFeatureFlags(),
  }
  changeSettings(made, { ...settings })
  return made
}

/**
 * Returns a function that makes the ids of this seed. When the id for a name is already in use, the function adds a
 * number.
 */
function createIds({ workspaces, apps = [] }: SeedContent): Ids {
  const places = workspaces.flatMap((one) => [one, ...one.people, ...(one.channels ?? [])])
  const taken = new Set([...places, ...apps].flatMap(({ id }) => id ?? []))
  return (letter, name, given) => {
    if (given !== undefined) return given
    const base = `${letter}0SIM${name
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .slice(0, 8)}`
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? base : `${base}${number}`
      if (taken.has(id)) continue
      taken.add(id)
      return id
    }
  }
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'simulated'
  )
}
