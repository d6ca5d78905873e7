import type { ResponseCredential } from '../responses/credentials.ts'
import type { ParsedResponse } from '../responses/types.ts'
import { type CredentialKind, credentialFacts } from '../slack/facts/credential-names.ts'
import { isWhole, tokenKind } from '../slack/facts/token-kinds.ts'

/** The credentials of one app; all are optional. */
export interface AppCredentialOptions {
  readonly clientId: string | null
  readonly clientSecret: string | null
  readonly signingSecret: string | null
  readonly appToken: string | null
  readonly redirectUri: string | null
}

/** A credential that is not used, with the reason. */
export interface LeftCredential {
  readonly path: string
  readonly kind: CredentialKind | null
  readonly why: string
}

export interface TakenCredentials {
  /** The credentials; null when the text has no credentials of an app. */
  readonly given: AppCredentialOptions | null
  /** The path of each credential that is used. */
  readonly from: Readonly<Partial<Record<keyof AppCredentialOptions, string>>>
  readonly left: readonly LeftCredential[]
}

const kinds = ['clientId', 'clientSecret', 'signingSecret', 'appToken', 'redirectUri'] as const

/**
 * Matches the usual names of variables, without a prefix such as `OTHER_`. A variable with such a name probably belongs
 * to the app itself.
 */
const plainNames = /^(?:SLACK_(?:CLIENT_ID|CLIENT_SECRET|SIGNING_SECRET|APP_TOKEN|REDIRECT_UR[IL]))$/i

interface Found {
  readonly path: string
  readonly value: string
  readonly state?: ResponseCredential['state']
}

function isShortened({ value, state }: Found): boolean {
  return state === 'redacted' || (tokenKind(value) !== undefined && !isWhole(value))
}

/**
 * Returns the credentials of one app in the parsed responses. If there are several of a kind, prefers the credential in
 * the same object as the client id. Also returns the credentials that are not used. Pure.
 */
export function takeCredentials(read: readonly Pick<ParsedResponse, 'credentials' | 'tokens'>[]): TakenCredentials {
  const credentials = read.flatMap((one) => one.credentials)
  const tokens = read.flatMap((one) => one.tokens)
  const left: LeftCredential[] = []
  const from: Partial<Record<keyof AppCredentialOptions, string>> = {}
  const given: Record<keyof AppCredentialOptions, string | null> = {
    ...{ clientId: null, clientSecret: null, signingSecret: null, appToken: null, redirectUri: null },
  }
  const apps = tokens.filter(({ kind }) => kind === 'app').map(({ path, value }) => ({ path: path || 'One', value }))
  const foundOf = (kind: (typeof kinds)[number]) => {
    const named = credentials.filter((one) => one.kind === kind && usable(one))
    return distinct(kind === 'appToken' ? [...apps, ...named] : named)
  }
  // Use a redacted secret only if no secret is complete: an error then explains the problem. Otherwise list the
  // redacted secret as not used.
  const secrets = ['clientSecret', 'signingSecret', 'appToken'] as const
  const anyWhole = secrets.some((kind) => foundOf(kind).some((one) => !isShortened(one)))
  for (const kind of kinds) {
    const found = foundOf(kind)
    const all = anyWhole ? found.filter((one) => !isShortened(one)) : found
    for (const { path } of found.filter((one) => !all.includes(one))) {
      left.push({ path, kind, why: 'this copy of it is redacted or cut off' })
    }
    const [first] = all.toSorted(nearest(from.clientId))
    if (!first) continue
    given[kind] = first.value
    from[kind] = first.path
    for (const other of all) {
      const { label } = credentialFacts[kind]
      if (other !== first) left.push({ path: other.path, kind, why: `the ${label} comes from ${first.path}` })
    }
  }
  left.push(...credentials.flatMap(leftOut))
  const some = kinds.some((kind) => kind !== 'redirectUri' && given[kind] !== null)
  return { given: some ? given : null, from, left }
}

function usable({ state }: ResponseCredential): boolean {
  return state === 'whole' || state === 'redacted' || state === 'odd'
}

function distinct(found: readonly Found[]): Found[] {
  return found.filter(({ value }, index) => found.findIndex((one) => one.value === value) === index)
}

/** Returns a function that sorts credentials: plain names first, then by the similarity to the client id's path. */
function nearest(clientId: string | undefined): (one: Found, other: Found) => number {
  const rank = ({ path }: Found) =>
    clientId === undefined
      ? plainNames.test(path)
        ? 1
        : 0
      : shared(path, clientId) + (plainNames.test(path) ? 0.5 : 0)
  return (one, other) => rank(other) - rank(one)
}

function shared(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/** Kinds of credentials for which an app's record has no field. A placeholder of such a kind is listed as not used. */
const openKinds: ReadonlySet<CredentialKind> = new Set(['botToken', 'userToken', 'webhook'])

/**
 * Returns the credentials that are not used, each with the reason: a record has no field for it, or it has no usable
 * value.
 */
function leftOut({ path, kind, state }: ResponseCredential): LeftCredential[] {
  if (kind === null) return [{ path, kind, why: 'its name is unknown' }]
  const wanted = ((kinds as readonly string[]).includes(kind) && kind !== 'redirectUri') || openKinds.has(kind)
  if (state === 'empty') return wanted && !openKinds.has(kind) ? [{ path, kind, why: 'it is empty' }] : []
  if (state === 'placeholder') return wanted ? [{ path, kind, why: 'it is a placeholder' }] : []
  if (kind === 'verificationToken') return [{ path, kind, why: 'no command needs it; the signing secret replaced it' }]
  return []
}
