import { CliError } from '../../errors.ts'
import { cleanPasted } from '../../oauth/credentials.ts'
import { tokenKind, tokenKinds } from '../../slack/facts/token-kinds.ts'

/** The given part of a pair of app configuration tokens: one or both. */
export interface ConfigTokenInput {
  /** Access token, `xoxe.xoxp-…`. */
  readonly token: string | null
  /** `xoxe-…` */
  readonly refreshToken: string | null
}

/** Where pairs are made, as an instruction. */
export const whereConfigTokens =
  'Make a pair at https://api.slack.com/apps (Your App Configuration Tokens → Generate Token), then: slack-tokens app config-token'

/**
 * Reads a pair from what was pasted or piped in: the two tokens in any order, with or without names, or the answer of
 * `tooling.tokens.rotate`.
 * @throws CliError usage: nothing there, or a token of another kind, which is named and never quoted.
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

/** What the token is, when its prefix shows that it is no configuration token. A rotating user token has the same prefix. */
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
