import type { MethodName, methods } from '../../slack/facts/methods.ts'
import type { App, Token } from '../state/app-types.ts'
import type { AnswerBody } from '../state/refusal.ts'
import type { Person, World } from '../state/types.ts'

/** The call that a method without a token receives. */
export interface OpenCall {
  readonly world: World
  /** The arguments as strings. Nested values of a JSON body are JSON text, as in a form. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of this simulator, without a slash at the end: `http://localhost:4717`. */
  readonly url: string
}

/**
 * The call that a method with an install's token receives. Token, kind of token, scopes and required arguments are
 * already checked.
 */
export interface Call extends OpenCall {
  readonly token: Token
  /** The user that the token acts as: the person who installed the app, or its bot user. */
  readonly actor: Person
}

/** The call that a method with an app-level token receives. */
export interface AppCall extends OpenCall {
  readonly app: App
  /** Returns the address of a new Socket Mode connection of the app; it works once. */
  readonly connect: (options: { readonly debug: boolean }) => string
}

export type Handler = (call: Call) => AnswerBody
export type AppHandler = (call: AppCall) => AnswerBody
export type OpenHandler = (call: OpenCall) => AnswerBody

/** Methods that need no token, or take a refresh token as an argument. */
export type OpenMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly auth: 'none' | 'refresh_token' } ? M : never
}[MethodName]

/** Methods that take an app configuration token. */
export type ConfigMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly other: { readonly configuration: unknown } } ? M : never
}[MethodName]

/** Methods for app-level tokens. */
export type AppMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly other: { readonly app: unknown } } ? M : never
}[MethodName]

export type Handlers = Partial<Record<Exclude<MethodName, OpenMethod | ConfigMethod>, Handler>>
export type OpenHandlers = Partial<Record<OpenMethod, OpenHandler>>
export type AppHandlers = Partial<Record<AppMethod, AppHandler>>
/**
 * Handlers for methods with a configuration token. They receive a call without its token: the token is already checked,
 * and its owner does not matter.
 */
export type ConfigHandlers = Partial<Record<ConfigMethod, OpenHandler>>

/** Whether a boolean argument is true, in a form or in JSON. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}

/** A call to `/api/METHOD`, read from an HTTP request. */
export interface ApiRequest {
  readonly method: string
  /** Returns the address of a new Socket Mode connection of an app; undefined when no port is open. */
  readonly connect?: (app: App, options: { readonly debug: boolean }) => string
  /** The token from `Authorization: Bearer` or the form body. As at Slack, a token in the query is not read. */
  readonly token: string | undefined
  readonly tokenInQuery: boolean
  /** The arguments as strings. Nested values of a JSON body are JSON text. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of the simulator, without a slash at the end. */
  readonly url: string
  readonly contentType: string | undefined
  /** Slack's error code when the body cannot be read: `invalid_json`, `json_not_object`, `invalid_form_data`. */
  readonly invalid?: string
}

export interface ApiAnswer {
  readonly status: number
  readonly body: AnswerBody
  readonly headers: Readonly<Record<string, string>>
  /**
   * The user, bot or app that the token acts as, `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`; null without a
   * valid token.
   */
  readonly as: string | null
}
