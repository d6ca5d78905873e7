/**
 * Returns the answer with which Slack refused the call, from the error of the SDK's client. Returns `{ unexpected }` with
 * the result of an accepted call, and `{ thrown }` with an error without an answer.
 */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    return { unexpected: await call }
  } catch (error) {
    return ((error as { data?: unknown }).data ?? { thrown: error }) as Record<string, unknown>
  }
}
