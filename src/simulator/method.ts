import type { MethodName } from '../slack/methods.ts'
import type { Token, World } from './world.ts'

/** What a simulated method gets: the gate has checked the token, its kind, its scopes and the required arguments. */
export interface Call {
  readonly world: World
  /** Undefined for the methods that need no token. */
  readonly token: Token | undefined
  /** Flat strings; nested values of a JSON body arrive as JSON text, as a form would carry them. */
  readonly args: Readonly<Record<string, string>>
  /** Base URL of this simulator, without a slash at the end: `http://localhost:4717`. */
  readonly url: string
}

export type Body = Readonly<Record<string, unknown>> & { readonly ok: boolean }
export type Handler = (call: Call) => Body
export type Handlers = Partial<Record<MethodName, Handler>>

/** `{ ok: false, error }`, the form of every failure of the Web API (always with HTTP 200). */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): Body {
  return { ok: false, error, ...more }
}
