import { isRecord } from '../../shape/record.ts'
import { installedApps } from '../events/interaction/common.ts'
import { plainText } from '../events/interaction/elements.ts'
import { openModal, stackOf, stateValues } from '../events/interaction/views.ts'
import { findSomeone, type Someone } from '../events/person/find.ts'
import { slackCommands } from '../events/person/slack-commands.ts'
import { subscriptionsOf } from '../events/subscriptions.ts'
import type { Site } from '../http/types.ts'
import { installLink, listedScopes, listsScopes } from '../state/app-manifest.ts'
import type { App } from '../state/app-types.ts'
import { canSee } from '../state/channels.ts'
import type { Channel, StoredView } from '../state/content-types.ts'
import { threadStatus } from '../state/thread-status.ts'
import type { Person, World } from '../state/types.ts'
import { findApp } from '../state/users.ts'
import { channelsIn, currentWorkspace, peopleIn, worldsOf } from '../state/workspaces.ts'
import type {
  Desk,
  PageApp,
  PageChannel,
  PageCommand,
  PagePerson,
  PageShortcut,
  PageThread,
  PageView,
} from './types.ts'

/** The highest number of unread messages that the page shows. */
const mostUnread = 99

/**
 * Returns all data that the page shows around the messages, as one person sees it.
 * @param user name or id of the person; by default the first person of the first workspace
 * @throws TypeError when there is no such person
 */
export function deskOf(site: Site, user: string | undefined): Desk {
  const someone = findSomeone(site.world, user)
  const { world, person } = someone
  const { id, name, domain } = currentWorkspace(world)
  const { organization } = world.state
  const modal = openModal(world, person.id)
  return {
    version: site.version(),
    now: world.now(),
    workspace: { id, name, domain },
    organization: organization && { id: organization.id, name: organization.name },
    me: pagePerson(person),
    people: peopleIn(world).map(pagePerson),
    actors: worldsOf(site.world).flatMap(actorsIn),
    channels: channelsIn(world)
      .filter((channel) => canSee(channel, person.id))
      .map((channel) => pageChannel(channel, person)),
    apps: world.state.apps.map((app) => pageApp(site, world, app)),
    commands: commandsIn(world),
    shortcuts: shortcutsIn(world),
    modal: modal ? pageView(world, modal) : null,
    homes: world.state.views
      .filter(({ type, userId }) => type === 'home' && userId === person.id)
      .map((view) => pageView(world, view)),
    threads: threadsOf(someone),
  }
}

function pagePerson({ id, name, realName, isAdmin, bot, deleted }: Person): PagePerson {
  return { id, name, realName, isAdmin, appId: bot?.appId ?? null, deactivated: deleted === true }
}

function actorsIn(world: World): Desk['actors'] {
  const { id, name } = currentWorkspace(world)
  return peopleIn(world)
    .filter(({ bot, deleted }) => bot === undefined && deleted !== true)
    .map((one) => ({ id: one.id, name: one.name, realName: one.realName, workspace: { id, name } }))
}

function pageChannel(channel: Channel, person: Person): PageChannel {
  const { id, name, kind, topic, members, messages } = channel
  const read = channel.lastRead?.[person.id] ?? ''
  let unread = 0
  for (let at = messages.length - 1; at >= 0 && unread < mostUnread; at -= 1) {
    const message = messages[at]
    if (!message || message.ts <= read) break
    if (message.user !== person.id) unread += 1
  }
  return {
    ...{ id, kind, topic, members, unread },
    name: kind === 'im' || kind === 'mpim' ? '' : name,
    archived: channel.archived === true,
    latest: messages.at(-1)?.ts ?? '',
  }
}

function pageApp(site: Site, world: World, app: App): PageApp {
  const found = installedApps(world).find((one) => one.app.id === app.id)
  const { homeTab, assistant } = subscriptionsOf(app)
  const listed = listedScopes(site.world, app)
  return {
    id: app.id,
    name: app.name,
    botUserId: found?.install.botUserId ?? null,
    installed: found !== undefined,
    homeTab,
    messagesTab: app.messagesTab && !isReadOnly(app),
    assistant,
    installUrl: listsScopes(listed) ? installLink(app, listed, site.url()) : null,
  }
}

/** Whether people can read but not write in the messages tab of the app. */
function isReadOnly({ manifest }: App): boolean {
  const { app_home: home } = manifest && isRecord(manifest['features']) ? manifest['features'] : {}
  return isRecord(home) && home['messages_tab_read_only_enabled'] === true
}

function commandsIn(world: World): PageCommand[] {
  const ofApps = installedApps(world).flatMap(({ app }) =>
    features(app, 'slash_commands').map((one) => ({
      command: plainText(one['command']),
      description: plainText(one['description']),
      usage: plainText(one['usage_hint']),
      app: app.name,
    })),
  )
  return [...slackCommands.map((one) => ({ ...one, app: null })), ...ofApps]
}

function shortcutsIn(world: World): PageShortcut[] {
  return installedApps(world).flatMap(({ app }) =>
    features(app, 'shortcuts').map((one) => ({
      callbackId: plainText(one['callback_id']),
      name: plainText(one['name']),
      description: plainText(one['description']),
      on: one['type'] === 'message' ? ('message' as const) : ('global' as const),
      app: app.name,
    })),
  )
}

/** Returns the objects of a list under `features` in the app's manifest; empty when the manifest has no such list. */
function features({ manifest }: App, list: string): readonly Readonly<Record<string, unknown>>[] {
  const all = manifest && isRecord(manifest['features']) ? manifest['features'][list] : undefined
  return Array.isArray(all) ? all.filter(isRecord) : []
}

function pageView(world: World, view: StoredView): PageView {
  const app = findApp(world, view.appId)
  return {
    id: view.id,
    appId: view.appId,
    app: app?.name ?? view.appId,
    hash: view.hash,
    payload: view.payload,
    values: stateValues(world, view),
    below: stackOf(world, view).length - 1,
  }
}

function threadsOf({ world, person }: Someone): PageThread[] {
  const { assistantThreads = [], agentPrompts = [] } = world.state
  const own = assistantThreads
    .filter(({ userId }) => userId === person.id)
    .map(({ appId, channelId, ts, title, prompts, context }) => ({
      ...{ appId, channel: channelId, ts, title },
      context: context['channel_id'] ?? '',
      status: threadStatus(world, { channelId, ts })?.text ?? null,
      prompts: prompts?.prompts ?? [],
    }))
  const ofAgents = agentPrompts
    .filter(({ channelId }) =>
      channelsIn(world).some(({ id, members }) => id === channelId && members.includes(person.id)),
    )
    .map(({ appId, channelId, title, prompts }) => ({
      appId,
      channel: channelId,
      ts: '',
      context: '',
      title,
      status: null,
      prompts,
    }))
  return [...own, ...ofAgents]
}
