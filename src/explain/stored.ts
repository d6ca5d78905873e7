import { readKept } from '../installations/config-shape.ts'
import type { AccessToken, Identity, Installation } from '../installations/installation.ts'
import { loginFor } from '../installations/login-for.ts'
import { explainAnswer } from './answer.ts'
import type { Explanation, MissingToken } from './explanation.ts'
import { remarks } from './remarks.ts'
import { explainPair, type Pair } from './tokens.ts'

/** Explains what is kept of an install, each token by its place in `show --json`. Pure. */
export function explainStored(installation: Installation): Explanation {
  const { bot, users, webhooks, workspace, organization } = installation
  const pairs = [
    ...(bot ? [pair('bot', bot, 'bot')] : []),
    ...users.map((user, index) => pair('user', user, `users[${index}]`)),
  ]
  const tokens = pairs.flatMap(explainPair)
  const isOrgInstall = workspace === null && organization !== null
  return {
    shape: 'stored-installation',
    certainty: 'sure',
    why: [],
    tokens,
    webhooks: webhooks.map(({ url, channel }, index) => ({ path: `webhooks[${index}].url`, url, channel })),
    workspace,
    organization,
    isOrgInstall,
    error: null,
    missing: missing(installation),
    remarks: remarks({ tokens, pairs, isOrgInstall }),
  }
}

/** The newest answer that is kept, with what was learned of its tokens since; null when none is. */
export function explainNewest(installation: Installation): Explanation | null {
  const [newest] = installation.responses
  if (!newest) return null
  const stored = explainStored(installation).tokens
  const explanation = explainAnswer(newest.body)
  const tokens = explanation.tokens.map((token) => ({
    ...token,
    userName: stored.find(({ actsAs }) => actsAs !== null && actsAs === token.actsAs)?.userName ?? null,
    expiresAt: stored.find(({ value }) => value === token.value)?.expiresAt ?? null,
  }))
  return { ...explanation, tokens }
}

/** An installation out of JSON, such as `show --json` prints; undefined when a part is missing or of another type. */
export function storedFrom(value: unknown): Installation | undefined {
  const reading = readKept({ version: 1, active: null, profiles: { it: value } })
  return reading.state === 'kept' ? reading.kept.profiles['it'] : undefined
}

function pair(identity: Identity, access: AccessToken, at: string): Pair {
  const { token, refreshToken, scopes, userId, userName, expiresAt } = access
  const places = { path: `${at}.token`, refreshPath: `${at}.refreshToken` }
  return { identity, ...places, token, refreshToken, scopes, userId, userName, ends: expiresAt !== null, expiresAt }
}

function missing(installation: Installation): MissingToken[] {
  const { flow, bot, users } = installation
  // A bare token was kept: there was no install that could have yielded more.
  if (flow === 'token') return []
  const why = {
    bot: flow === 'v1' ? '“bot” was not among the scopes.' : 'no install asked for bot scopes (scope=).',
    user: 'no install asked for user scopes (user_scope=).',
  }
  const ask = { bot: flow === 'v1' ? 'bot' : 'chat:write', user: 'search:read' }
  return (['bot', 'user'] as const)
    .filter((identity) => (identity === 'bot' ? bot === null : users.length === 0))
    .map((identity) => ({
      identity,
      path: `A ${identity} token`,
      why: `No ${identity} token: ${why[identity]}`,
      login: loginFor(installation, identity, [ask[identity]]),
    }))
}
