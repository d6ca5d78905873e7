import type { AccessToken, Installation } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import { storedTokens } from '../../config/stored-token.ts'
import { commandOf } from '../../runtime/credential-command.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { mask, type TokenKind, tokenKind } from '../../slack/facts/token-kinds.ts'

/** What is known about a token: its installation, its scopes, and the user that it acts as. */
export interface TracedActor {
  /** The number of the token in this run, from 1. */
  readonly number: number
  readonly kind: TokenKind | 'unknown'
  /** The masked token. */
  readonly masked: string
  /** The handle without `@`; for an app-level token the name of the app. */
  readonly userName: string | null
  readonly userId: string | null
  readonly team: string | null
  readonly teamId: string | null
  /** The name of the stored installation that contains this token; null when there is none. */
  readonly profile: string | null
  /** Whether the token belongs to the local simulator, so that the real Slack does not know it. */
  readonly simulated: boolean
  /** The granted scopes, from Slack's last answer, otherwise from the stored installation; null when unknown. */
  readonly granted: readonly string[] | null
}

type Known = Partial<Omit<TracedActor, 'number' | 'kind' | 'masked'>>

/** The maximum number of tokens in the book. An app that is installed in many workspaces has one token for each. */
const mostTokens = 10_000

export interface TokenBook {
  /** Returns what is known about a token. */
  actorOf(token: string): TracedActor
  /** Adds what an answer says about a token. */
  learn(token: string, known: Known): void
  /** The tokens that occurred in this run. */
  readonly seen: readonly TracedActor[]
  /**
   * Returns the bot token that belongs to the same installation or workspace as a user token; undefined when no such
   * token is known.
   */
  botBeside(actor: TracedActor): TracedActor | undefined
}

/**
 * Creates a book of tokens, which contains the tokens of the config from the beginning. The book exists only in memory.
 */
export function createTokenBook(config: Pick<Config, 'profiles' | 'apps'>): TokenBook {
  const stored = new Map<string, Known>()
  for (const [name, installation] of Object.entries(config.profiles)) {
    for (const { access } of storedTokens(name, installation))
      if (!commandOf(access.token)) stored.set(access.token, knownOf(name, installation, access))
  }
  for (const app of Object.values(config.apps ?? {})) {
    if (app.appToken && !commandOf(app.appToken))
      stored.set(app.appToken, { userName: app.appName ?? null, simulated: app.simulator === true })
  }
  const actors = new Map<string, TracedActor>()

  function actorOf(token: string): TracedActor {
    const known = actors.get(token)
    if (known) return known
    const actor = { ...unknownActor, number: actors.size + 1, ...describeToken(token), ...stored.get(token) }
    if (actors.size < mostTokens) actors.set(token, actor)
    return actor
  }

  return {
    actorOf,
    learn(token, known) {
      const present = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null))
      const actor = { ...actorOf(token), ...present }
      if (actors.has(token)) actors.set(token, actor)
    },
    get seen() {
      return [...actors.values()]
    },
    botBeside({ profile, teamId }) {
      const bots = [...actors.values()].filter(({ kind }) => kind === 'bot')
      const near = bots.find((one) => (profile !== null && one.profile === profile) || sameTeam(one.teamId, teamId))
      if (near) return near
      const beside = [...stored].find(
        ([token, one]) => tokenKind(token) === 'bot' && profile !== null && one.profile === profile,
      )
      if (beside) return { ...unknownActor, number: 0, ...describeToken(beside[0]), ...beside[1] }
      return bots.length === 1 && (bots[0]?.teamId === null || teamId === null) ? bots[0] : undefined
    },
  }
}

const unknownActor = {
  userName: null,
  userId: null,
  team: null,
  teamId: null,
  profile: null,
  simulated: false,
  granted: null,
} satisfies Known

function describeToken(token: string): Pick<TracedActor, 'kind' | 'masked'> {
  return { kind: tokenKind(token) ?? 'unknown', masked: mask(token) }
}

function knownOf(profile: string, installation: Installation, access: AccessToken): Known {
  const { workspace, organization, simulator, flow } = installation
  const place = workspace ?? organization
  return {
    profile,
    simulated: simulator,
    userName: access.userName,
    userId: access.userId,
    team: place?.name ?? place?.id ?? null,
    teamId: place?.id ?? null,
    granted: access.scopes.length > 0 || flow !== 'token' ? access.scopes : null,
  }
}

function sameTeam(one: string | null, other: string | null): boolean {
  return one !== null && one === other
}

/**
 * Adds to the book what a method's answer says about tokens: auth.test about the token of the call, an install about
 * the new tokens.
 */
export function learnFromAnswer(
  book: TokenBook,
  token: string | undefined,
  { method, body }: { readonly method: string; readonly body: Readonly<Record<string, unknown>> },
): void {
  if (method === 'auth.test' && token !== undefined) {
    book.learn(token, {
      userName: nameIn(body['user']),
      userId: nameIn(body['user_id']),
      team: nameIn(body['team']),
      teamId: nameIn(body['team_id']),
    })
  }
  if (!/^oauth\./.test(method)) return
  const team = record(body['team'])
  const place = {
    team: nameIn(team['name']) ?? nameIn(body['team_name']),
    teamId: nameIn(team['id']) ?? nameIn(body['team_id']),
  }
  const user = record(body['authed_user'])
  learnToken(book, body['access_token'], { ...place, userId: nameIn(body['bot_user_id']) })
  learnToken(book, user['access_token'], { ...place, userId: nameIn(user['id']) })
}

function learnToken(book: TokenBook, token: unknown, known: Known): void {
  if (typeof token === 'string' && tokenKind(token) !== undefined) book.learn(token, known)
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
