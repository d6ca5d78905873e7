import type { Pasted } from '../paste/types.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { isFields, own, type ResponseFields, text } from './fields.ts'

/** A signed token of OpenID Connect, taken apart. Its signature is not proved: that would take the keys of its issuer. */
export interface IdToken {
  readonly claims: ResponseFields
  readonly algorithm: string | null
  /** Whether Slack says of itself that it issued it. */
  readonly fromSlack: boolean
  /** Its signature is missing. */
  readonly cut: boolean
}

const form = /^(eyJ[\w-]{8,4000}={0,2})\.(eyJ?[\w-]{4,20000}={0,2})(?:\.([\w…*.=-]{0,4000}))?$/

/** Undefined for what is no JSON Web Token. Pure; never throws. */
export function readIdToken(word: string): IdToken | undefined {
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

/** The first such token of Slack’s in a text. */
function findIdToken(words: string): string | undefined {
  for (const [word] of words.matchAll(anywhere)) if (readIdToken(word)?.fromSlack) return word
  return undefined
}

/** The sentences about every signed token. */
export function idTokenNotes({ fromSlack, algorithm, cut, claims }: IdToken): readonly string[] {
  const issuer = text(own(claims, 'iss'))
  const signed = `It was read offline: that Slack signed it${algorithm ? ` (${algorithm})` : ''} was not proved. An app must prove it with the keys at https://slack.com/openid/connect/keys.`
  const other = `It is a signed token (JWT) of another service${issuer && /^https?:\/\/[\w./:-]{1,100}$/.test(issuer) ? `, ${issuer}` : ''}: Slack’s have the issuer https://slack.com.`
  return [fromSlack ? signed : other, ...(cut ? ['Its signature is missing in this copy.'] : [])]
}

/** A pasted text that holds nothing else, with the claims of its signed token instead of the word. */
export function withIdToken(pasted: Pasted, whole: string): Pasted {
  const { bare, values } = pasted
  if (values.length > 0 || (bare !== undefined && tokenKind(bare) !== undefined)) return pasted
  const word = bare !== undefined && readIdToken(bare) ? bare : findIdToken(whole)
  const token = word === undefined ? undefined : readIdToken(word)
  if (!token) return pasted
  return { ...pasted, bare: undefined, values: [token.claims], notes: [...pasted.notes, ...idTokenNotes(token)] }
}
