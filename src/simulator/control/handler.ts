import type { Site } from '../http/types.ts'
import type { AnswerOf, BodyOf, RouteName } from './route-table.ts'

export interface ControlVisit {
  readonly site: Site
  readonly overTcp: boolean
  /** It came over the socket, or with the control token or the cookie of this run. */
  readonly mayAct: boolean
}

/** The body as it came: only the fields of the table, none of them checked. */
export type Unchecked<Body> = { readonly [Field in keyof Body]?: unknown }

export type ControlHandler<Name extends RouteName> = (
  visit: ControlVisit,
  body: Unchecked<BodyOf<Name>>,
) => AnswerOf<Name> | Promise<AnswerOf<Name>>

export type ControlHandlers<Names extends RouteName> = { readonly [Name in Names]: ControlHandler<Name> }

/** A field that has to be there. @throws TypeError */
export function textField(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new TypeError(`${name} has to be a text`)
}

/**
 * An optional field.
 * @throws TypeError when it is present and no text
 */
export function optionalText(value: unknown, name: string): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : textField(value, name)
}
