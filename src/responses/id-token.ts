import type { Pasted } from '../paste/types.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { isFields, own, type ResponseFields, text } from './fields.ts'

/** A decoded signed token (JWT) of OpenID Connect. Its signature is not verified: that needs the keys of the issuer. */
export interface IdToken {
  readonly claims: ResponseFields
  readonly algorithm: string | null
  /** Whether the issuer in the token (`iss`) is Slack. */
  readonly fromSlack: boolean
  /** Whether the signature is missing. */
  readonly cut: boolean
}

const form = /^(eyJ[\w-]{8,4000}={0,2})\.(eyJ?[\w-]{4,20000}={0,2})(?:\.([\w…*.=-]{0,4000}))?$/

/** Decodes a JSON Web Token. Undefined for any other text. Pure; never throws. */
export function readIdToken(word: string): IdToken | undefined {
  if (!word.startsWith('eyJ')) return undefined
  const [, head = '', body = '', signature = ''] = form.exec(word) ?? []
  const [header, claims] = [decoded(head), decoded(body)]
  if (!header || !claims || text(own(header, 'alg')) === undefined) return undefined
  const issuer = text(own(claims, 'iss')) ?? ''
  return {
    claims,
    algorithm: text(own(header, 'alg')) ?? null,
    fromSlack: /^https:\/\/(?:[\w-]+\.)*slack(?:-gov)?\.com\/?$/.test(issuer),
    cut: signature === '',
  }
}

function decoded(part: string): ResponseFields | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isFields(value) ? Object.assign(Object.create(null) as Record<string, unknown>, value) : undefined
  } catch {
    return undefined
  }
}

const anywhere = /(?<![\w.-])eyJ[\w-]{8,4000}={0,2}\.eyJ[\w-]{4,20000}={0,2}(?:\.[\w-]{0,4000})?/g

/** Finds the signed tokens in a text, and returns the first one whose issuer is Slack. */
function findIdToken(words: string): string | undefined {
  for (const [word] of words.matchAll(anywhere)) if (readIdToken(word)?.fromSlack) return word
  return undefined
}

/** Returns the notes about a signed token. */
export function idTokenNotes({ fromSlack, algorithm, cut, claims }: IdToken): readonly string[] {
  const issuer = text(own(claims, 'iss'))
  const signed = `It was read offline: that Slack signed it${algorithm ? ` (${algorithm})` : ''} was not proved. An app must prove it with the keys at https://slack.com/openid/connect/keys.`
  const other = `It is a signed token (JWT) of another service${issuer && /^https?:\/\/[\w./:-]{1,100}$/.test(issuer) ? `, ${issuer}` : ''}: Slack’s have the issuer https://slack.com.`
  return [fromSlack ? signed : other, ...(cut ? ['Its signature is missing in this copy.'] : [])]
}

/** Replaces a signed token in a pasted text by its claims, when the text has no object and no other token. */
export function withIdToken(pasted: Pasted): Pasted {
  const { bare, values } = pasted
  if (values.length > 0 || (bare !== undefined && tokenKind(bare) !== undefined)) return pasted
  const word = bare !== undefined && readIdToken(bare) ? bare : findIdToken(pasted.text)
  const token = word === undefined ? undefined : readIdToken(word)
  if (!token) return pasted
  return { ...pasted, bare: undefined, values: [token.claims], notes: [...pasted.notes, ...idTokenNotes(token)] }
}
