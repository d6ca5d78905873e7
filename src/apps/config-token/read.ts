import { CliError } from '../../errors.ts'
import { cleanPasted } from '../../oauth/credentials.ts'
import { tokenKind, tokenKinds } from '../../slack/facts/token-kinds.ts'

/** The given part of a pair of app configuration tokens: one token or both. */
export interface ConfigTokenInput {
  /** The access token, `xoxe.xoxp-…`. */
  readonly token: string | null
  /** The refresh token, `xoxe-…`. */
  readonly refreshToken: string | null
}

/** An instruction that says where a pair can be created. */
export const whereConfigTokens =
  'Make a pair at https://api.slack.com/apps (Your App Configuration Tokens → Generate Token), then: slack-tokens app config-token'

/**
 * Reads a pair from pasted or piped text: both tokens in any order, with or without names, or the answer of
 * `tooling.tokens.rotate`.
 * @throws CliError usage: no token, or a token of another kind; the message names the kind and never quotes the token.
 */
export function readConfigToken(text: string): ConfigTokenInput {
  const words = text.split(/[\s=,"'`{}]+/).flatMap((word) => cleanPasted(word).value || [])
  const tokens = words.filter((word) => tokenKind(word) !== undefined)
  const other = tokens.map(otherKind).find((kind) => kind !== undefined)
  if (other) throw notConfig(`That is ${/^[aeio]/.test(other) ? 'an' : 'a'} ${other}, not an app configuration token`)
  const token = tokens.find((one) => one.startsWith('xoxe.')) ?? null
  const refreshToken = tokens.find((one) => one.startsWith('xoxe-')) ?? null
  if (token ?? refreshToken) return { token, refreshToken }
  throw notConfig(words.length === 0 ? 'No configuration token came' : 'That is not an app configuration token')
}

/**
 * Names the kind of a token whose prefix shows that it is no configuration token. Undefined otherwise: a rotating user
 * token has the same prefix as a configuration token.
 */
function otherKind(token: string): string | undefined {
  if (token.startsWith('xoxe.xoxp-') || token.startsWith('xoxe-')) return undefined
  return tokenKinds[tokenKind(token) ?? 'bot'].label
}

function notConfig(said: string): CliError {
  return new CliError('usage', `${said}; those begin with xoxe.xoxp- (access) and xoxe- (refresh)`, {
    code: 'not_a_config_token',
    hint: whereConfigTokens,
  })
}
