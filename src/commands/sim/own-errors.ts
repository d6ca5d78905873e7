/**
 * The simulator's own error codes for a delivery that it did not send, or to which it got no answer. Slack does not use
 * these codes.
 */
export const ownErrors = {
  no_request_url: 'the app has no request URL for it',
  interactivity_off: 'interactivity is switched off in the settings of the app',
  no_connection: 'the app uses Socket Mode, and has no connection open',
  not_loopback: 'its request URL is on another computer, so nothing was sent',
  stopped: 'the simulator was stopped before the app answered',
  reset: 'the simulator was reset before it was sent',
} as const

export type OwnError = keyof typeof ownErrors

/** Whether the error of a delivery is one of the simulator's own error codes. */
export function isOwnError(error: string): error is OwnError {
  return Object.hasOwn(ownErrors, error)
}
