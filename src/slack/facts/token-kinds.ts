/** The kinds of secret that Slack hands out, told apart by their look, and how one of them is shown (mask.ts: a text). */

export interface TokenKindFacts {
  /** In plain words, with no article. */
  readonly label: string
  /** Whether an install (OAuth) can yield it. */
  readonly fromInstall: boolean
}

export const tokenKinds = {
  bot: { label: 'bot token', fromInstall: true },
  user: { label: 'user token', fromInstall: true },
  refresh: { label: 'refresh token', fromInstall: true },
  app: { label: 'app-level token', fromInstall: false },
  // Begins like a rotating user token: only the place it stands in tells.
  config: { label: 'app configuration token', fromInstall: false },
  workflow: { label: 'workflow token', fromInstall: false },
  workspace: { label: 'retired workspace-app token', fromInstall: false },
  session: { label: 'browser session token', fromInstall: false },
} as const satisfies Record<string, TokenKindFacts>

export type TokenKind = keyof typeof tokenKinds

/** The kind with its article: `an app-level token`. */
export function aToken(kind: TokenKind): string {
  const { label } = tokenKinds[kind]
  return `${/^[aeio]/.test(label) ? 'an' : 'a'} ${label}`
}

// Longest prefix first. `xoxe.xoxp-` is a rotating user token or an app configuration token: only context tells.
const prefixes: readonly (readonly [string, TokenKind])[] = [
  ['xoxe.xoxb-', 'bot'],
  ['xoxe.xoxp-', 'user'],
  ['xoxe.xapp-', 'app'],
  ['xoxb-', 'bot'],
  ['xoxp-', 'user'],
  // Slack’s first OAuth; its old documents show it in the answer of oauth.access.
  ['xoxt-', 'user'],
  ['xoxe-', 'refresh'],
  ['xapp-', 'app'],
  ['xwfp-', 'workflow'],
  ['xoxa-', 'workspace'],
  ['xoxr-', 'workspace'],
  ['xoxc-', 'session'],
  ['xoxd-', 'session'],
  ['xoxs-', 'session'],
]

/** What tokens begin with, `xoxb-`. */
export const tokenPrefixes: readonly string[] = prefixes.map(([prefix]) => prefix)

/** What tokens of a kind begin with, `xoxb-`; a rotating one has `xoxe.` before it. */
export function prefixOf(kind: TokenKind): string {
  return prefixes.find(([prefix, one]) => one === kind && !prefix.startsWith('xoxe.'))?.[0] ?? ''
}

/** What kind of token `value` looks like by its prefix, or undefined when it does not look like one of Slack's. */
export function tokenKind(value: string): TokenKind | undefined {
  return prefixes.find(([prefix]) => value.startsWith(prefix))?.[1]
}

/** Whether the token is one of a rotating pair, which ends 12 hours after it was issued. */
export function isRotating(value: string): boolean {
  return value.startsWith('xoxe.')
}

/**
 * Whether a secret is only the copy of one, made for others to read: `xoxb-…f3a1`, `xoxp-XXXX-XXXX`, `xoxb-***`,
 * `xoxb-<redacted>`, `xoxb-1234-xxxxxxxx`. What Slack issues is random, so none of these forms occurs in it.
 */
export function isRedacted(secret: string): boolean {
  const rest = secret.replace(/^(?:xoxe\.)?[a-z]{4}-/, '')
  return /[…•●█]|\*\*|\.\.\.|^[[<]|redacted|[xX]{5}|^your[-_]/i.test(rest) || !/[a-wyz1-9]/.test(rest)
}

/** Prefix and last four characters, `xoxb-…f3a1`. Short or shapeless secrets show nothing of themselves. */
export function mask(secret: string): string {
  const prefix = prefixes.find(([start]) => secret.startsWith(start))?.[0] ?? ''
  const rest = secret.slice(prefix.length)
  return rest.length >= 12 ? `${prefix}…${rest.slice(-4)}` : `${prefix}…`
}

/** A webhook URL with its secret part masked; which workspace and webhook it is stays readable. */
export function maskWebhook(url: string): string {
  const secret = webhookSecret(url)
  return secret ? `${url.slice(0, secret.start)}${secret.shown}${url.slice(secret.end)}` : url
}

// The last three only on Slack’s own host, or as a path alone: elsewhere they are plain words.
const webhookPath =
  /(?:\/(?<kind>services|workflows|triggers)|(?:^|(?<=hooks\.slack(?:-gov)?\.com))\/(?<answer>commands|actions|app))\/(?<path>[^?#\s"'\\]+)/
/** Ids that stand before the secret part of the path. */
const idsOf: Readonly<Record<string, number>> = {
  services: 2,
  workflows: 3,
  triggers: 2,
  commands: 2,
  actions: 2,
  app: 2,
}

/** Where the secret part of a webhook's URL stands and what is shown of it; undefined when it has none. */
export function webhookSecret(
  url: string,
): { readonly start: number; readonly end: number; readonly shown: string } | undefined {
  const match = webhookPath.exec(url)
  if (!match) return undefined
  const { kind, answer = '', path = '' } = match.groups ?? {}
  const parts = path.split('/')
  // Of a shorter path than Slack's the last part, as long as there is one.
  const whole = parts.findLastIndex((part) => part !== '')
  const ids = Math.min(idsOf[kind ?? answer] ?? 0, whole)
  if (whole < 0 || parts[ids]?.startsWith('…')) return undefined
  const end = match.index + match[0].length
  const start = end - parts.slice(ids).join('/').length
  const last = parts[whole] ?? ''
  return { start, end, shown: `…${last.length >= 12 ? last.slice(-4) : ''}` }
}
