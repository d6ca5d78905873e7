import type { FieldShapes } from './answer-shapes.ts'

/** A route of the control interface, for server, client and documentation. */
export interface Route<Answer, Body> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/_sim${string}`
  /** One line for the documentation. */
  readonly about: string
  /** A line for each field of the JSON body. */
  readonly body: { readonly [Field in keyof Body]-?: string }
  /** The fields of the answer, beside `ok: true`. */
  readonly answer: FieldShapes<Answer>
  /** Never set: it carries the types. */
  readonly types?: { readonly answer: Answer; readonly body: Body }
}

/** A body or an answer without fields. */
export type NoFields = Readonly<Record<never, never>>

/** A row of the table; the two types are what the answer and the body hold. */
export function route<Answer extends object, Body extends object = NoFields>(
  row: Omit<Route<Answer, Body>, 'types'>,
): Route<Answer, Body> {
  return row
}
