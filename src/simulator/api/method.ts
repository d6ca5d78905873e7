import type { MethodName, methods } from '../../slack/facts/methods.ts'
import type { App, Token } from '../state/app-types.ts'
import type { AnswerBody } from '../state/refusal.ts'
import type { Person, World } from '../state/types.ts'

/** What a method without a token receives. */
export interface OpenCall {
  readonly world: World
  /** Flat strings; nested values of a JSON body arrive as JSON text, as a form would carry them. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of this simulator, without a slash at the end: `http://localhost:4717`. */
  readonly url: string
}

/**
 * What any other method receives; the dispatch has checked the token, its kind, its scopes and the required arguments.
 */
export interface Call extends OpenCall {
  readonly token: Token
  /** The user that the token acts as: who installed the app, or its bot user. */
  readonly actor: Person
}

/** What a method for an app-level token gets. */
export interface AppCall extends OpenCall {
  readonly app: App
  /** Address of a new Socket Mode connection of the app, to be used once. */
  readonly connect: (options: { readonly debug: boolean }) => string
}

export type Handler = (call: Call) => AnswerBody
export type AppHandler = (call: AppCall) => AnswerBody
export type OpenHandler = (call: OpenCall) => AnswerBody

/** Methods that need no token by the facts, or take a refresh token as an argument. */
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
 * Such a method receives the same as one without a token: the dispatch has checked the token, and its owner does not
 * matter.
 */
export type ConfigHandlers = Partial<Record<ConfigMethod, OpenHandler>>

/** Whether a boolean argument is true, as a form or a JSON body spells it. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}

/** A call to `/api/METHOD`, read from HTTP. */
export interface ApiRequest {
  readonly method: string
  /** Address of a new Socket Mode connection of an app; left out where nothing listens. */
  readonly connect?: (app: App, options: { readonly debug: boolean }) => string
  /** From `Authorization: Bearer` or the form body; as at Slack never from the query. */
  readonly token: string | undefined
  readonly tokenInQuery: boolean
  /** Flat strings; nested values of a JSON body as JSON text. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of the simulator, without a slash at the end. */
  readonly url: string
  readonly contentType: string | undefined
  /** Slack's code for a body that could not be read: `invalid_json`, `json_not_object`, `invalid_form_data`. */
  readonly invalid?: string
}

export interface ApiAnswer {
  readonly status: number
  readonly body: AnswerBody
  readonly headers: Readonly<Record<string, string>>
  /** Who the token acts as, `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`; null without a valid one. */
  readonly as: string | null
}
