import type { Identity, NamedInstallation, Webhook } from '../config/installation.ts'
import type { OtherHookKind } from '../slack/facts/hook-addresses.ts'
import type { TokenKind } from '../slack/facts/token-kinds.ts'
import type { ResponseCredential } from './credentials.ts'
import type { ResponseFields } from './fields.ts'

/** The kind of a value that is related to an install. */
export type ResponseShape =
  | 'v1'
  | 'v2'
  | 'v2_user'
  | 'refresh'
  | 'exchange'
  | 'openid'
  | 'config'
  | 'stored-installation'
  | 'error'
  | 'not-an-install'

/** The names of Slack's answers and other values that are related to an install but are no install. */
export type KnownAnswerName =
  | 'id_token'
  | 'openid.connect.userInfo'
  | 'users.identity'
  | 'users.info'
  | 'bots.info'
  | 'team.info'
  | 'auth.test'
  | 'apps.manifest.create'
  | 'tooling.tokens.rotate'
  | 'manifest'
  | 'redirect'
  | 'event'
  | 'interaction'
  | 'credentials'
  | 'other service'
  | 'ok'

export type Certainty = 'sure' | 'likely' | 'unsure'

/** The classification of a value, before the value is read. */
export interface Classification {
  readonly shape: ResponseShape
  readonly certainty: Certainty
  /** Why the classification is not certain, or what the value is instead. The sentences quote only names of keys. */
  readonly why: readonly string[]
  readonly known?: KnownAnswerName
}

/** All facts about an install that were read from one answer, record or other value. */
export interface ParsedResponse {
  readonly shape: ResponseShape
  readonly certainty: Certainty
  /** The path of the part in the input, such as `data` or `installations[2]`; empty for the whole input. */
  readonly at: string
  /** The part that was read: an object with own fields, or any other value. */
  readonly value: unknown
  /** Whether a part of the text is missing, so that a missing field may have been in that part. */
  readonly cut: boolean
  /** The name of a known answer of Slack (`auth.test`, `users.info`, …); null when `shape` alone names the answer. */
  readonly known: KnownAnswerName | null
  /** The program that stored the record (`Slack's Node SDK`); null when the value is no record. */
  readonly keeper: string | null
  /** The flow of the install; null when it is not known. */
  readonly flow: 'v1' | 'v2' | 'v2_user' | null
  readonly tokens: readonly ResponseToken[]
  readonly webhooks: readonly ResponseWebhook[]
  /** Addresses that look like a webhook, but post no messages to a channel. */
  readonly addresses: readonly OtherAddress[]
  /** Client ids, secrets and other credentials of an app. */
  readonly credentials: readonly ResponseCredential[]
  readonly appId: string | null
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly isOrgInstall: boolean
  /** The user id of the person who pressed Allow. */
  readonly installerId: string | null
  /** Slack's error code; null when Slack did not refuse. */
  readonly error: string | null
  /** Whole sentences about what is doubtful, odd or contradictory, and why. Secrets in them are masked. */
  readonly notes: readonly string[]
}

/** The kind of token that belongs to a key. */
export type ValuePath = Identity | 'refresh' | 'config' | 'app'

export interface ResponseToken {
  /** The kind that the prefix shows; without a known prefix, the kind that the key suggests. */
  readonly kind: TokenKind
  /**
   * For a refresh token: the identity whose token it refreshes. Null for other tokens, and when the identity is
   * unknown.
   */
  readonly of: Identity | null
  /** The path of the token, such as `authed_user.access_token`; empty for a single value. */
  readonly path: string
  /** The kind of token that the key suggests; null when the key suggests none. */
  readonly place: ValuePath | null
  readonly value: string
  readonly scopes: readonly string[]
  /** The id of the user that the token acts as. Null when it is unknown, and for a refresh token. */
  readonly actsAs: string | null
  /** The handle of the user without `@`; known only for installations that this tool stored. */
  readonly userName: string | null
  readonly rotating: boolean
  /** Seconds from the time of the answer to the expiry; null when the answer has no lifetime. */
  readonly expiresIn: number | null
  /** The expiry in ISO 8601; null when the token does not expire or the expiry is unknown. */
  readonly expiresAt: string | null
}

export interface ResponseWebhook extends Webhook {
  readonly path: string
}

/** An address of hooks.slack.com that is no incoming webhook, such as a response_url or a workflow trigger. */
export interface OtherAddress {
  readonly path: string
  readonly url: string
  readonly kind: OtherHookKind
}

/** The facts that were read from a value whose kind is known. */
export interface ReadingFindings {
  readonly tokens: readonly ResponseToken[]
  readonly webhooks?: readonly ResponseWebhook[]
  readonly flow?: ParsedResponse['flow']
  readonly appId?: string | null
  readonly workspace?: NamedInstallation | null
  readonly organization?: NamedInstallation | null
  readonly isOrgInstall?: boolean
  readonly installerId?: string | null
  readonly notes?: readonly string[]
}

/** A kind of record, and how it is recognized and read. */
export interface RecordForm {
  /** Returns the program that stored the record, in a form that can follow "a record of". */
  readonly keeper: (value: ResponseFields) => string
  /** Returns how certainly the value is a record of this kind; undefined when it is no such record. */
  readonly certainty: (value: ResponseFields) => Certainty | undefined
  readonly read: (value: ResponseFields) => ReadingFindings
}
