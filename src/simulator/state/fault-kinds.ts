/** Names of the requests that can fail, in addition to the names of API methods. */
export const places = {
  page: 'the consent page',
  webhook: 'incoming webhooks',
  upload: 'the address that the bytes of a file are sent to',
  '*': 'every request to the simulator',
} as const

/** Ways in which a request can fail, in addition to an error code of Slack. */
export const kinds = {
  '429': 'too many requests, with Retry-After',
  '500': 'a server error',
  html: 'a page of a proxy instead of an answer',
  'slow:MS': 'the answer comes after so many milliseconds',
  cut: 'the answer breaks off in the middle; the request had its effect',
  'drop-after-commit': 'the request has its effect, and no answer comes',
  'expire-token': 'the token of the call has just expired',
  'revoke-token': 'the token of the call has just been revoked',
  'require-approval': 'the page asks for an admin’s approval (page)',
} as const satisfies Record<string, string>

/** Names of the deliveries to an app that can fail, in addition to the names of events. */
export const deliveryPlaces = {
  event: 'every event',
  command: 'slash commands',
  interaction: 'buttons, menus, modals and shortcuts',
} as const

/** A way in which a delivery fails. */
export interface DeliveryKind {
  readonly help: string
  /** The connection over which this fault is possible. */
  readonly by: 'http' | 'socket' | 'both'
  /**
   * True when the fault is possible only for events. Slack does not retry commands and interactions, because a person
   * waits for them.
   */
  readonly eventsAlone?: true
}

/** Ways in which a delivery to an app can fail. */
export const deliveryKinds = {
  'slow:MS': { help: 'it is sent so many milliseconds late', by: 'both' },
  twice: { help: 'it comes twice, the same each time', by: 'both' },
  'out-of-order': { help: 'the next delivery overtakes it', by: 'both', eventsAlone: true },
  retry: { help: 'it comes again as a retry, although the app took it', by: 'both', eventsAlone: true },
  cut: { help: 'the request breaks off in the middle of its body', by: 'http' },
  'wrong-signature': { help: 'it is signed with another secret', by: 'http' },
  'old-timestamp': { help: 'it is signed for ten minutes ago', by: 'http' },
  'drop-socket': { help: 'the connection breaks off in the middle of the envelope', by: 'socket' },
  disconnect: { help: 'Slack asks the app to connect anew, then sends it', by: 'socket' },
  'disconnect:warning': { help: 'Slack says that it will do so in ten seconds', by: 'socket' },
  'disconnect:refresh_requested': { help: 'the same as disconnect', by: 'socket' },
  'disconnect:link_disabled': { help: 'Slack says that Socket Mode was switched off', by: 'socket' },
} as const satisfies Readonly<Record<string, DeliveryKind>>
