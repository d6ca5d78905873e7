import { appExamples } from './examples-apps.ts'
import { conversationExamples } from './examples-conversations.ts'
import { markExamples } from './examples-marks.ts'
import { messageExamples } from './examples-messages.ts'
import { otherExamples } from './examples-others.ts'
import type { Stage } from './staged-world.ts'

/** Arguments as a client writes them: nested values are JSON in a form, and themselves in a JSON body. */
export type Args = Readonly<Record<string, unknown>>

/** Whose token a call brings: a user token is dana's, who administers the workspace. */
export type Who = 'bot' | 'user' | 'nobody' | 'configuration' | 'client'

/** The forms in which Slack takes a call. */
export const ways = ['header', 'body token', 'query', 'json', 'multipart'] as const
export type Way = (typeof ways)[number]

/** What one method does, and what it refuses. The tests and the table of what is covered are both made of these. */
export interface Example {
  readonly as: Who
  /** All forms, unless these: a token that is an argument is read from a form alone. */
  readonly ways?: readonly Way[]
  /** Sets the stage for it, where it needs another than most. */
  readonly prepare?: (stage: Stage) => void
  /** A call that goes well on the stage. */
  readonly args: (stage: Stage) => Args
  /** What the answer contains. */
  readonly answers: (stage: Stage) => object
  /** What that changed, read back: another call, and what its answer contains. */
  readonly after?: (stage: Stage) => readonly [method: string, args: Args, contains: object]
  /** Calls that are refused, each as the good call with some arguments changed or, with undefined, left out. */
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
