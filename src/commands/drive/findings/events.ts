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
  'challenge-not-answered': {
    weight: 'defect',
    says: 'The app accepts events, but does not answer the challenge with which Slack tests their address',
    cause: 'The code has no branch for type url_verification, or answers without the challenge',
    cure: 'Answer a request of type url_verification with status 200 and the value of its field challenge',
    at: 'end',
  },
  'signed-event-refused': {
    weight: 'remark',
    says: 'The app refuses an event that is signed with the signing secret that drive gave it',
    cause:
      'The app reads its signing secret from another place than SLACK_SIGNING_SECRET, or computes the signature of something else than v0, the timestamp and the raw body',
    cure: 'Give drive the signing secret that the app uses, in SLACK_SIGNING_SECRET; if it is the same, compare the computation with Slack’s page',
    at: 'end',
  },
  'old-event-accepted': {
    weight: 'remark',
    says: 'The app accepts a signed event of an hour ago, so a copied request can be sent again',
    cause: 'X-Slack-Request-Timestamp is part of the signature, and its age is not checked',
    cure: 'Refuse a request whose timestamp differs from the current time by more than five minutes',
    at: 'end',
  },
  'removal-event-500': {
    weight: 'remark',
    once: true,
    says: 'The app breaks when Slack tells it that it was uninstalled, or that a token was revoked',
    cause:
      'The code looks for something that is not stored, or no longer, or throws at a type of event that it does not expect',
    cure: 'Answer these events with 200, also when nothing is stored for them and when they come twice; if the app does not subscribe to them, Slack sends none',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
