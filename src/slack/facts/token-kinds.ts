// The kinds of Slack's secrets by their format, and functions to mask a single secret. mask.ts masks a whole text.

export interface TokenKindFacts {
  /** The name of the kind, without an article. */
  readonly label: string
  /** Whether an install (OAuth) can return this kind. */
  readonly fromInstall: boolean
}

export const tokenKinds = {
  bot: { label: 'bot token', fromInstall: true },
  user: { label: 'user token', fromInstall: true },
  refresh: { label: 'refresh token', fromInstall: true },
  app: { label: 'app-level token', fromInstall: false },
  // A configuration token has the prefix of a rotating user token; only the context shows which of the two it is.
  config: { label: 'app configuration token', fromInstall: false },
  workflow: { label: 'workflow token', fromInstall: false },
  workspace: { label: 'retired workspace-app token', fromInstall: false },
  session: { label: 'browser session token', fromInstall: false },
} as const satisfies Record<string, TokenKindFacts>

export type TokenKind = keyof typeof tokenKinds

/** Returns the kind with its article: `an app-level token`. */
export function aToken(kind: TokenKind): string {
  const { label } = tokenKinds[kind]
  return `${/^[aeio]/.test(label) ? 'an' : 'a'} ${label}`
}

// The longest prefix comes first. `xoxe.xoxp-` is a rotating user token or an app configuration token, depending on the
// context.
const prefixes: readonly (readonly [string, TokenKind])[] = [
  ['xoxe.xoxb-', 'bot'],
  ['xoxe.xoxp-', 'user'],
  ['xoxe.xapp-', 'app'],
  ['xoxb-', 'bot'],
  ['xoxp-', 'user'],
  // Tokens of Slack's first OAuth; its old documents show them in the answer of oauth.access.
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

/** The prefixes of tokens, such as `xoxb-`. */
export const tokenPrefixes: readonly string[] = prefixes.map(([prefix]) => prefix)

/** Returns the prefix of a kind of token: `xoxb-`. A rotating token has `xoxe.` before it. */
export function prefixOf(kind: TokenKind): string {
  return prefixes.find(([prefix, one]) => one === kind && !prefix.startsWith('xoxe.'))?.[0] ?? ''
}

/** Returns the kind of a token by its prefix. Undefined when the text does not look like a Slack token. */
export function tokenKind(value: string): TokenKind | undefined {
  // A quick test: this is called for every word of a long text.
  if (!value.startsWith('x')) return undefined
  return prefixes.find(([prefix]) => value.startsWith(prefix))?.[1]
}

/** Whether a token rotates: it has a refresh token, and expires 12 hours after it was issued. */
export function isRotating(value: string): boolean {
  return value.startsWith('xoxe.')
}

/** Returns the token in the query of an address; undefined when it has none, and for other text. */
export function tokenInQuery(address: string): string | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(address) || !URL.canParse(address)) return undefined
  return [...new URL(address).searchParams.values()].find((value) => tokenKind(value) !== undefined)
}

/**
 * Whether a secret is a redacted copy: `xoxb-…f3a1`, `xoxp-XXXX-XXXX`, `xoxb-***`, `xoxb-<redacted>`,
 * `xoxb-1234-xxxxxxxx`. Real secrets are random, so they do not have these forms.
 */
export function isRedacted(secret: string): boolean {
  const rest = secret.replace(/^(?:xoxe\.)?[a-z]{4}-/, '')
  return /[…•●█]|\*\*|:censored:|\.\.\.|^[[<]|redacted|[xX]{5}|^your[-_]/i.test(rest) || !/[a-wyz1-9]/.test(rest)
}

// The groups of digits are ids; the secret is the last part.
const noSecret = /^(?:xoxe\.)?(?:xox[a-z]|xwfp)-(?:\d+-){0,5}\d*$|^xapp-\d*(?:-A[A-Z0-9]*)?(?:-\d*)?$/

/**
 * Whether a token is cut: the secret at its end is missing (`xoxb-1111111111-2222222222`), or the token ends with a
 * hyphen or two full stops.
 */
export function isCut(token: string): boolean {
  return tokenKind(token) !== undefined && (noSecret.test(token) || /(?:-|\.\.)$/.test(token))
}

/** Whether a secret is neither redacted nor cut. */
export function isWhole(secret: string): boolean {
  return !isRedacted(secret) && !isCut(secret)
}

/** Whether a token can be stored: it is whole, and has only characters that occur in tokens. */
export function isStorable(token: string): boolean {
  return isWhole(token) && token.length <= 1024 && /^(?:xoxe\.)?[a-z]{4}-[A-Za-z0-9.%_-]+$/.test(token)
}

/** Whether the secret of a webhook is redacted. The secret is the last part of the path. */
export function isRedactedWebhook(url: string): boolean {
  return !URL.canParse(url) || /[…*]|%E2%80%A6/i.test(url) || isRedacted(url.split('/').at(-1) ?? '')
}

const complete =
  /^(?:xoxb-\d{9,14}(?:-\d{9,14})?-[A-Za-z0-9]{24}|xoxp-(?:\d{9,14}-){3}[0-9a-f]{32}|xapp-\d-A[A-Z0-9]{6,14}-\d{9,14}-[0-9a-f]{64})$/

/**
 * Whether a token has exactly the format and length of Slack's tokens. Then the text after it is no part of the token.
 */
export function isComplete(token: string): boolean {
  return complete.test(token)
}

/**
 * Masks a secret, except for its prefix and its last four characters: `xoxb-…f3a1`. A short or unknown secret is masked
 * completely.
 */
export function mask(secret: string): string {
  const prefix = prefixes.find(([start]) => secret.startsWith(start))?.[0] ?? ''
  const rest = secret.slice(prefix.length)
  return rest.length >= 12 ? `${prefix}…${rest.slice(-4)}` : `${prefix}…`
}

/** Masks the secret part of a webhook URL. The ids of workspace and webhook stay readable. */
export function maskWebhook(url: string): string {
  const secret = webhookSecret(url)
  return secret ? `${url.slice(0, secret.start)}${secret.shown}${url.slice(secret.end)}` : url
}

// The names `commands`, `actions` and `app` count only on Slack's host or in a path without a host, because other
// addresses contain these words too.
const webhookPath =
  /(?:\/(?<kind>services|workflows|triggers)|(?:^|(?<=hooks\.slack(?:-gov)?\.com))\/(?<answer>commands|actions|app))\/(?<path>[^?#\s"'\\]+)/
/** Number of ids before the secret part of the path. */
const idsOf: Readonly<Record<string, number>> = {
  services: 2,
  workflows: 3,
  triggers: 2,
  commands: 2,
  actions: 2,
  app: 2,
}

/**
 * Returns the position of the secret part of a webhook URL, and its masked form. Undefined when the URL has no secret
 * part.
 */
export function webhookSecret(
  url: string,
): { readonly start: number; readonly end: number; readonly shown: string } | undefined {
  const match = webhookPath.exec(url)
  if (!match) return undefined
  const { kind, answer = '', path = '' } = match.groups ?? {}
  const parts = path.split('/')
  // In a path that is shorter than Slack's, the last part counts as the secret.
  const whole = parts.findLastIndex((part) => part !== '')
  const ids = Math.min(idsOf[kind ?? answer] ?? 0, whole)
  if (whole < 0 || parts[ids]?.startsWith('…')) return undefined
  const end = match.index + match[0].length
  const start = end - parts.slice(ids).join('/').length
  const last = parts[whole] ?? ''
  return { start, end, shown: `…${last.length >= 12 ? last.slice(-4) : ''}` }
}
