import { secretsIn } from '../paste/find-secrets.ts'
import { otherHook } from '../slack/facts/hook-addresses.ts'
import { isPlaceholder } from '../slack/facts/placeholders.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { isFields } from './fields.ts'
import { plainKey } from './flat-record.ts'
import { joinPath, step } from './path.ts'
import { loneToken, readWebhook } from './token.ts'
import type { OtherAddress, ResponseToken, ResponseWebhook, ValuePath } from './types.ts'

/** Maximum number of tokens and addresses to find in a value; later ones are ignored. */
export const mostFound = 100
const deepest = 12
/** Maximum length of a text to search. A longer text is a document, and not the value of a field. */
const longestText = 4000

const hookPattern = /https:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"'<>|\\]+/g

/** A quick test: every token and webhook contains one of these texts, and most texts contain none of them. */
const sign = /x(?:ox[a-z]|app|wfp)-|slack|T[A-Z0-9]{8,12}[/-]B/

export interface LooseTokens {
  readonly tokens: readonly ResponseToken[]
  readonly webhooks: readonly ResponseWebhook[]
  readonly addresses: readonly OtherAddress[]
}

/**
 * Finds each token and each webhook URL anywhere in a value once, by its prefix alone. Visits each part of the value
 * once.
 */
export function findTokensInText(value: unknown, known: ReadonlySet<string> = new Set()): LooseTokens {
  const tokens: ResponseToken[] = []
  const webhooks: ResponseWebhook[] = []
  const addresses: OtherAddress[] = []
  const seen = new Set(known)
  const add = (found: string, path: string, key: string) => {
    if (seen.has(found) || isPlaceholder(found) || tokens.length + webhooks.length + addresses.length >= mostFound)
      return
    seen.add(found)
    const other = otherHook(found)
    if (other) addresses.push({ path, url: found, kind: other.kind })
    // An address without ids is not one webhook, but the start of the address of every webhook.
    else if (/^https:\/\/[^/]+\/(?:services\/?)?$/.test(found)) return
    else if (/^https:/.test(found)) webhooks.push(...readWebhook({ url: found }, path))
    else tokens.push(loneToken(found, path, placeByName(key, found)))
  }
  // The paths are functions, because few values have a token and making a path takes time.
  const visit = (part: unknown, path: () => string, key: string, depth: number) => {
    if (typeof part === 'string') for (const found of textsOf(part)) add(found, path(), key)
    else if (depth > deepest) return
    else if (Array.isArray(part)) {
      for (const [index, one] of part.entries()) visit(one, () => step(path(), index), key, depth + 1)
    } else if (isFields(part)) {
      for (const name of Object.keys(part)) visit(part[name], () => joinPath(path(), step('', name)), name, depth + 1)
    }
  }
  visit(value, () => '', '', 0)
  return { tokens, webhooks, addresses }
}

function textsOf(text: string): readonly string[] {
  if (text.length > longestText || !sign.test(text)) return []
  return [...(text.match(hookPattern) ?? []), ...[...secretsIn(text)].map(({ value }) => value)]
}

/** Returns the kind of token that a key name suggests. Null for `SLACK_TOKEN` and `token`, which suggest no kind. */
export function placeByName(key: string, token: string): ValuePath | null {
  const name = plainKey(key)
  if (/refreshtoken$/.test(name)) return 'refresh'
  if (/(?:app|applevel|socket)token$/.test(name)) return 'app'
  if (/(?:config(?:uration)?(?:access)?|manifest|tooling)token$/.test(name)) return 'config'
  if (!/token$/.test(name)) return null
  if (/bot/.test(name)) return 'bot'
  return /user/.test(name) && tokenKind(token) !== undefined ? 'user' : null
}
