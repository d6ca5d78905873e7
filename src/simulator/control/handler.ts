import type { Site } from '../http/types.ts'
import type { AnswerOf, BodyOf, RouteName } from './route-table.ts'

export interface ControlVisit {
  readonly site: Site
  readonly overTcp: boolean
  /**
   * Whether the request can change the simulator: it came over the unix socket, or it has the control token or the
   * session cookie of this run.
   */
  readonly mayAct: boolean
}

/**
 * The body of a request before the check: it has the fields of the route, but the types of their values are unknown.
 */
export type Unchecked<Body> = { readonly [Field in keyof Body]?: unknown }

export type ControlHandler<Name extends RouteName> = (
  visit: ControlVisit,
  body: Unchecked<BodyOf<Name>>,
) => AnswerOf<Name> | Promise<AnswerOf<Name>>

/**
 * The routes that a command needs before a browser or an app does. The handlers of the others are loaded when one of
 * them is first needed: loading them takes longer than all the rest of a login until it prints its link.
 */
export type EarlyName = 'describe' | 'pulse' | 'addRedirectUrls' | 'changeApp' | 'keep' | 'stop' | 'listen'

/** All other routes, without `openSession`: it has no handler, because it is answered before the token is checked. */
export type LateName = Exclude<RouteName, EarlyName | 'openSession'>

export type ControlHandlers<Names extends RouteName> = { readonly [Name in Names]: ControlHandler<Name> }

/** Returns the value of a required field of the body. @throws TypeError when the value is empty or not a text */
export function textField(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new TypeError(value === '' ? `${name} is empty` : `${name} has to be a text`)
}

/**
 * Returns the value of an optional field of the body; undefined when it is missing, null or empty.
 * @throws TypeError when the value is not a text
 */
export function optionalText(value: unknown, name: string): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : textField(value, name)
}

/**
 * Returns the value from the query, which is a total from an earlier answer; 0 when it is missing. @throws TypeError
 * when `value` is not a whole number
 */
export function earlierTotal(value: unknown, name: string): number {
  const total = value === undefined ? 0 : Number(value)
  if (!Number.isInteger(total) || total < 0) throw new TypeError(`${name} has to be a whole number`)
  return total
}
