export type AnswerBody = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/** Returns `{ ok: false, error }`, the format of every failure of the Web API (always with HTTP 200). */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): AnswerBody {
  return { ok: false, error, ...more }
}

/** The error that ends a call with a failure. The dispatch turns it into Slack's answer. */
export class Refused extends Error {
  readonly body: AnswerBody

  constructor(body: AnswerBody) {
    super(String(body['error']))
    this.body = body
  }
}

/** Refuses the call with one of Slack's error codes. Call it before any change of the data. */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(fail(error, more))
}

/** Refuses the call because of its arguments. @param messages in Slack's words */
export function refuseArguments(...messages: readonly string[]): never {
  refuse('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}

/** Returns the answer of `work`, or the failure that it throws. */
export function answerOrRefusal(work: () => AnswerBody): AnswerBody {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return error.body
    throw error
  }
}
