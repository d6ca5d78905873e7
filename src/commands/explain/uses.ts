import type { Identity, Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import type { ResponseToken } from '../../responses/types.ts'
import { isCut, isWhole } from '../../slack/facts/token-kinds.ts'
import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import { columns } from '../../terminal/table.ts'
import { widthOf } from '../../terminal/width.ts'
import { type Example, examplesFor } from './examples.ts'
import type { Explanation } from './explanation.ts'

/** How the tokens were created, and whether they are stored. The example commands depend on both. */
export interface TokenReach extends Pick<Installation, 'flow' | 'simulator'> {
  /** Text to add to every command, for example ` --profile acme`; null when the tokens are not stored. */
  readonly suffix: string | null
}

const purpose: Readonly<Record<Identity, string>> = {
  user: 'is for acting as that person',
  bot: 'is for acting as the app',
}

/**
 * For each kind of token, a clause that says when v1 returns that token
 * (docs.slack.dev/reference/methods/oauth.access).
 */
const inV1: Readonly<Record<Identity, string>> = {
  user: '; every v1 install returns one',
  bot: ', and is there because “bot” was granted',
}

/** Returns the uses of each token and of the webhook, as commands that work. */
export function useLines(explanation: Explanation, reach: TokenReach, sheet: TextSheet): string[] {
  const { tokens, webhooks, shape } = explanation
  // A sign-in token only reads a person's identity, so none of these commands works with it.
  if (shape === 'openid') return []
  const lines = (['user', 'bot'] as const).flatMap((identity) => {
    const token = tokens.find(({ kind, of, value }) => kind === identity && of === null && !isCut(value))
    return token ? tokenUse(identity, token, { explanation, reach, sheet }) : []
  })
  const [webhook] = webhooks
  if (!webhook) return lines
  const from = inEnvironment(webhook.url.split('/').at(-1) ?? '', reach) ? '. With it in SLACK_WEBHOOK_URL:' : ':'
  const where = plain(webhook.channel ?? 'one channel', 60)
  return [
    ...lines,
    ...paragraph(`The webhook is for posting to ${where} with no token${from}`, sheet),
    sheet.paint.cyan(`  slack-tokens webhook "hello"${reach.suffix ?? ''}`),
  ]
}

/** Whether the secret can be put into an environment variable: it is not stored, and it is whole. */
function inEnvironment(secret: string, { suffix }: TokenReach): boolean {
  return suffix === null && isWhole(secret)
}

interface UseContext {
  readonly explanation: Explanation
  readonly reach: TokenReach
  readonly sheet: TextSheet
}

function tokenUse(identity: Identity, token: ResponseToken, { explanation, reach, sheet }: UseContext): string[] {
  const classic = reach.flow === 'v1'
  const known = token.scopes.length > 0 ? token.scopes : null
  const examples = examplesFor({ identity, scopes: known, classic, suffix: reach.suffix ?? '' })
  const from = inEnvironment(token.value, reach) ? `. With it in SLACK_${identity.toUpperCase()}_TOKEN:` : ':'
  const condition = explanation.shape === 'v1' ? inV1[identity] : ''
  const [lacks] = examples.flatMap((one) => one.lacks ?? [])
  return [
    ...paragraph(`${nameOf(identity, token, explanation)} ${purpose[identity]}${condition}${from}`, sheet),
    ...exampleLines(examples, sheet),
    ...(lacks ? lackLines(lacks, loginOf(reach, identity, lacks), sheet) : []),
  ]
}

/**
 * Returns the login command that requests a scope. For tokens that are not stored, the command requests only this
 * scope: `--add-scope` would change another installation.
 */
function loginOf({ suffix, ...reach }: TokenReach, identity: Identity, scope: string): string {
  const app = suffix === null ? { ...reach, clientId: null } : reach
  return scopeAdvice(app, identity, [scope], suffix ?? '').command ?? 'slack-tokens login'
}

function nameOf(identity: Identity, { path }: ResponseToken, { shape }: Explanation): string {
  if (shape === 'stored-installation' || path === '') return `The ${identity} token`
  return `${path === 'access_token' ? 'The top-level access_token' : path} (${identity} token)`
}

function exampleLines(examples: readonly Example[], { width, paint }: TextSheet): string[] {
  const rows = examples.map(({ command, does, lacks }) => [
    `  ${paint.cyan(command)}`,
    lacks === null ? does : `${does}: needs ${lacks}`,
  ])
  return columns(['', ''], rows, width).split('\n')
}

function lackLines(scope: string, login: string, { width, paint }: TextSheet): string[] {
  const text = `  ${scope} was not granted. To request it:`
  if (widthOf(`${text} ${login}`) <= width) return [`${paint.yellow(text)} ${paint.cyan(login)}`]
  return [paint.yellow(text), paint.cyan(`    ${login}`)]
}
