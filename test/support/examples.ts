import { appExamples } from './examples-apps.ts'
import { assistantExamples } from './examples-assistant.ts'
import { conversationExamples } from './examples-conversations.ts'
import { functionExamples } from './examples-functions.ts'
import { markExamples } from './examples-marks.ts'
import { messageExamples } from './examples-messages.ts'
import { otherExamples } from './examples-others.ts'
import type { Stage } from './staged-world.ts'

/** The arguments of a call. A form sends nested values as JSON text, a JSON body sends them as they are. */
export type Args = Readonly<Record<string, unknown>>

/**
 * The credentials that the call sends. `user`: the token of dana, an admin of the workspace; `nobody`: none; `client`:
 * client id and secret.
 */
export type Who = 'bot' | 'user' | 'nobody' | 'configuration' | 'client'

/** The ways to send arguments and token to Slack. */
export const ways = ['header', 'body token', 'query', 'json', 'multipart'] as const
export type Way = (typeof ways)[number]

/** An example of a method: a successful call, its effect and refused calls, for tests and for the coverage table. */
export interface Example {
  readonly as: Who
  /** The ways in which the call is tested; undefined means all ways. */
  readonly ways?: readonly Way[]
  /** Changes the prepared data before the call. */
  readonly prepare?: (stage: Stage) => void
  /** Returns the arguments of a successful call. */
  readonly args: (stage: Stage) => Args
  /** Returns the fields that the answer must contain. */
  readonly answers: (stage: Stage) => object
  /** Returns a second call that reads what the first call changed, and the fields that its answer must contain. */
  readonly after?: (stage: Stage) => readonly [method: string, args: Args, contains: object]
  /**
   * Returns refused calls: the expected error, and how the arguments differ from those of the successful call
   * (undefined removes one).
   */
  readonly errors: (stage: Stage) => readonly Refused[]
}

export type Refused = readonly [error: string, change: Args, as?: Who]

export const examples: Readonly<Record<string, Example>> = {
  ...appExamples,
  ...messageExamples,
  ...assistantExamples,
  ...markExamples,
  ...conversationExamples,
  ...functionExamples,
  ...otherExamples,
}

/** Returns the arguments as the fields of a form or a query. */
export function asForm(args: Args): Record<string, string> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
