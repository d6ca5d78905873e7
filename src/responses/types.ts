import type { Identity, NamedInstallation, Webhook } from '../config/installation.ts'
import type { OtherHookKind } from '../slack/facts/hook-addresses.ts'
import type { TokenKind } from '../slack/facts/token-kinds.ts'
import type { ResponseCredential } from './credentials.ts'
import type { ResponseFields } from './fields.ts'

/** The kind of a value, among those that occur around an install. */
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

/** Answers of Slack, and other things around an install, that are distinguished though they hold no install. */
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

/** The classification of a value, before it is read. */
export interface Classification {
  readonly shape: ResponseShape
  readonly certainty: Certainty
  /** Why it is not certain, or what it is instead: sentences that quote nothing of the value but names of its keys. */
  readonly why: readonly string[]
  readonly known?: KnownAnswerName
}

/** Everything that one answer, record or other value holds of what Slack hands out at an install. */
export interface ParsedResponse {
  readonly shape: ResponseShape
  readonly certainty: Certainty
  /** Where it stood in what was given, `data`, `installations[2]`; empty for the whole. */
  readonly at: string
  /** The part that was read: an object with own fields, otherwise anything. */
  readonly value: unknown
  /** Part of the text it came from is missing, so that what is not in it may have been. */
  readonly cut: boolean
  /** Which known answer of Slack it is (`auth.test`, `users.info`, …); null when `shape` says enough. */
  readonly known: KnownAnswerName | null
  /** Whose record it is (`Slack’s Node SDK`); null for what is none. */
  readonly keeper: string | null
  /** How the app was installed, where that is known. */
  readonly flow: 'v1' | 'v2' | 'v2_user' | null
  readonly tokens: readonly ResponseToken[]
  readonly webhooks: readonly ResponseWebhook[]
  /** What looks like a webhook and takes no messages for a channel. */
  readonly addresses: readonly OtherAddress[]
  /** Client ids, secrets and the like of an app. */
  readonly credentials: readonly ResponseCredential[]
  readonly appId: string | null
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly isOrgInstall: boolean
  /** Who pressed Allow. */
  readonly installerId: string | null
  /** Slack's code, when it refused. */
  readonly error: string | null
  /** Whole sentences: what is doubtful, odd or contradictory, and why. Secrets in them are masked. */
  readonly notes: readonly string[]
}

/** The kind of token that belongs in a place. */
export type ValuePath = Identity | 'refresh' | 'config' | 'app'

export interface ResponseToken {
  /** By its prefix; by its place where the prefix does not tell. */
  readonly kind: TokenKind
  /** For a refresh token: whose pair it belongs to; null for any other, and where that is unknown. */
  readonly of: Identity | null
  /** Its path, `authed_user.access_token`; empty for a single value. */
  readonly path: string
  /** The kind that its key suggests; null when the key suggests none. */
  readonly place: ValuePath | null
  readonly value: string
  readonly scopes: readonly string[]
  /** User id it acts as; null when that is not said, and for a refresh token. */
  readonly actsAs: string | null
  /** Handle of that user without `@`; only installations kept by this tool know it. */
  readonly userName: string | null
  readonly rotating: boolean
  /** Seconds from when the answer was given; null when it does not say. */
  readonly expiresIn: number | null
  /** ISO 8601; null when it does not expire or the expiry is unknown. */
  readonly expiresAt: string | null
}

export interface ResponseWebhook extends Webhook {
  readonly path: string
}

/** An address of hooks.slack.com that is no incoming webhook: a response_url, a workflow trigger. */
export interface OtherAddress {
  readonly path: string
  readonly url: string
  readonly kind: OtherHookKind
}

/** The result of reading one kind of value. */
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

/** A kind of store, with how it is recognized and read. */
export interface RecordForm {
  /** Whose record it is, as the object of “a record of”. */
  readonly keeper: (value: ResponseFields) => string
  /** How certain it is that this is such a record; undefined when it is none. */
  readonly certainty: (value: ResponseFields) => Certainty | undefined
  readonly read: (value: ResponseFields) => ReadingFindings
}
