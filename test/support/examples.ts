import { appExamples } from './examples-apps.ts'
import { assistantExamples } from './examples-assistant.ts'
import { conversationExamples } from './examples-conversations.ts'
import { functionExamples } from './examples-functions.ts'
import { markExamples } from './examples-marks.ts'
import { messageExamples } from './examples-messages.ts'
import { otherExamples } from './examples-others.ts'
import type { Stage } from './staged-world.ts'

/** Arguments of a call. A form sends nested values as JSON text; a JSON body sends them unchanged. */
export type Args = Readonly<Record<string, unknown>>

/** The token of a call. The user token belongs to dana, an admin of the workspace. */
export type Who = 'bot' | 'user' | 'nobody' | 'configuration' | 'client'

/** The ways to send a call to Slack. */
export const ways = ['header', 'body token', 'query', 'json', 'multipart'] as const
export type Way = (typeof ways)[number]

/** An example of a method: a successful call, its effect and its errors. The tests and the coverage table use it. */
export interface Example {
  readonly as: Who
  /** The ways to test; undefined means all. Only a form accepts the token as an argument. */
  readonly ways?: readonly Way[]
  /** Changes the stage before the call. */
  readonly prepare?: (stage: Stage) => void
  /** Arguments of a successful call. */
  readonly args: (stage: Stage) => Args
  /** What the answer contains. */
  readonly answers: (stage: Stage) => object
  /** A second call that reads the change, and what its answer contains. */
  readonly after?: (stage: Stage) => readonly [method: string, args: Args, contains: object]
  /** Refused calls: the successful call with some arguments changed, or removed when the new value is undefined. */
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

/** Converts arguments to the fields of a form or a query. */
export function asForm(args: Args): Record<string, string> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
