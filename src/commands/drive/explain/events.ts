import { challengeFixes } from './fixes/challenge.ts'
import { removalFixes } from './fixes/removal.ts'
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
  'challenge-not-answered': {
    seen: 'The app answers a signed event with a status of 200 to 299. Drive sends it a signed request of type url_verification, and the answer has another status, or not the challenge.',
    why: 'Slack sends this request when the address is saved in the app’s settings, and saves no address that does not answer it.',
    sources: [pages.urlVerification],
    fixes: challengeFixes,
  },
  'signed-event-refused': {
    seen: 'Drive sends an event that is signed as Slack signs. The app answers it with a status of 400 or more, and another address of the app with another status.',
    why: 'The signature is the HMAC of v0, the timestamp and the raw body with the signing secret. Slack sends an event that is refused three times more, and switches the events of an app off that refuses most of them.',
    sources: [pages.signatures],
    fixes: signatureFixes,
  },
  'old-event-accepted': {
    seen: 'Drive sends an event with a valid signature and a timestamp of an hour ago. The app gives it the same answer as a new event.',
    why: 'A signature stays valid, so a copied request works again until the app looks at its timestamp. Slack advises five minutes.',
    sources: [pages.signatures],
    fixes: signatureFixes,
  },
  'removal-event-500': {
    seen: 'The simulator sends the app app_uninstalled or tokens_revoked, signed, at the address that answered its challenge. The app answers with a status of 500 or more.',
    why: 'Slack sends an event that fails three times more, and switches the events of an app off that fails at most of them. An uninstall causes both events, in any order, so the second finds what the first one left.',
    sources: [pages.appUninstalled, pages.tokensRevoked],
    fixes: removalFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
