export type AnswerBody = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/** `{ ok: false, error }`, the form of every failure of the Web API (always with HTTP 200). */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): AnswerBody {
  return { ok: false, error, ...more }
}

/** Why a call is refused. The dispatch turns it into Slack's answer. */
export class Refused extends Error {
  readonly body: AnswerBody

  constructor(body: AnswerBody) {
    super(String(body['error']))
    this.body = body
  }
}

/** Refuses the call with a code of Slack's. To be used before anything is changed. */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(fail(error, more))
}

/** Refuses the call because of its arguments; `messages` are in Slack's words. */
export function refuseArguments(...messages: readonly string[]): never {
  refuse('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}

/** The answer of `work`, or the refusal that it throws. */
export function answerOrRefusal(work: () => AnswerBody): AnswerBody {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return error.body
    throw error
  }
}
