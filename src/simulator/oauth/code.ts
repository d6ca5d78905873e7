import { type Channel, draw, type Person, type Workspace, type World } from '../state/world.ts'
import type { ConsentRequest } from './authorize.ts'
import type { ConsentFlow } from './scope-check.ts'

/** Milliseconds that a code can be exchanged for (docs.slack.dev/authentication/installing-with-oauth). */
export const codeLifetime = 10 * 60_000

export interface Code {
  value: string
  flow: ConsentFlow
  appId: string
  /** Left out: the app's own workspace. */
  workspaceId?: string
  /** Who pressed Allow. */
  userId: string
  botScopes: string[]
  userScopes: string[]
  /** As sent to authorize; null when it was left out. */
  redirectUri: string | null
  /** PKCE: base64url of the SHA-256 of the verifier that has to come. */
  challenge?: string
  /** Channel chosen for the incoming webhook. */
  webhookChannelId: string | null
  /** Milliseconds since 1970. */
  issuedAt: number
  used?: boolean
}

export interface GrantChoice {
  readonly person: Person
  readonly workspace: Workspace
  /** Of what was asked, all that was not unticked. */
  readonly bot: readonly string[]
  readonly user: readonly string[]
  /** Where the incoming webhook posts; undefined when none was asked for. */
  readonly channel: Channel | undefined
}

const digits = '0123456789'

/** A code for what `person` allows: digits, digits and hexadecimal digits between dots, as Slack's look. */
export function issueCode(world: World, request: ConsentRequest, choice: GrantChoice): string {
  const { person, workspace, channel } = choice
  const { codes } = world.state
  const now = world.now()
  const value = `${draw(world, digits, 10)}.${draw(world, digits, 10)}.${draw(world, '0123456789abcdef', 64)}`
  const issued: Code = {
    value,
    flow: request.flow,
    appId: request.appId,
    workspaceId: workspace.id,
    userId: person.id,
    botScopes: [...choice.bot],
    userScopes: [...choice.user],
    redirectUri: request.sentRedirectUri,
    ...(request.challenge !== undefined && { challenge: request.challenge }),
    webhookChannelId: channel?.id ?? null,
    issuedAt: now,
  }
  // An old code is kept for a while: a second use has an error of its own in v1.
  world.state.codes = [...codes.filter(({ issuedAt }) => now - issuedAt < 6 * codeLifetime), issued]
  world.changed()
  return value
}
