import type { FieldShapes } from './answer-shapes.ts'

/** A route of the control interface. The server, the client and the documentation are made from it. */
export interface Route<Answer, Body> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/_sim${string}`
  /**
   * True for a route that only reads data, but needs the control token too. Routes that change something always need
   * it.
   */
  readonly isPrivate?: true
  /** The description of the route in the documentation. */
  readonly about: string
  /** For each field of the JSON body, its description in the documentation. */
  readonly body: { readonly [Field in keyof Body]-?: string }
  /** The shape of each field of the answer, without `ok: true`. */
  readonly answer: FieldShapes<Answer>
  /** This field is never set. It connects the route with the types of its answer and body. */
  readonly types?: { readonly answer: Answer; readonly body: Body }
}

/** The type of a body or an answer that has no fields. */
export type NoFields = Readonly<Record<never, never>>

/** Returns `row` unchanged, as a route with the types of its answer and body. */
export function route<Answer extends object, Body extends object = NoFields>(
  row: Omit<Route<Answer, Body>, 'types'>,
): Route<Answer, Body> {
  return row
}
