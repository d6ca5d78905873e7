import type { MethodName, methods } from '../../slack/facts/methods.ts'
import type { Person, Token, World } from '../state/world.ts'

/** What a method that needs no token gets. */
export interface OpenCall {
  readonly world: World
  /** Flat strings; nested values of a JSON body arrive as JSON text, as a form would carry them. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of this simulator, without a slash at the end: `http://localhost:4717`. */
  readonly url: string
}

/** What any other gets: the gate has checked the token, its kind, its scopes and the required arguments. */
export interface Call extends OpenCall {
  readonly token: Token
  /** Whom the token acts as: the person who installed, or the app's bot user. */
  readonly actor: Person
}

export type AnswerBody = Readonly<Record<string, unknown>> & { readonly ok: boolean }
export type Handler = (call: Call) => AnswerBody
export type OpenHandler = (call: OpenCall) => AnswerBody

/** Methods that the facts say need no token, or bring a refresh token as an argument. */
export type OpenMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly auth: 'none' | 'refresh_token' } ? M : never
}[MethodName]

/** Methods for app configuration tokens, which change the settings of apps. */
export type ConfigMethod = {
  [M in MethodName]: (typeof methods)[M] extends { readonly other: { readonly configuration: unknown } } ? M : never
}[MethodName]

export type Handlers = Partial<Record<Exclude<MethodName, OpenMethod | ConfigMethod>, Handler>>
export type OpenHandlers = Partial<Record<OpenMethod, OpenHandler>>
/** Like the open ones: the gate has checked the configuration token, and whose it is does not matter. */
export type ConfigHandlers = Partial<Record<ConfigMethod, OpenHandler>>

/** `{ ok: false, error }`, the form of every failure of the Web API (always with HTTP 200). */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): AnswerBody {
  return { ok: false, error, ...more }
}

/** Why a call ends without doing what was asked. The gate makes Slack's answer of it. */
export class Refused extends Error {
  readonly body: AnswerBody

  constructor(body: AnswerBody) {
    super(String(body['error']))
    this.body = body
  }
}

/** Ends the call with a code of Slack's, from however deep. To be used before anything is changed. */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(fail(error, more))
}

/** Ends the call because its arguments say nothing that makes sense: `messages` in Slack's words. */
export function refuseArguments(...messages: readonly string[]): never {
  refuse('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}

/** Whether a boolean argument is on, in the spellings that a form or a JSON body gives it. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}
