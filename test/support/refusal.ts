/** Returns Slack's answer to a call that makes the client of the SDK throw. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    return { unexpected: await call }
  } catch (error) {
    return ((error as { data?: unknown }).data ?? { thrown: error }) as Record<string, unknown>
  }
}
