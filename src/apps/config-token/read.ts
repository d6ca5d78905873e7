import { CliError } from '../../errors.ts'
import { cleanPasted } from '../../oauth/credentials.ts'
import { tokenKind, tokenKinds } from '../../slack/facts/token-kinds.ts'

/** The app configuration tokens that a person gave: the access token, the refresh token, or both. */
export interface ConfigTokenInput {
  /** The access token, `xoxe.xoxp-…`. */
  readonly token: string | null
  /** The refresh token, `xoxe-…`. */
  readonly refreshToken: string | null
}

/** The name under which a token is stored when Slack’s answers do not name its workspace. */
export const unnamedWorkspace = 'unknown'

/** Returns a workspace id for a sentence; for `unnamedWorkspace`, words that say what it is. */
export function workspaceWords(teamId: string): string {
  return teamId === unnamedWorkspace ? `a workspace that Slack did not name (--team ${unnamedWorkspace})` : teamId
}

/** An instruction that says where a pair can be created. */
export const whereConfigTokens =
  'Make a pair at https://api.slack.com/apps (Your App Configuration Tokens → Generate Token), then: slack-tokens app config-token'

/**
 * Returns the app configuration tokens in a pasted or piped text: one or both, in any order, with or without names, or
 * in the answer of `tooling.tokens.rotate`.
 * @throws CliError with the exit reason `usage`: no token, or a token of another kind; the message names the kind and
 * never quotes the token.
 */
export function readConfigToken(text: string): ConfigTokenInput {
  const words = text.split(/[\s=,"'`{}]+/).flatMap((word) => cleanPasted(word).value || [])
  const tokens = words.filter((word) => tokenKind(word) !== undefined)
  const other = tokens.map(otherKind).find((kind) => kind !== undefined)
  if (other) throw notConfig(`That is ${/^[aeio]/.test(other) ? 'an' : 'a'} ${other}, not an app configuration token`)
  const token = tokens.find((one) => one.startsWith('xoxe.')) ?? null
  const refreshToken = tokens.find((one) => one.startsWith('xoxe-')) ?? null
  if (token ?? refreshToken) return { token, refreshToken }
  throw notConfig(words.length === 0 ? 'The input is empty' : 'This is not an app configuration token')
}

/**
 * Returns the name of the token's kind if the prefix shows that the token is not a configuration token. Returns
 * undefined for the prefix of a configuration token, because rotating user tokens have the same prefix.
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
