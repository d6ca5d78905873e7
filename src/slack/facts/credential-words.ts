import { type CredentialKind, type CredentialName, credentialNames } from './credential-names.ts'

/** Returns a name, or a path of names, in lower case and without punctuation. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9@]/g, '')
}

let byPlainName: ReadonlyMap<string, CredentialName> | undefined

/** Returns the rows of the table by their names. The first row with a name is used, in any punctuation. */
function rowsByName(): ReadonlyMap<string, CredentialName> {
  byPlainName ??= new Map(
    credentialNames.toReversed().flatMap((row) => row.names.map((name) => [plainName(name), row] as const)),
  )
  return byPlainName
}

/**
 * Returns the row of the table for the value at `path`. If the table has several names that match the end of the path,
 * the longest name counts.
 */
export function knownName(path: readonly string[]): CredentialName | undefined {
  // Most names in a log have none of the words of the table, which is loaded when it is first needed.
  if (!inEachName.test(plainName(path.slice(-7).join('')))) return undefined
  for (let from = Math.max(0, path.length - 7); from < path.length; from += 1) {
    const found = rowsByName().get(plainName(path.slice(from).join('.')))
    if (found) return found
  }
  return undefined
}

/** Each name of the table contains one of these words. */
export const inEachName = /slack|token|secret/

/** Splits a name into words: `SLACK_CLIENT_ID`, `slackClientId` and `slack.client-id` become slack, client, id. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => (word.startsWith('slack') && word.length > 5 ? ['slack', word.slice(5)] : [word]))
    .filter((word) => word !== '')
}

const holder =
  /^(?:(?:config|cfg|conf|options|opts|o|self|this|settings|process|env|builder|app|props|properties)[.:/]|--?|\.)+/i

/** Removes the object before a name in code: `config.setClientId` and `options.ClientId` become `ClientId`. */
export function ownName(name: string): string {
  return name.replace(holder, '').replace(/(^|[.:/])(?:set|with|add)(?=[A-Z])/, '$1')
}

interface WordRule {
  readonly kind: CredentialKind
  /** Groups of words; the name must have one word of each group. */
  readonly needs: readonly (readonly string[])[]
}

const secret = ['secret', 'secrets', 'clientsecret', 'signingsecret']
const token = ['token', 'tokens', 'jwt']

/** The rules, the most specific first. */
const rules: readonly WordRule[] = [
  {
    kind: 'redirectUri',
    needs: [
      ['redirect', 'callback'],
      ['uri', 'url'],
    ],
  },
  { kind: 'verificationToken', needs: [['verification', 'verif', 'verify', 'verificationtoken'], token] },
  { kind: 'verificationToken', needs: [['verificationtoken']] },
  {
    kind: 'signingSecret',
    needs: [
      ['signing', 'signature', 'sign'],
      [...secret, 'key'],
    ],
  },
  { kind: 'signingSecret', needs: [['signingsecret', 'signing', 'signaturesecret']] },
  { kind: 'configToken', needs: [['config', 'configuration', 'manifest', 'tooling'], token] },
  { kind: 'refreshToken', needs: [['refresh'], token] },
  { kind: 'refreshToken', needs: [['refreshtoken']] },
  { kind: 'webhook', needs: [['webhook', 'webhooks', 'webhookurl', 'hook', 'incomingwebhook']] },
  { kind: 'clientSecret', needs: [['client', 'app', 'application', 'consumer', 'oauth', 'api'], secret] },
  { kind: 'clientSecret', needs: [['clientsecret', 'appsecret']] },
  {
    kind: 'clientId',
    needs: [
      ['client', 'consumer', 'oauth', 'oidc'],
      ['id', 'key', 'identifier'],
    ],
  },
  { kind: 'clientId', needs: [['clientid']] },
  { kind: 'appId', needs: [['app', 'application'], ['id']] },
  { kind: 'appId', needs: [['appid']] },
  { kind: 'appToken', needs: [['app', 'socket', 'xapp', 'applevel'], token] },
  { kind: 'appToken', needs: [['apptoken', 'xapp']] },
  { kind: 'userToken', needs: [['user', 'xoxp', 'personal'], token] },
  { kind: 'userToken', needs: [['usertoken', 'xoxp']] },
  { kind: 'botToken', needs: [['bot', 'xoxb', 'access', 'api', 'oauth', 'auth'], token] },
  { kind: 'botToken', needs: [['bottoken', 'accesstoken', 'xoxb']] },
  { kind: 'clientSecret', needs: [['secret']] },
]

/** Returns the kind that the words of a name mean; `bot user` means the bot. */
export function kindByWords(words: readonly string[]): CredentialKind | undefined {
  const bot = words.includes('bot')
  const seen = bot ? words.filter((word) => word !== 'user') : words
  const found = rules.find(({ needs }) => needs.every((group) => group.some((word) => seen.includes(word))))
  // The value can be a secret for another purpose, for example one that signs the state of an app's own links.
  return found === rules.at(-1) && !isNeutral(words) ? undefined : found?.kind
}

/** A quick test: a name of which `kindByWords` knows the kind contains one of these words. */
export function mayHaveKind(name: string): boolean {
  return /redirect|callback|sign|token|jwt|hook|secret|client|consumer|oauth|oidc|app|xox/.test(name.toLowerCase())
}

/** Words that do not name an owner of a credential; any other word does. */
const neutral = new Set([
  ...['slack', 'client', 'id', 'secret', 'secrets', 'signing', 'signature', 'app', 'application', 'bot', 'user', 'api'],
  ...['oauth', 'oauth2', 'auth', 'token', 'tokens', 'access', 'key', 'redirect', 'uri', 'url', 'verification', 'my'],
  ...[
    'clientid',
    'clientsecret',
    'signingsecret',
    'verificationtoken',
    'apptoken',
    'bottoken',
    'level',
    'socket',
    'mode',
  ],
  ...['refresh', 'webhook', 'incoming', 'prod', 'production', 'dev', 'development', 'staging', 'test', 'live', 'env'],
  ...['vite', 'next', 'public', 'react', 'config', 'configuration', 'the', 'callback', 'value', 'oidc', 'consumer'],
])

/** Whether all words of a name are neutral, so that none names an owner of the credential other than Slack. */
export function isNeutral(words: readonly string[]): boolean {
  return words.every((word) => neutral.has(word) || /^\d+$/.test(word))
}
