import { own, type ResponseFields, text } from './fields.ts'

interface KnownAnswer {
  readonly is: (value: ResponseFields) => boolean
  readonly why: string
}

const has =
  (...keys: readonly string[]) =>
  (value: ResponseFields) =>
    keys.every((key) => own(value, key) !== undefined)

/** What developers hand in besides, and what it is instead of an install. Keys: docs.slack.dev/reference. */
const strangers: readonly KnownAnswer[] = [
  {
    is: has('ok', 'url', 'user_id', 'team_id'),
    why: 'It is the answer of auth.test: it says who a token acts as, and holds none.',
  },
  {
    is: has('https://slack.com/user_id'),
    why: 'It is what Sign in with Slack tells of a person (openid.connect.userInfo): it holds no token.',
  },
  {
    is: has('display_information'),
    why: 'It is an app manifest: the settings of an app, not an install of it. slack-tokens app manifest makes one.',
  },
  {
    is: (value) => text(own(value, 'code')) !== undefined && own(value, 'state') !== undefined,
    why: 'It is what Slack sends to the redirect URL: the code is exchanged for tokens, once, within ten minutes.',
  },
  {
    is: (value) => own(value, 'type') === 'event_callback',
    why: 'It is an event that Slack sent to an app: its token is the old verification token, not one for calls.',
  },
  { is: has('trigger_id'), why: 'It is an interaction or a slash command that Slack sent to an app.' },
  {
    is: (value) => text(own(value, 'client_id')) !== undefined && text(own(value, 'client_secret')) !== undefined,
    why: 'It holds an app’s credentials: they make an install possible, slack-tokens login, and are none.',
  },
  {
    is: (value) => /^(?:gh[ousr]_|ya29\.|eyJ|sk-)/.test(text(own(value, 'access_token')) ?? ''),
    why: 'The access_token in it is another service’s: Slack’s begin with xox or xapp.',
  },
  { is: (value) => own(value, 'ok') === true, why: 'Slack did what it was asked, and handed out no token.' },
]

/** What an object that is no install is instead: one sentence. */
export function knownAnswer(value: ResponseFields): string {
  return strangers.find(({ is }) => is(value))?.why ?? 'No token stands where an answer of an install has one.'
}
