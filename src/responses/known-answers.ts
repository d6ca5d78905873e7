import { isFields, own, type ResponseFields, text } from './fields.ts'
import { plainKey } from './flat-record.ts'
import type { KnownAnswerName } from './types.ts'

export interface KnownAnswer {
  readonly name: KnownAnswerName
  readonly is: (value: ResponseFields) => boolean
  readonly why: string
}

const has =
  (...keys: readonly string[]) =>
  (value: ResponseFields) =>
    keys.every((key) => own(value, key) !== undefined)

/** Whether a key is a claim that Slack defines (docs.slack.dev/authentication/sign-in-with-slack). */
const isSlackClaim = (key: string) => /^https:\/\/slack(?:-gov)?\.com\/(?:user_id|team_id)$/.test(key)

function isIdToken(value: ResponseFields): boolean {
  const issuer = text(own(value, 'iss')) ?? ''
  const issued = /^https:\/\/(?:[\w-]+\.)*slack(?:-gov)?\.com\/?$/.test(issuer)
  return (issued || Object.keys(value).some(isSlackClaim)) && has('sub', 'aud')(value)
}

/** Recognizes an answer of auth.test by its keys alone. SDKs spell these keys differently: `TeamID`, `userId`. */
function isAuthTest(value: ResponseFields): boolean {
  if (!Object.keys(value).some((key) => plainKey(key) === 'userid')) return false
  const keys = new Map(Object.keys(value).map((key) => [plainKey(key), own(value, key)]))
  const words = ['url', 'user', 'team'].filter((key) => text(keys.get(key)) !== undefined)
  const token = ['token', 'accesstoken', 'command', 'triggerid', 'event'].some((key) => keys.has(key))
  return text(keys.get('userid')) !== undefined && text(keys.get('teamid')) !== undefined && words.length > 1 && !token
}

const inside =
  (key: string, ...keys: readonly string[]) =>
  (value: ResponseFields) => {
    const part = own(value, key)
    return isFields(part) && keys.every((one) => own(part, one) !== undefined)
  }

/**
 * Answers and other objects that developers paste although they contain no install, with an explanation of each. The
 * keys are from docs.slack.dev/reference.
 */
const answers: readonly KnownAnswer[] = [
  {
    name: 'id_token',
    is: isIdToken,
    why: 'It is an id_token of Sign in with Slack: it says who signed in. No API token is in it, and none can be made of it; the access_token beside it reads that person’s identity.',
  },
  {
    name: 'openid.connect.userInfo',
    is: (value) => Object.keys(value).some(isSlackClaim),
    why: 'It is what Sign in with Slack says of a person (openid.connect.userInfo): it holds no token.',
  },
  {
    name: 'auth.test',
    is: isAuthTest,
    why: 'It is the answer of auth.test: it says who a token acts as, and holds none.',
  },
  {
    name: 'users.identity',
    is: (value) => inside('user', 'id', 'name')(value) && inside('team', 'id')(value) && !has('access_token')(value),
    why: 'It is the answer of users.identity, the old Sign in with Slack: it says who signed in, and holds no token.',
  },
  {
    name: 'users.info',
    is: (value) => inside('user', 'id', 'team_id')(value) || inside('user', 'id', 'profile')(value),
    why: 'It is the answer of users.info: it describes one person or bot, and holds no token.',
  },
  {
    name: 'bots.info',
    is: inside('bot', 'id', 'app_id'),
    why: 'It is the answer of bots.info: it describes the bot of an app, and holds no token.',
  },
  {
    name: 'team.info',
    is: inside('team', 'id', 'domain'),
    why: 'It is the answer of team.info: it describes a workspace, and holds no token.',
  },
  {
    name: 'manifest',
    is: has('display_information'),
    why: 'It is an app manifest: the settings of an app, not an install of it. slack-tokens app manifest makes one.',
  },
  {
    name: 'redirect',
    is: (value) => text(own(value, 'code')) !== undefined && own(value, 'state') !== undefined,
    why: 'It is what Slack sends to the redirect URL: the code is exchanged for tokens, once, within ten minutes.',
  },
  {
    name: 'event',
    is: (value) => own(value, 'type') === 'event_callback',
    why: 'It is an event that Slack sent to an app: its token is the old verification token, not one for calls.',
  },
  {
    name: 'interaction',
    is: (value) => has('trigger_id')(value) || (has('response_url')(value) && has('team_id')(value)),
    why: 'It is an interaction or a slash command that Slack sent to an app: its token is the old verification token, and its response_url answers this one alone.',
  },
  {
    name: 'other service',
    is: (value) => /^(?:gh[ousr]_|ya29\.|eyJ|sk-)/.test(text(own(value, 'access_token')) ?? ''),
    why: 'The access_token in it is another service’s: Slack’s begin with xox or xapp.',
  },
  {
    name: 'ok',
    is: (value) => own(value, 'ok') === true,
    why: 'The call succeeded and returned no token.',
  },
]

/** Classifies an object that is no install. Undefined when the object is not known. */
export function knownAnswer(value: ResponseFields): KnownAnswer | undefined {
  return answers.find(({ is }) => is(value))
}

/** Known answers that are reported even when they are inside another object. */
const telling: ReadonlySet<KnownAnswerName> = new Set<KnownAnswerName>([
  ...(['id_token', 'openid.connect.userInfo', 'auth.test', 'users.identity', 'users.info', 'bots.info'] as const),
])

/** Whether a known answer is listed next to other answers. */
export function isTelling(name: KnownAnswerName): boolean {
  return telling.has(name)
}

interface SearchedPart {
  readonly value: unknown
  readonly above: SearchedPart | undefined
  readonly key: string | number
  readonly depth: number
}

/** Finds the first known answer inside a value, and its path. Use it for a value that is not an answer itself. */
export function findKnownAnswer(
  value: unknown,
  join: (at: string, key: string | number) => string,
): { readonly value: ResponseFields; readonly at: string } | undefined {
  const parts: SearchedPart[] = [{ value, above: undefined, key: '', depth: 0 }]
  // Few values have such an answer, and making a path takes time.
  const pathOf = ({ above, key }: SearchedPart): string => (above ? join(pathOf(above), key) : '')
  for (let index = 0; index < parts.length && index < 500; index += 1) {
    const part = parts[index]
    if (!part || part.depth > 4) break
    if (isFields(part.value)) {
      const known = knownAnswer(part.value)
      if (known && telling.has(known.name)) return { value: part.value, at: pathOf(part) }
    }
    const entries = Array.isArray(part.value)
      ? part.value.map((one, at) => [at, one] as const)
      : isFields(part.value)
        ? Object.entries(part.value)
        : []
    for (const [key, one] of entries) parts.push({ value: one, above: part, key, depth: part.depth + 1 })
  }
  return undefined
}
