import type { LoggedRequest } from '../../../simulator/control/client.ts'
import type { FindingId } from '../findings/finding.ts'

/** A secret that the app sent to Slack in a place where it does not belong. */
export interface LeakedInCall {
  readonly id: FindingId
  /** The place, so that the same leak is reported once. */
  readonly place: string
  readonly evidence: string
}

/** Matches a token as the simulator masks it in its log. */
const maskedToken = /(?:xoxe\.)?(?:xox[a-z]|xapp|xwfp)-…/

/** The arguments whose text other people read. */
const readByPeople = [
  'text',
  'blocks',
  'attachments',
  'topic',
  'purpose',
  'view',
  'content',
  'payload',
  'initial_comment',
]

/** Finds the secrets that the app sent to Slack in the URL of a call, or in a text that people read. */
export function leakedInCalls(calls: readonly LoggedRequest[]): readonly LeakedInCall[] {
  return calls.flatMap(({ what, args, secretsInQuery = [], secretsInText = [] }) => {
    const leaks: LeakedInCall[] = []
    const others = secretsInQuery.filter((name) => name !== 'token')
    if (secretsInQuery.includes('token')) {
      leaks.push({ id: 'token-in-query', place: what, evidence: `${what}?token=…` })
    }
    if (others.length > 0) {
      leaks.push({ id: 'secret-in-query', place: what, evidence: `${what}?${others.join('=…&')}=…` })
    }
    const seen = secretsInText.filter((name) => readByPeople.includes(name) && maskedToken.test(args[name] ?? ''))
    if (seen.length > 0) {
      leaks.push({ id: 'token-in-message', place: what, evidence: `${seen.join(' and ')} of ${what} has a token` })
    }
    return leaks
  })
}
