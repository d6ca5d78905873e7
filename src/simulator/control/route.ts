import type { FieldShapes } from './answer-shapes.ts'

/** A route of the control interface. Server, client and documentation use it. */
export interface Route<Answer, Body> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/_sim${string}`
  /** A line for the documentation. */
  readonly about: string
  /** A line of documentation for each field of the JSON body. */
  readonly body: { readonly [Field in keyof Body]-?: string }
  /** The shapes of the answer's fields, without `ok: true`. */
  readonly answer: FieldShapes<Answer>
  /** Never set: this field only connects the types of answer and body with the route. */
  readonly types?: { readonly answer: Answer; readonly body: Body }
}

/** A body or an answer without fields. */
export type NoFields = Readonly<Record<never, never>>

/** Adds the types of answer and body to a row of the table. */
export function route<Answer extends object, Body extends object = NoFields>(
  row: Omit<Route<Answer, Body>, 'types'>,
): Route<Answer, Body> {
  return row
}
