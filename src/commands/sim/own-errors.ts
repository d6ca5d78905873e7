/** Words of the simulator for what it did not send. They are none of Slack’s. */
export const ownErrors = {
  no_request_url: 'the app has no request URL for it',
  no_connection: 'the app takes everything over a socket, and has none open',
  not_loopback: 'its request URL is on another computer, so nothing was sent',
} as const

export type OwnError = keyof typeof ownErrors

/** Whether an error of a delivery is the simulator’s own. */
export function isOwnError(error: string): error is OwnError {
  return Object.hasOwn(ownErrors, error)
}
