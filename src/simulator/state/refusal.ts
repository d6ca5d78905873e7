export type AnswerBody = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/** `{ ok: false, error }`, the form of every failure of the Web API (always with HTTP 200). */
export function fail(error: string, more: Readonly<Record<string, unknown>> = {}): AnswerBody {
  return { ok: false, error, ...more }
}

/** Why a call ends without doing what was asked. The dispatch makes Slack's answer of it. */
export class Refused extends Error {
  readonly body: AnswerBody

  constructor(body: AnswerBody) {
    super(String(body['error']))
    this.body = body
  }
}

/** Ends the call with a code of Slack's, from however deep. To be used before anything is changed. */
export function refuse(error: string, more: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused(fail(error, more))
}

/** Ends the call because its arguments say nothing that makes sense: `messages` in Slack's words. */
export function refuseArguments(...messages: readonly string[]): never {
  refuse('invalid_arguments', { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } })
}

/** What `work` answers, or the refusal that it ends with. */
export function answerOrRefusal(work: () => AnswerBody): AnswerBody {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused) return error.body
    throw error
  }
}
