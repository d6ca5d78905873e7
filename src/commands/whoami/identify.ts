import { type Actor, actAs, callAs } from '../../auth/actor.ts'
import type { ChosenToken } from '../../config/choose-token.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type Answer, scopesOf } from '../../slack/client/client.ts'
import { nameIn, oneLine } from '../../slack/facts/one-line.ts'
import { mask } from '../../slack/facts/token-kinds.ts'
import type { ChannelReport } from './channel.ts'

export interface IdentifiedWorkspace {
  readonly id: string
  readonly name: string | null
}

/** The user and the rights of a token, as `whoami --json` prints them. */
export interface IdentifiedToken {
  readonly ok: true
  readonly identity: Identity
  readonly user: unknown
  readonly userId: unknown
  readonly botId?: unknown
  readonly team: unknown
  readonly teamId: unknown
  readonly url: unknown
  /** The id `E…` of the organization; undefined for a workspace outside an organization. */
  readonly organizationId?: unknown
  readonly appId?: string
  readonly appName?: string
  readonly scopes: readonly string[]
  /** The masked token. */
  readonly token: string
  /** The source of the token: the active profile, `--profile`, or a variable. */
  readonly source: ChosenToken['source']
  readonly profile?: string
  /** The expiry in ISO 8601; undefined for a token that does not expire. */
  readonly expiresAt?: string
  /**
   * Workspaces that an organization's token can use; undefined for other tokens, null when Slack refuses to list them.
   */
  readonly workspaces?: readonly IdentifiedWorkspace[] | null
  readonly channel?: ChannelReport
}

/**
 * Identifies a token by auth.test.
 * @param channel the channel to look up with the token; undefined to look up none.
 * @throws CliError when there is no token, or when Slack answers `ok: false`.
 */
export async function identify(
  identity: Identity,
  channel: string | undefined,
  context: Context,
): Promise<IdentifiedToken> {
  const actor = await actAs(identity, context)
  const answer = await callAs(actor, 'auth.test')
  const { body } = answer
  const { chosen } = actor
  const scopes = scopesOf(answer)
  const [app, workspaces, seen] = await Promise.all([
    appOf(actor, answer),
    body['is_enterprise_install'] === true ? workspacesOf(actor) : undefined,
    channel === undefined ? undefined : lookFor(channel, { actor, scopes }, context),
  ])
  return {
    ok: true,
    identity,
    user: shown(body['user']),
    userId: shown(body['user_id']),
    ...(body['bot_id'] !== undefined && { botId: shown(body['bot_id']) }),
    team: shown(body['team']),
    teamId: shown(body['team_id']),
    url: shown(body['url']),
    ...(body['enterprise_id'] !== undefined && { organizationId: shown(body['enterprise_id']) }),
    ...app,
    scopes,
    token: mask(chosen.token),
    source: chosen.source,
    ...(chosen.stored && { profile: chosen.stored.name }),
    ...endOfToken(chosen, body['expires_in'], context),
    ...(workspaces !== undefined && { workspaces }),
    ...(seen && { channel: seen }),
  }
}

async function lookFor(text: string, whose: { actor: Actor; scopes: readonly string[] }, context: Context) {
  const { inspectChannel } = await import('./look-at.ts')
  return await inspectChannel(text, whose, context)
}

interface WhoamiApp {
  readonly appId?: string
  readonly appName?: string
}

/**
 * Returns the app of a token: from auth.test or the install, otherwise from bots.info if the bot has the scope for it.
 */
async function appOf(actor: Actor, { body, headers }: Answer): Promise<WhoamiApp> {
  const installation = actor.chosen.stored?.installation
  const known = named(body['app_id'] ?? installation?.appId, body['app_name'] ?? installation?.appName)
  const bot = body['bot_id']
  if ((known.appId && known.appName) || typeof bot !== 'string') return known
  if (!scopesOf({ headers }).includes('users:read')) return known
  const inOrganization = body['is_enterprise_install'] === true ? [] : [body['team_id']]
  const [team] = inOrganization.filter((id) => typeof id === 'string')
  const found = await detailsFrom(actor, 'bots.info', { bot, ...(team !== undefined && { team_id: team }) })
  const self = (found?.['bot'] ?? {}) as Readonly<Record<string, unknown>>
  return { ...named(self['app_id'], self['name']), ...known }
}

function named(id: unknown, name: unknown): WhoamiApp {
  const [appId, appName] = [nameIn(id), nameIn(name)]
  return { ...(appId !== null && { appId }), ...(appName !== null && { appName }) }
}

/** Returns a value for output: replaces line breaks in a string, and returns any other value unchanged. */
function shown(value: unknown): unknown {
  return typeof value === 'string' ? oneLine(value) : value
}

/** The maximum number of pages to read when listing an organization's workspaces. */
const mostPages = 20

async function workspacesOf(actor: Actor): Promise<readonly IdentifiedWorkspace[] | null> {
  const found: IdentifiedWorkspace[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const body = await detailsFrom(actor, 'auth.teams.list', { limit: '100', ...(cursor && { cursor }) })
    if (!body) return null
    const teams = Array.isArray(body['teams']) ? (body['teams'] as { id?: unknown; name?: unknown }[]) : []
    for (const { id, name } of teams) {
      const known = nameIn(id)
      if (known !== null) found.push({ id: known, name: nameIn(name) })
    }
    const next = (body['response_metadata'] as { next_cursor?: unknown } | undefined)?.next_cursor
    cursor = typeof next === 'string' ? next : ''
    if (cursor === '') break
  }
  return found
}

/** Calls a method for optional details. Returns undefined when Slack refuses. */
async function detailsFrom(actor: Actor, method: string, args: Readonly<Record<string, string>>) {
  try {
    return (await callAs(actor, method, args)).body
  } catch (error) {
    if (error instanceof CliError && ['slack', 'wrongToken'].includes(error.failure)) return undefined
    throw error
  }
}

/** Returns when a token expires: computed from the seconds in Slack's answer, otherwise the stored time. */
function endOfToken({ stored }: ChosenToken, seconds: unknown, { clock }: Context): { expiresAt?: string } {
  if (typeof seconds === 'number') return { expiresAt: new Date(clock.now() + seconds * 1000).toISOString() }
  return stored?.access.expiresAt ? { expiresAt: stored.access.expiresAt } : {}
}
