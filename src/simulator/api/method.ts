import type { MethodName, methods } from '../../slack/facts/methods.ts'
import type { App, Token } from '../state/app-types.ts'
import type { AnswerBody } from '../state/refusal.ts'
import type { Person, World } from '../state/types.ts'

/** The call that a handler receives when its method needs no token. */
export interface OpenCall {
  readonly world: World
  /** The arguments as strings. A nested value from a JSON body is JSON text, as in a form. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of this simulator, without a slash at the end: `http://localhost:4717`. */
  readonly url: string
}

/**
 * The call that a handler receives when its method needs a token from an install. The token, its kind, its scopes and
 * the required arguments are already checked.
 */
export interface Call extends OpenCall {
  readonly token: Token
  /** The user for whom the token acts: a person, or the app's bot user. */
  readonly actor: Person
}

/** The call that a handler receives when its method needs an app-level token. */
export interface AppCall extends OpenCall {
  readonly app: App
  /** Returns the URL for a new Socket Mode connection of the app; the URL works once. */
  readonly connect: (options: { readonly debug: boolean }) => string
}

export type Handler = (call: Call) => AnswerBody
export type AppHandler = (call: AppCall) => AnswerBody
export type OpenHandler = (call: OpenCall) => AnswerBody

/** The methods that need no token, or that take a refresh token as an argument. */
export type OpenMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly auth: 'none' | 'refresh_token' } ? M : never
}[MethodName]

/** The methods that accept an app configuration token. */
export type ConfigMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly other: { readonly configuration: unknown } } ? M : never
}[MethodName]

/** The methods that accept an app-level token. */
export type AppMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly other: { readonly app: unknown } } ? M : never
}[MethodName]

export type Handlers = Partial<Record<Exclude<MethodName, OpenMethod | ConfigMethod>, Handler>>
export type OpenHandlers = Partial<Record<OpenMethod, OpenHandler>>
export type AppHandlers = Partial<Record<AppMethod, AppHandler>>
/**
 * The handlers of methods with a configuration token. The call has no token, because the token was checked before and
 * these methods do not depend on its owner.
 */
export type ConfigHandlers = Partial<Record<ConfigMethod, OpenHandler>>

/** Whether a boolean argument is true. The argument can come from a form or from JSON. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}

/** A Web API call, as read from an HTTP request to `/api/METHOD`. */
export interface ApiRequest {
  readonly method: string
  /** Returns the URL for a new Socket Mode connection of an app; undefined when the simulator listens on no port. */
  readonly connect?: (app: App, options: { readonly debug: boolean }) => string
  /**
   * The token from `Authorization: Bearer` or the form body; undefined when both are missing. As in Slack, a token in
   * the query is not read.
   */
  readonly token: string | undefined
  readonly tokenInQuery: boolean
  /** The arguments as strings. A nested value from a JSON body is JSON text. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of the simulator, without a slash at the end. */
  readonly url: string
  readonly contentType: string | undefined
  /**
   * Slack's error code for a body that cannot be read: `invalid_json`, `json_not_object` or `invalid_form_data`.
   * Undefined for a readable body.
   */
  readonly invalid?: string | undefined
}

export interface ApiAnswer {
  readonly status: number
  readonly body: AnswerBody
  readonly headers: Readonly<Record<string, string>>
  /**
   * The user, bot user or app for which the token acts: `user:U…`, `bot:U…`, `configuration:U…` or `app:A…`; null
   * without a valid token.
   */
  readonly as: string | null
  /** The owner of the token, in the same form as `RequestRecord.owner`. */
  readonly owner: string | undefined
}
