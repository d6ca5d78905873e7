import { fromPairs } from '../paste/literal/members.ts'
import type { Pasted } from '../paste/types.ts'
import { isRotating, tokenKind } from '../slack/facts/token-kinds.ts'

/**
 * Matches the heading of Slack's page for configuration tokens, and the names of the methods that need such a token
 * (docs.slack.dev/reference/app-manifest).
 */
const about = /app configuration tokens?\b|\bapps\.manifest\.[a-z]{3,20}|\btooling\.tokens\.rotate\b/i

/**
 * Gives names to the tokens in a text about app configuration tokens, such as Slack's page or a call of
 * apps.manifest.*. Without a name, a configuration token looks like a rotating user token. Any other text, and a text
 * with a token of another kind, is returned unchanged.
 */
export function withConfigurationNames(pasted: Pasted): Pasted {
  const { text, values, secrets } = pasted
  const access = secrets.filter(({ value }) => tokenKind(value) === 'user')
  const refresh = secrets.filter(({ value }) => tokenKind(value) === 'refresh')
  const [only] = access
  // A name with one of these words already says which token it is.
  if (secrets.some(({ name }) => name !== null && /user|bot|slack_token/i.test(name))) return pasted
  const isPlain = values.every((one) => typeof one === 'string' || isFlat(one))
  if (!only || access.length + refresh.length < secrets.length || access.length > 1 || refresh.length > 1) return pasted
  if (!isPlain || !isRotating(only.value) || !about.test(text.slice(0, mostSearched))) return pasted
  const named = [
    ['configuration_token', only.value],
    ...refresh.map(({ value }) => ['configuration_refresh_token', value]),
  ] as const
  const notes = pasted.notes.filter((note) => !/^(?:It|They) stood among other words\.$/.test(note))
  return {
    ...pasted,
    bare: undefined,
    values: [fromPairs(named.map(([name = '', value = '']) => [name, value]))],
    notes,
  }
}

/** Maximum number of characters to search. A page or a command is shorter. */
const mostSearched = 100_000

/** Whether all values of an object are texts or null, and the object has no key that only an install's answer has. */
function isFlat(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(
    ([key, one]) => (typeof one === 'string' || one === null) && !/scope|^ok$|token_type|team_id|app_id/i.test(key),
  )
}
