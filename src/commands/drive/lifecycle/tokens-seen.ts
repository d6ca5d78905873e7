import type { PlayedScenario } from '../types.ts'
import type { AppReaction } from './actions.ts'
import type { EventWay } from './events.ts'
import { type Owner, ownersIn, shownOwner } from './owners.ts'

/** How the app reacted to the same action before and after a change. */
export interface BeforeAndAfter {
  readonly before: AppReaction | undefined
  readonly after: AppReaction | undefined
}

/** The two ways in which a scenario sees the tokens of an app. */
export interface WaysToSee {
  /** The reactions to a visit at the address of `--use`; undefined without that option. */
  readonly use: BeforeAndAfter
  /** The reactions to an event of Slack; undefined when the app got no event. */
  readonly event: BeforeAndAfter
}

/** What was seen, and what was not. */
export type Seen = Pick<PlayedScenario, 'says' | 'notSeen'>

/**
 * Tells for whom the app acted both before and after a change. A token that was not seen again is not necessarily lost:
 * a page that does not distinguish people shows everybody the newest installation. In that case the result says only
 * that the token was not seen again.
 * @param matters the owners that the scenario judges
 * @param whom a text that names these owners
 */
export function tokensSeen(
  events: EventWay,
  { use, event }: WaysToSee,
  { matters, whom }: { readonly matters: (owner: Owner) => boolean; readonly whom: string },
): Seen {
  const before = ownersOf([use.before, event.before])
  if (before.length === 0) return { says: 'installed', notSeen: whyNoCall(events, { use, event }) }
  const judged = before.filter(matters)
  if (judged.length === 0) {
    return {
      says: `the app acts as ${listed(before)}`,
      notSeen: `a call as ${whom} before, so whether the app still has that token is not known`,
    }
  }
  const after = ownersOf([use.after, event.after])
  const gone = judged.filter((owner) => !after.includes(owner))
  if (gone.length === 0) return { says: `the app still acts as ${listed(judged)}` }
  return {
    says: `before, the app acted as ${listed(judged)}; afterwards as ${listed(after) || 'nobody'}`,
    notSeen: `a call as ${listed(gone)} afterwards: ${use.before?.how ?? 'its events'} may show everybody the same installation, so that is not judged`,
  }
}

/** What makes an app call Slack. */
export const useShows = '--use PATH, a page of the app, makes it call Slack'

/** Tells why no call with a token was seen, and what would show one. */
export function whyNoCall({ problem }: EventWay, { use, event }: WaysToSee): string {
  const page = use.before
    ? `${use.before.how} (--use) made no call to Slack with a valid token`
    : `which token the app uses then; ${useShows}`
  const reacted = event.before ? `on ${event.before.how} the app made none` : problem
  return [page, reacted].filter((one) => one !== null).join('; ')
}

function ownersOf(reactions: readonly (AppReaction | undefined)[]): readonly Owner[] {
  return [...new Set(reactions.flatMap(ownersIn))]
}

function listed(owners: readonly Owner[]): string {
  return owners.map(shownOwner).join(' and ')
}
