import type { Code } from '../state/app-types.ts'
import { codeLifetime } from '../state/codes.ts'
import type { Channel } from '../state/content-types.ts'
import { draw } from '../state/ids.ts'
import type { Person, Workspace, World } from '../state/types.ts'
import type { ConsentRequest } from './authorize.ts'

export interface GrantChoice {
  readonly person: Person
  readonly workspace: Workspace
  /** The requested bot scopes, without those that the user unticked. `user` has the same for the user scopes. */
  readonly bot: readonly string[]
  readonly user: readonly string[]
  /** The channel for the incoming webhook; undefined when the app requested no webhook. */
  readonly channel: Channel | undefined
}

const digits = '0123456789'

/**
 * Issues a code for the scopes, the workspace and the channel in `choice`, and returns it. As in Slack, the code has
 * three parts: digits, digits, hexadecimal digits.
 */
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
  // A code is stored for an hour, because in v1 the second use of a code has its own error.
  world.state.codes = [...codes.filter(({ issuedAt }) => now - issuedAt < 6 * codeLifetime), issued]
  world.changed()
  return value
}
