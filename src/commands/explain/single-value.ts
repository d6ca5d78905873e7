import { readParsed } from '../../responses/read-fields.ts'
import type { ParsedResponse } from '../../responses/types.ts'
import { identify } from '../../slack/facts/identifiers.ts'
import { aToken, isRotating, mask, tokenKind } from '../../slack/facts/token-kinds.ts'
import { plain } from '../../terminal/one-line.ts'
import { identifyAddress, shownAddress } from './address.ts'
import { explainResponse } from './explain-material.ts'
import type { Explanation } from './explanation.ts'
import { firstAnswer } from './first-answer.ts'
import { shownWebhook } from './redaction.ts'

/** The explanation of one token, URL or id that is the whole input. */
export interface ExplainedWord {
  /** One line with secrets masked, for example `xoxb-…f3a1: a bot token`. */
  readonly title: string
  readonly explanation: Explanation
  /** The command lines that accept the word unchanged. */
  readonly commands: readonly string[]
  /** Whether the word is an address that may contain a token. */
  readonly address: boolean
  /** Whether the word is a secret, so that it must not be in a command line. */
  readonly secret: boolean
}

/**
 * Explains a single word. Returns undefined when the word has nothing to do with Slack. Sends nothing.
 * @param odd sentences about characters that were removed from the word.
 * @param now milliseconds since 1970.
 */
export function explainWord(word: string, odd: readonly string[], now: number): ExplainedWord | undefined {
  const parsed = readParsed(word)
  const address = identifyAddress(word)
  const [token] = parsed.tokens
  const withNotesOf = (more: readonly string[]): Explanation =>
    explainResponse(withNotes(parsed, [...odd, ...more]), now)
  if (address) {
    const shown = plain(shownAddress(word), 200)
    const title = address.token === null ? shown : `${shown} carries ${kindOf(address.token)}.`
    return {
      title,
      explanation: withNotesOf([address.means]),
      commands: address.commands,
      secret: address.secret,
      address: true,
    }
  }
  if (token && token.value === word) {
    const either = token.kind === 'user' && isRotating(word)
    const explanation = withNotesOf([
      ...(either ? [eitherKind, askWhich] : []),
      ...(calls.has(token.kind)
        ? [appOf(word) ?? 'Which scopes it holds cannot be told from a token alone: Slack says so when it is used.']
        : []),
    ])
    const sentence = firstAnswer(explanation) ?? `This is ${aToken(token.kind)}.`
    const title = either ? `${mask(word)} ${eitherTitle}` : sentence.replace(/^This(?= )/, mask(word))
    const certainty = either ? 'unsure' : explanation.certainty
    return { title, explanation: { ...explanation, certainty }, commands: [], secret: true, address: false }
  }
  if (parsed.webhooks.length > 0) {
    const means =
      'It posts to one channel, chosen at the install, with no token: whoever has the address can post there.'
    return {
      title: `${shownWebhook(word)} is an incoming webhook.`,
      explanation: withNotesOf([means]),
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
    explanation: withNotesOf([identifier.means]),
    commands: identifier.commands,
    secret: identifier.secret,
    address: false,
  }
}

const eitherTitle = 'is a rotating user token or an app configuration token: both begin alike.'

/**
 * Explains how to distinguish the two kinds of token with the same prefix. Sources:
 * docs.slack.dev/authentication/using-token-rotation, …/app-manifests/configuring-apps-with-app-manifests
 */
const eitherKind =
  'An install or a refresh yields the rotating user token, in access_token; the configuration token is made at https://api.slack.com/apps (Your App Configuration Tokens), and stands in token and in ~/.slack/credentials.json. Nothing in the token itself tells which it is.'
const askWhich =
  'Slack can tell: slack-tokens app config-token takes it on standard input, tries a harmless apps.manifest.validate and stores only a configuration token; slack-tokens import - asks auth.test whom a user token acts as.'

/** The kinds of token that have scopes and call methods. */
const calls: ReadonlySet<string> = new Set(['bot', 'user', 'app', 'workflow'])

function kindOf(token: string): string {
  const kind = tokenKind(token)
  return kind ? aToken(kind) : 'no token of Slack’s'
}

/** Returns a sentence with the app id in an app-level token, `xapp-1-A0…-…` (docs.slack.dev/authentication/tokens). */
function appOf(token: string): string | undefined {
  const app = /^xapp-\d+-(A[A-Z0-9]{6,})-/.exec(token)?.[1]
  return app && `It belongs to the app ${app}.`
}

/**
 * Returns the parsed response with other notes. Omits the parser's own note, because it is obvious that a single word
 * is no install.
 */
function withNotes(parsed: ParsedResponse, notes: readonly string[]): ParsedResponse {
  return { ...parsed, notes }
}
