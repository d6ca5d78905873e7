import { isRecord } from '../../shape/record.ts'
import { type EventName, isEventName } from '../../slack/facts/events.ts'
import { type Group, texts } from '../../slack/manifest/validate.ts'
import type { App } from '../state/app-types.ts'

/** A slash command of an app. */
export interface SlashCommand {
  /** The command with its slash. */
  readonly command: string
  readonly url: string | null
  /** Whether names of people and channels in the command's text are sent as `<@U…>` and `<#C…|name>`. */
  readonly escapes: boolean
}

export interface Shortcut {
  readonly callbackId: string
  readonly on: 'global' | 'message'
}

/** The events, commands and shortcuts that an app receives, and its request URLs. */
export interface Subscriptions {
  /**
   * The events to which the bot user is subscribed; `all` means every event that its scopes allow. `user` has the
   * events to which users are subscribed.
   */
  readonly bot: readonly EventName[] | 'all'
  readonly user: readonly EventName[] | 'all'
  /**
   * Whether Socket Mode is on, so that the app gets everything over a socket. Null for an app without a manifest. Such
   * an app gets everything over its socket when it has one, otherwise over HTTP.
   */
  readonly socketMode: boolean | null
  readonly eventsUrl: string | null
  /** Whether interactivity is on. When it is off, Slack sends no interactions over HTTP. */
  readonly interactivity: boolean
  readonly interactivityUrl: string | null
  readonly optionsUrl: string | null
  /** The app's slash commands; `any` means every command that Slack itself does not have. */
  readonly commands: readonly SlashCommand[] | 'any'
  /** The app's shortcuts; `any` means a shortcut with any callback id. */
  readonly shortcuts: readonly Shortcut[] | 'any'
  /** The domains whose links the app unfurls; `any` means every domain. */
  readonly unfurlDomains: readonly string[] | 'any'
  /**
   * The metadata types for which the app gets events, each with the id of the app that writes the metadata; `any` means
   * every type.
   */
  readonly metadata: readonly { readonly appId: string; readonly eventType: string }[] | 'any'
  readonly homeTab: boolean
  readonly assistant: boolean
}

/**
 * Returns the subscriptions in the app's manifest. Without a manifest, or with a request URL that was set for the app,
 * returns subscriptions to everything: a first try then needs no settings. With `keepsSubscriptions`, the request URL
 * replaces only the URLs of the manifest.
 */
export function subscriptionsOf(app: App): Subscriptions {
  const { manifest, requestUrl = null, keepsSubscriptions = false } = app
  if (manifest === undefined || (requestUrl !== null && !keepsSubscriptions)) return everything(app, requestUrl)
  const subscriptions = readManifests.get(manifest) ?? fromManifest(manifest)
  readManifests.set(manifest, subscriptions)
  return requestUrl === null ? subscriptions : atUrl(subscriptions, requestUrl)
}

function atUrl(subscriptions: Subscriptions, url: string): Subscriptions {
  const { bot, user, commands } = subscriptions
  return {
    ...subscriptions,
    eventsUrl: bot.length + user.length > 0 ? url : null,
    interactivityUrl: url,
    optionsUrl: url,
    commands: commands === 'any' ? commands : commands.map((one) => ({ ...one, url })),
  }
}

/**
 * A cache of the subscriptions in each manifest, because every event needs them. A changed manifest is always a new
 * object, so the cache stays correct.
 */
const readManifests = new WeakMap<Group, Subscriptions>()

function everything({ manifest }: App, url: string | null): Subscriptions {
  return {
    bot: 'all',
    user: 'all',
    socketMode: null,
    eventsUrl: url,
    interactivity: true,
    interactivityUrl: url,
    optionsUrl: url,
    commands: 'any',
    shortcuts: 'any',
    unfurlDomains: 'any',
    metadata: 'any',
    homeTab: true,
    assistant: manifest === undefined || isRecord(inside(manifest['features'])['assistant_view']),
  }
}

function fromManifest(manifest: Group): Subscriptions {
  const [features, settings] = [inside(manifest['features']), inside(manifest['settings'])]
  const subscriptions = inside(settings['event_subscriptions'])
  const interactivity = inside(settings['interactivity'])
  const interactivityUrl = textOf(interactivity['request_url'])
  return {
    bot: texts(subscriptions['bot_events']).filter(isEventName),
    user: texts(subscriptions['user_events']).filter(isEventName),
    socketMode: settings['socket_mode_enabled'] === true,
    eventsUrl: textOf(subscriptions['request_url']),
    interactivity: interactivity['is_enabled'] === true,
    interactivityUrl,
    optionsUrl: textOf(interactivity['message_menu_options_url']) ?? interactivityUrl,
    commands: groups(features['slash_commands']).map(({ command, url, should_escape }) => ({
      command: textOf(command) ?? '',
      url: textOf(url),
      escapes: should_escape === true,
    })),
    shortcuts: groups(features['shortcuts']).map(({ callback_id, type }) => ({
      callbackId: textOf(callback_id) ?? '',
      on: type === 'message' ? 'message' : 'global',
    })),
    unfurlDomains: texts(features['unfurl_domains']),
    metadata: groups(subscriptions['metadata_subscriptions']).map(({ app_id, event_type }) => ({
      appId: textOf(app_id) ?? '',
      eventType: textOf(event_type) ?? '',
    })),
    homeTab: inside(features['app_home'])['home_tab_enabled'] === true,
    assistant: isRecord(features['assistant_view']),
  }
}

function inside(value: unknown): Group {
  return isRecord(value) ? value : {}
}

function groups(value: unknown): Group[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
