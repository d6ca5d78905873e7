import { manifestProblems } from '../../slack/manifest/refused-manifest.ts'

/** A rule that a manifest breaks, from Slack's answer. */
export interface ReportedManifestError {
  /** The path of the key, for example `oauth_config.redirect_urls[0]`, or “the manifest”. */
  readonly key: string
  /** Slack's message. */
  readonly message: string
  /** What to do, in the imperative, without a full stop. */
  readonly cure: string
}

/**
 * Fixes for manifest errors. A pattern is matched against the key, a space, and the message. The first match is used.
 */
// biome-ignore format: one row a line
const cures: readonly { readonly pattern: RegExp; readonly cure: string }[] = [
  { pattern: /redirect_urls/i, cure: 'Give whole addresses with https://; slack-tokens app manifest prints the one that a login uses' },
  { pattern: /(?:invalid|unknown|illegal).{0,20}(?:bot|user)?.{0,10}scope/i, cure: 'Look the scope up, and put it in the list of its token: slack-tokens scopes NAME' },
  { pattern: /scopes\.user/i, cure: 'Put only user scopes here: slack-tokens scopes NAME' },
  { pattern: /scopes\.bot/i, cure: 'Put only bot scopes here: slack-tokens scopes NAME; bot scopes need features.bot_user too' },
  { pattern: /slash_commands.{0,200}(?:empty|at least|fewer|min|too short)/i, cure: 'Leave slash_commands out when there is no command' },
  { pattern: /slash_commands.{0,200}url/i, cure: 'Give the command a url, or set settings.socket_mode_enabled to true' },
  { pattern: /slash_commands/i, cure: 'Give each command a name that begins with /, a description, and a url unless Socket Mode is on' },
  { pattern: /bot_events|user_events/i, cure: 'Add the scope that the event needs to oauth_config.scopes, or take the event out' },
  { pattern: /event_subscriptions|request_url|interactivity/i, cure: 'Give a request_url with https://, or set settings.socket_mode_enabled to true' },
  { pattern: /bot_user/i, cure: 'Add features.bot_user with a display_name; bot scopes need it' },
  { pattern: /display_information.{0,60}name|\bname\b/i, cure: 'Give display_information.name with 1 to 35 characters' },
  { pattern: /display_information/i, cure: 'Keep the limits: description 140 characters, long_description 175 to 4000, background_color as #RRGGBB' },
  { pattern: /token_rotation|token_management/i, cure: 'Leave it as the app has it: rotation cannot be switched off again' },
  { pattern: /(?:unknown|unexpected|additional|not allowed|unsupported).{0,30}(?:property|key|field)?/i, cure: 'Take the key out: the manifest has none of that name there' },
]

/**
 * Returns the errors of a refused manifest, each with its key and its fix. Returns an empty list when the text has
 * none.
 */
export function manifestProblemsIn(plain: string): ReportedManifestError[] {
  return manifestProblems({ errors: errorsIn(plain) }).map((line) => {
    const [, key = 'the manifest', message = line] = /^([^:]*(?:\[\d+\])?): ([\s\S]*)$/.exec(line) ?? []
    const cure = cures.find(({ pattern }) => pattern.test(`${key} ${message}`))?.cure
    return { key, message, cure: cure ?? `Correct ${key} as the message says` }
  })
}

/**
 * Returns the objects with a message and a pointer. Reads JSON, the output of Python and JavaScript, and the list that
 * Slack's CLI prints.
 */
function errorsIn(plain: string): Record<string, string>[] {
  const listed = [...plain.matchAll(/^ ?\d{1,3}: ([^\n]{1,300})\n ?Source: ([^\n]{1,200})$/gm)].map(
    ({ 1: message = '', 2: pointer = '' }) => ({ message, pointer }),
  )
  if (listed.length > 0) return listed
  return [...plain.matchAll(/\{[^{}]{0,600}\}/g)].flatMap(([text]) => {
    const [message, pointer] = [quotedAfter(text, 'message'), quotedAfter(text, 'pointer')]
    return message === undefined && pointer === undefined ? [] : [{ message: message ?? '', pointer: pointer ?? '' }]
  })
}

function quotedAfter(text: string, key: string): string | undefined {
  const value = new RegExp(`\\b${key}["']?\\s{0,3}(?:=>|:|=)\\s{0,3}(["'])`, 'i').exec(text)
  if (!value) return undefined
  const rest = text.slice(value.index + value[0].length)
  return rest.slice(0, rest.indexOf(value[1] ?? '"')).slice(0, 300)
}
