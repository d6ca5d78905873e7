import type { Installation } from '../../config/installation.ts'
import { loginFor } from '../../config/login-for.ts'
import { readConfigText } from '../../config/schema.ts'
import { readParsed } from '../../responses/read-fields.ts'
import { explainResponse } from './explain-material.ts'
import type { Explanation, MissingToken } from './explanation.ts'

/**
 * Explains a stored installation. The path of each token is its path in `show --json`.
 * @param now milliseconds since 1970.
 */
export function explainStored(installation: Installation, now: number): Explanation {
  return { ...explainResponse(readParsed(installation), now), missing: missing(installation) }
}

/**
 * Explains the newest stored answer, with the stored user name and expiry of its tokens; null when no answer is stored.
 * @param now milliseconds since 1970.
 */
export function explainNewest(installation: Installation, now: number): Explanation | null {
  const [newest] = installation.responses
  if (!newest) return null
  const stored = readParsed(installation).tokens
  const explanation = explainResponse(readParsed(newest.body), now)
  const tokens = explanation.tokens.map((token) => ({
    ...token,
    userName: stored.find(({ actsAs }) => actsAs !== null && actsAs === token.actsAs)?.userName ?? null,
    expiresAt: stored.find(({ value }) => value === token.value)?.expiresAt ?? null,
  }))
  return { ...explanation, tokens }
}

/**
 * Reads an installation from JSON, for example from the output of `show --json`. Returns undefined when a part is
 * missing or has another type.
 */
export function storedFrom(value: unknown): Installation | undefined {
  const reading = readConfigText({ version: 1, active: null, profiles: { it: value } })
  return reading.state === 'read' ? reading.config.profiles['it'] : undefined
}

function missing(installation: Installation): MissingToken[] {
  const { flow, bot, users } = installation
  // The user stored a single token without an install, so no token is missing.
  if (flow === 'token') return []
  const came = installation.responses.flatMap(({ body }) => readParsed(body).tokens.map(({ kind }) => kind))
  const why = {
    bot: flow === 'v1' ? '“bot” was not among the scopes.' : 'no install requested bot scopes (scope=).',
    user: 'no install requested user scopes (user_scope=).',
  }
  const ask = { bot: flow === 'v1' ? 'bot' : 'chat:write', user: 'search:read' }
  return (['bot', 'user'] as const)
    .filter((identity) => (identity === 'bot' ? bot === null : users.length === 0))
    .map((identity) => ({
      identity,
      path: `A ${identity} token`,
      why: came.includes(identity)
        ? 'One came, but it was revoked or removed, and is no longer stored.'
        : `No ${identity} token: ${why[identity]}`,
      login: loginFor(installation, identity, [ask[identity]]),
    }))
}
