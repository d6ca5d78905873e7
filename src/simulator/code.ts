import type { ConsentRequest } from './authorize.ts'
import { type Channel, type Code, draw, type Person, type World } from './world.ts'

/** Milliseconds that a code can be exchanged for (docs.slack.dev/authentication/installing-with-oauth). */
export const codeLifetime = 10 * 60_000

export interface Choice {
  readonly person: Person
  /** Where the incoming webhook posts; undefined when none was asked for. */
  readonly channel: Channel | undefined
}

const digits = '0123456789'

/** A code for what `person` allows: digits, digits and hexadecimal digits between dots, as Slack's look. */
export function issueCode(world: World, request: ConsentRequest, { person, channel }: Choice): string {
  const { codes } = world.state
  const now = world.now()
  const value = `${draw(world, digits, 10)}.${draw(world, digits, 10)}.${draw(world, '0123456789abcdef', 64)}`
  const issued: Code = {
    value,
    flow: request.flow,
    appId: request.appId,
    userId: person.id,
    botScopes: [...request.bot],
    userScopes: [...request.user],
    redirectUri: request.sentRedirectUri,
    webhookChannelId: channel?.id ?? null,
    issuedAt: now,
  }
  // An old code is kept for a while: a second use has an error of its own in v1.
  world.state.codes = [...codes.filter(({ issuedAt }) => now - issuedAt < 6 * codeLifetime), issued]
  world.changed()
  return value
}
