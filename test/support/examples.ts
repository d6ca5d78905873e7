import { appExamples } from './examples-apps.ts'
import { conversationExamples } from './examples-conversations.ts'
import { markExamples } from './examples-marks.ts'
import { messageExamples } from './examples-messages.ts'
import { otherExamples } from './examples-others.ts'
import type { Stage } from './staged-world.ts'

/** Arguments of a call: nested values become JSON text in a form, and stay as they are in a JSON body. */
export type Args = Readonly<Record<string, unknown>>

/** The token of a call. The user token is dana's, who is an admin of the workspace. */
export type Who = 'bot' | 'user' | 'nobody' | 'configuration' | 'client'

/** The ways to send a call to Slack. */
export const ways = ['header', 'body token', 'query', 'json', 'multipart'] as const
export type Way = (typeof ways)[number]

/** An example of a method: a good call, its effect and its errors. The tests and the coverage table use these. */
export interface Example {
  readonly as: Who
  /** The ways to test, default all: a token as an argument is accepted only in a form. */
  readonly ways?: readonly Way[]
  /** Changes the stage before the call. */
  readonly prepare?: (stage: Stage) => void
  /** Arguments of a successful call. */
  readonly args: (stage: Stage) => Args
  /** What the answer contains. */
  readonly answers: (stage: Stage) => object
  /** A second call that reads the change back, and what its answer contains. */
  readonly after?: (stage: Stage) => readonly [method: string, args: Args, contains: object]
  /** Refused calls: the good call with some arguments changed, or left out where undefined. */
  readonly errors: (stage: Stage) => readonly Refused[]
}

export type Refused = readonly [error: string, change: Args, as?: Who]

export const examples: Readonly<Record<string, Example>> = {
  ...appExamples,
  ...messageExamples,
  ...markExamples,
  ...conversationExamples,
  ...otherExamples,
}

/** Arguments as a form or a query carries them. */
export function asForm(args: Args): Record<string, string> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
}
