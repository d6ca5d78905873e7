/** The kinds of secret that Slack hands out, told apart by their look, and the one place that masks them. */

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
  ['xoxe-', 'refresh'],
  ['xapp-', 'app'],
  ['xwfp-', 'workflow'],
  ['xoxa-', 'workspace'],
  ['xoxr-', 'workspace'],
  ['xoxc-', 'session'],
  ['xoxd-', 'session'],
  ['xoxs-', 'session'],
]

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
  return url.replace(/(\/(?:services|workflows|triggers)\/)([^?#\s"']+)/, (_whole, head: string, path: string) => {
    const parts = path.split('/')
    const last = parts.pop() ?? ''
    const shown = last.startsWith('…') ? last : `…${last.length >= 12 ? last.slice(-4) : ''}`
    return `${head}${[...parts, shown].join('/')}`
  })
}

const tokenPattern = /\b(?:xoxe\.)?(?:xox[a-z]|xapp|xwfp)-[A-Za-z0-9%._-]+/g
// Bounded, so that a long text of many addresses is not read again from each of them.
const webhookPattern = /https?:\/\/[^\s"'<>]{1,300}\/(?:services|workflows|triggers)\/[A-Za-z0-9]+\/[^\s"'<>]+/g
// Whoever has an upload URL may write to it, for as long as it lives.
const uploadPattern = /(https?:(?:\\\/|\/){2}[^\s"'<>]{1,300}?\/upload(?:\\\/|\/)v1(?:\\\/|\/))[^\s"'<>]+/g
// What travels in a query, a form or JSON under a name that gives it away. `code` only as a parameter: JSON uses that
// key for error codes.
const parameterPattern =
  /((?:client_secret|signing_secret|code_verifier|refresh_token|assertion|token|[?&]code)(?:=|%3D|\\*"\s*:\s*\\*"))((?!(?:xoxe\.)?[a-z]{4}-…)[^&\s"'<>…\\]{6,})/gi

/** Masks everything in `text` that has the shape of a Slack secret. Applied to all output that is not asked to be secret. */
export function maskSecrets(text: string): string {
  return text
    .replace(webhookPattern, maskWebhook)
    .replace(uploadPattern, '$1…')
    .replace(tokenPattern, (token) => mask(token))
    .replace(parameterPattern, (_whole, name: string) => `${name}…`)
}
