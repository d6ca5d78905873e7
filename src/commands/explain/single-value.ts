import { readParsed } from '../../responses/read.ts'
import type { ParsedResponse } from '../../responses/types.ts'
import { identify } from '../../slack/facts/identifiers.ts'
import { aToken, mask, tokenKind } from '../../slack/facts/token-kinds.ts'
import { plain } from '../../terminal/one-line.ts'
import { identifyAddress, shownAddress } from './address.ts'
import { explainResponse } from './explain-material.ts'
import type { Explanation } from './explanation.ts'
import { shownWebhook } from './redaction.ts'
import { tokenMeaning } from './token-meanings.ts'

/** One token, URL or id, with nothing around it. */
export interface ExplainedWord {
  /** `xoxb-…f3a1: a bot token`, one line; secrets masked. */
  readonly title: string
  readonly explanation: Explanation
  /** Command lines that take it as it is. */
  readonly commands: readonly string[]
  /** An address of some kind, which may carry a token. */
  readonly address: boolean
  /** It opens something: not for a command line. */
  readonly secret: boolean
}

/**
 * What a single word is; undefined when it is none of Slack's. `odd` are sentences on what was taken off it. `now` in
 * milliseconds. Pure; sends nothing.
 */
export function explainWord(word: string, odd: readonly string[], now: number): ExplainedWord | undefined {
  const parsed = readParsed(word)
  const address = identifyAddress(word)
  const [token] = parsed.tokens
  const said = (more: readonly string[]): Explanation => explainResponse(withNotes(parsed, [...odd, ...more]), now)
  if (address) {
    const title = `${plain(shownAddress(word), 200)}${address.token === null ? '' : `: it carries ${kindOf(address.token)}`}`
    return {
      title,
      explanation: said([address.means]),
      commands: address.commands,
      secret: address.secret,
      address: true,
    }
  }
  if (token && token.value === word) {
    const explanation = said([
      ...(calls.has(token.kind)
        ? [appOf(word) ?? 'Which scopes it holds cannot be told from a token alone: Slack says so when it is used.']
        : []),
    ])
    return { title: `${mask(word)}  ${tokenMeaning(token)}`, explanation, commands: [], secret: true, address: false }
  }
  if (parsed.webhooks.length > 0) {
    const means =
      'It posts to one channel, chosen at the install, with no token: whoever has the address can post there.'
    return {
      title: `${shownWebhook(word)}: an incoming webhook`,
      explanation: said([means]),
      commands: [],
      secret: true,
      address: true,
    }
  }
  const identifier = identify(word)
  if (!identifier) return undefined
  const title = identifier.secret ? `${word.length} characters that are a secret` : word
  return {
    title,
    explanation: said([identifier.means]),
    commands: identifier.commands,
    secret: identifier.secret,
    address: false,
  }
}

/** Kinds that hold scopes and call methods. */
const calls: ReadonlySet<string> = new Set(['bot', 'user', 'app', 'workflow'])

function kindOf(token: string): string {
  const kind = tokenKind(token)
  return kind ? aToken(kind) : 'no token of Slack’s'
}

/** An app-level token names its app: `xapp-1-A0…-…` (docs.slack.dev/authentication/tokens). */
function appOf(token: string): string | undefined {
  const app = /^xapp-\d+-(A[A-Z0-9]{6,})-/.exec(token)?.[1]
  return app && `It belongs to the app ${app}.`
}

/** A word is no install, which goes without saying. */
function withNotes(parsed: ParsedResponse, notes: readonly string[]): ParsedResponse {
  return { ...parsed, notes }
}
