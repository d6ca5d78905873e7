import { signatureFixes } from './fixes/signature.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the app’s address for events. */
export const eventExplanations = {
  'unsigned-event-accepted': {
    seen: 'Drive sends an event that is signed as Slack signs, then the same event without a signature and with the signature of another secret. The app gives one of them the same answer.',
    why: 'Everybody can send requests to the address. The signature is the only sign that a request comes from Slack.',
    sources: [pages.signatures],
    fixes: signatureFixes,
  },
  'old-event-accepted': {
    seen: 'Drive sends an event with a valid signature and a timestamp of an hour ago. The app gives it the same answer as a new event.',
    why: 'A signature stays valid, so a copied request works again until the app looks at its timestamp. Slack advises five minutes.',
    sources: [pages.signatures],
    fixes: signatureFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
