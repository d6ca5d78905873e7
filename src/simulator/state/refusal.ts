export type AnswerBody = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/** Returns `{ ok: false, error, ...more }`, the format of every error of the Web API. Slack sends it with HTTP 200. */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): AnswerBody {
  return { ok: false, error, ...more }
}

/** The error that a method throws when it refuses a call. `answerOrRefusal` turns it into Slack's answer. */
export class Refused extends Error {
  readonly body: AnswerBody

  constructor(body: AnswerBody) {
    super(String(body['error']))
    this.body = body
  }
}

/**
 * Refuses the current API call with an error code of Slack. Call this function before any change of the data.
 * @throws Refused always
 */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(fail(error, more))
}

/**
 * Refuses the current API call with `invalid_arguments`.
 * @param messages the problems of the arguments, in Slack's words
 * @throws Refused always
 */
export function refuseArguments(...messages: readonly string[]): never {
  refuse('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}

/** Runs `work` and returns its answer; when `work` throws `Refused`, returns the answer in that error. */
export function answerOrRefusal(work: () => AnswerBody): AnswerBody {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return error.body
    throw error
  }
}
