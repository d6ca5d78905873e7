import { isRecord } from '../../../shape/record.ts'
import { type EventName, eventFact, events, isEventName } from '../../../slack/facts/events.ts'
import { nearest } from '../../../slack/facts/nearest.ts'
import type { App } from '../../state/app-types.ts'
import { findChannel, findChannelByName, findDirect } from '../../state/channels.ts'
import type { Channel } from '../../state/content-types.ts'
import { newTs } from '../../state/ids.ts'
import type { Person, World } from '../../state/types.ts'
import { findInstall } from '../../state/users.ts'
import { channelsIn, currentWorkspace, peopleIn } from '../../state/workspaces.ts'
import { personFields } from '../drafts/user.ts'
import type { EventDraft } from '../types.ts'
import { appTemplates } from './apps.ts'
import { conversationTemplates } from './conversations.ts'
import { withField } from './fields.ts'
import { functionDraft } from './function.ts'
import type { HandFields, HandScene } from './types.ts'
import { workspaceTemplates } from './workspace.ts'

const templates: Readonly<Record<EventName, (scene: HandScene) => HandFields>> = {
  ...conversationTemplates,
  ...workspaceTemplates,
  ...appTemplates,
}

interface ByHand {
  readonly name: string
  /**
   * The fields that differ from the default payload. Each key is the path of a field. A value such as `#general` or
   * `@dana` is replaced by the id.
   */
  readonly fields: HandFields
  readonly person: Person
}

/**
 * Builds an event that a developer sends without a change in the workspace. Returns a function that builds the event
 * for an app.
 * @throws TypeError when the event is unknown, or a path does not exist
 */
export function eventByHand(world: World, { name, fields, person }: ByHand): (app: App) => EventDraft {
  if (!isEventName(name)) throw new TypeError(unknownEvent(name))
  const given = Object.entries(fields).map(([path, value]): [string, unknown] => [path, withId(world, value)])
  const run =
    name === 'function_executed' ? functionDraft(world, { person, fields: Object.fromEntries(given) }) : undefined
  if (run) return () => run
  const payloadFor = (app: App) =>
    given.reduce(
      (payload, [path, value]) => withField(payload, path, value),
      templates[name](scene(world, app, person)),
    )
  // Building one payload here reports a wrong path before any app gets the event.
  const [first] = world.state.apps
  if (first) payloadFor(first)
  const fact = eventFact(name)
  return (app) => {
    const payload = payloadFor(app)
    const channel = channelOf(world, payload)
    const bot = findInstall(world, app.id)?.botUserId
    const isAboutBot = fact?.audience === 'person' && fact.for !== 'user' && bot !== null && bot !== undefined
    return {
      name,
      ...(channel && { channel }),
      ...(fact?.audience === 'person' && { personId: isAboutBot ? bot : person.id }),
      ...(fact?.audience === 'app' && { appId: app.id }),
      event: () => ({ ...payload, type: fact?.type ?? name, event_ts: newTs(world) }),
    }
  }
}

function scene(world: World, app: App, person: Person): HandScene {
  const { id, name, domain } = currentWorkspace(world)
  const bot = findInstall(world, app.id)?.botUserId ?? person.id
  const all = channelsIn(world)
  const ofKind = (kind: Channel['kind']) =>
    all.find((one) => one.kind === kind && one.members.includes(bot)) ?? all.find((one) => one.kind === kind)
  const channel = ofKind('public')
  return {
    team: id,
    teamName: name,
    domain,
    user: person.id,
    bot,
    appId: app.id,
    appName: app.name,
    channel: channel?.id ?? 'C0SIMBYHAND',
    group: ofKind('private')?.id ?? 'G0SIMBYHAND',
    im: (findDirect(world, [person.id, bot]) ?? ofKind('im'))?.id ?? 'D0SIMBYHAND',
    mpim: ofKind('mpim')?.id ?? 'G0SIMGROUP',
    channelName: channel?.name ?? 'general',
    ts: channel?.messages.at(-1)?.ts ?? '1700000000.000100',
    now: Math.floor(world.now() / 1000),
    person: personFields(world, person),
  }
}

/**
 * Returns the conversation that a payload names in one of the fields that can contain its id; undefined when the
 * payload names none.
 */
function channelOf(world: World, { channel, channel_id: id, item }: HandFields): Channel | undefined {
  const named = [
    channel,
    isRecord(channel) ? channel['id'] : undefined,
    id,
    isRecord(item) ? item['channel'] : undefined,
  ]
  const found = named.find((one) => typeof one === 'string')
  return typeof found === 'string' ? findChannel(world, found) : undefined
}

function withId(world: World, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (value.startsWith('#')) return findChannelByName(world, value)?.id ?? value
  if (value.startsWith('@')) return peopleIn(world).find(({ name }) => name === value.slice(1))?.id ?? value
  return value
}

function unknownEvent(name: string): string {
  const all = Object.keys(events)
  const longer = all.filter((one) => one.startsWith(name))
  const near = longer.length > 0 ? longer.slice(0, 8) : nearest(name, all)
  return `${name} is no event of Slack’s${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}`
}
