import { CliError } from '../../errors.ts'
import type { MissedEvent } from '../../simulator/control/client.ts'
import { eventFact } from '../../slack/facts/events.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/**
 * The reasons in order: first the reason of the event that came nearest to a delivery, because this reason helps the
 * user most.
 */
const nearestFirst: readonly MissedEvent['why'][] = [
  'no_way',
  'not_in_conversation',
  'missing_scope',
  'not_subscribed',
  'not_added',
  'not_installed',
]

interface Explained {
  readonly message: string
  /** The text that says why no app received anything, with the next command. */
  readonly text: string
  error(details: Readonly<Record<string, unknown>>): CliError
}

/**
 * Explains why no app received anything. Prefers a missed event that is about the app itself to any other missed event.
 */
export function whyNobody(missed: readonly MissedEvent[]): Explained {
  const rank = ({ why, addressed }: MissedEvent) => nearestFirst.indexOf(why) + (addressed ? 0 : nearestFirst.length)
  const [first] = missed.toSorted((one, other) => rank(one) - rank(other))
  const [message, hint] = first ? reasons[first.why](first) : ['Slack has no event for this', undefined]
  return {
    message,
    text: `No app received it: ${message}.${hint === undefined ? '' : ` ${hint}`}`,
    error: (details) =>
      new CliError('slack', `No app received it: ${message}`, { code: 'not_delivered', hint, details }),
  }
}

/** Returns a text for each missed event that is about the app itself. */
export function missedTexts(missed: readonly MissedEvent[]): string[] {
  return missed
    .filter(({ addressed }) => addressed)
    .map((one) => {
      const [message, hint] = reasons[one.why](one)
      return `${one.event} was not delivered: ${message}.${hint === undefined ? '' : ` ${hint}`}`
    })
}

/** Returns the missed events with their explanation: `message`, and `hint` with the next command or null. */
export function explainMissed(missed: readonly MissedEvent[]): object[] {
  return missed.map((one) => {
    const [message, hint = null] = reasons[one.why](one)
    return { ...one, message, hint }
  })
}

const reasons: Readonly<
  Record<MissedEvent['why'], (missed: MissedEvent) => readonly [message: string, hint: string | undefined]>
> = {
  no_way: ({ app }) => [
    `${app} has no request URL and no socket open`,
    'Over HTTP: slack-tokens sim start --events-url http://localhost:3000/slack/events. Over Socket Mode: start the app with its app-level token in SLACK_APP_TOKEN: slack-tokens run -- npm start',
  ],
  not_in_conversation: ({ app, bot, channel }) => [
    `${app} is not in ${channel === null ? 'that conversation' : `#${channel}`}`,
    channel === null || bot === null
      ? undefined
      : `Invite it: slack-tokens sim say ${shellWord(`#${channel}`)} ${shellWord(`/invite @${bot}`)}`,
  ],
  missing_scope: ({ app, event, scopes }) => [
    `${app} lacks ${scopes.join(' or ')} for ${event}`,
    eventFact(event)?.for === 'user'
      ? `Add it: slack-tokens login --sim --add-user-scope ${scopes[0] ?? ''}`
      : `Add it: slack-tokens login --sim --add-scope ${scopes[0] ?? ''}`,
  ],
  not_subscribed: ({ app, event }) => [
    `${app} is not subscribed to ${event}`,
    `Put it under settings.event_subscriptions of the manifest, then: slack-tokens sim start --manifest FILE`,
  ],
  not_added: ({ app }) => [
    `${app} is installed on the organization, but no admin added it to this workspace`,
    'Add it: name the workspace under organization.workspaces of the seed, then: slack-tokens sim seed FILE. While the simulator runs: POST /_sim/organization (docs/control.md)',
  ],
  not_installed: ({ app }) => [`${app} is not installed`, 'Install it: slack-tokens login --sim'],
}
