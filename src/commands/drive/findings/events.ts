import type { FindingFacts } from './types.ts'

/** The findings about the app’s address for events. */
export const eventFindings = {
  'unsigned-event-accepted': {
    weight: 'defect',
    says: 'The app accepts events that Slack did not sign, so anybody can send it events',
    cause: 'The address for events does not compare the signature, or only when the header is there',
    cure: 'Compare X-Slack-Signature with the HMAC of the raw body before anything else, and answer 401 when they differ',
    at: 'end',
  },
  'old-event-accepted': {
    weight: 'remark',
    says: 'The app accepts a signed event of an hour ago, so a copied request can be sent again',
    cause: 'X-Slack-Request-Timestamp is part of the signature, and its age is not checked',
    cure: 'Refuse a request whose timestamp differs from the current time by more than five minutes',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
