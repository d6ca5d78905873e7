import { fieldsOf, instant, isFields, own, type ResponseFields, text } from './fields.ts'
import { plainKey } from './flat-record.ts'
import { isSlackKey, spellAsSlack } from './key-spelling.ts'

/**
 * How a client library stores Slack's OAuth response: the token in one field, and the other fields of the response in
 * another object.
 */
interface LibraryForm {
  readonly library: string
  /** Whether an object is a record of this library: it has a field or value that only this library writes. */
  readonly is: (get: FieldReader) => boolean
  /** The path of the token. Each path in this form is a list of key names, in lower case and without punctuation. */
  readonly token: readonly string[]
  readonly refresh?: readonly string[]
  readonly expires?: readonly string[]
  readonly scopes?: readonly string[]
  readonly user?: readonly string[]
  /** The paths of the objects with the other fields that Slack sent in the same response as the token. */
  readonly rest: readonly (readonly string[])[]
}

/** Returns the value at a path (see `LibraryForm.token`); undefined when the record has none. */
type FieldReader = (path: readonly string[]) => unknown

/**
 * Sources: files of the libraries, namely oauth2 (Ruby) access_token.rb, omniauth auth_hash.rb, ueberauth_slack, oauth2
 * (Elixir) access_token.ex, Spring's OAuth2AccessTokenResponse and JdbcOAuth2AuthorizedClientService,
 * golang.org/x/oauth2 token.go, django-allauth SocialToken, laravel/socialite User.php, grant, passport, Nango, Auth0,
 * Clerk, Supabase.
 */
// biome-ignore format: one library a line
const forms: readonly LibraryForm[] = [
  { library: 'OmniAuth', is: (get) => isFields(get(['credentials'])) && text(get(['credentials', 'token'])) !== undefined, token: ['credentials', 'token'], refresh: ['credentials', 'refreshtoken'], expires: ['credentials', 'expiresat'], scopes: ['credentials', 'scopes'], user: ['uid'], rest: [['extra', 'rawinfo', 'token', 'otherparams'], ['extra', 'rawinfo', 'token'], ['extra', 'rawinfo'], ['extra'], ['credentials', 'other']] },
  { library: 'Nango', is: (get) => isFields(get(['credentials', 'raw'])) && text(get(['credentials', 'accesstoken'])) !== undefined, token: ['credentials', 'accesstoken'], refresh: ['credentials', 'refreshtoken'], expires: ['credentials', 'expiresat'], rest: [['credentials', 'raw']] },
  { library: 'Elixir’s OAuth2', is: (get) => isFields(get(['otherparams'])), token: ['accesstoken'], refresh: ['refreshtoken'], expires: ['expiresat'], rest: [['otherparams']] },
  { library: 'Spring Security', is: (get) => isFields(get(['additionalparameters'])) || text(get(['tokenvalue'])) !== undefined || text(get(['accesstoken', 'tokenvalue'])) !== undefined, token: ['accesstoken', 'tokenvalue'], refresh: ['refreshtoken', 'tokenvalue'], expires: ['accesstoken', 'expiresat'], scopes: ['accesstoken', 'scopes'], rest: [['additionalparameters']] },
  { library: 'Spring Security', is: (get) => text(get(['accesstokenvalue'])) !== undefined, token: ['accesstokenvalue'], refresh: ['refreshtokenvalue'], expires: ['accesstokenexpiresat'], scopes: ['accesstokenscopes'], rest: [] },
  { library: 'Ruby’s OAuth2', is: (get) => text(get(['token'])) !== undefined && isFields(get(['params'])), token: ['token'], refresh: ['refreshtoken'], expires: ['expiresat'], rest: [['params']] },
  { library: 'Passport', is: (get) => text(get(['accesstoken'])) !== undefined && isFields(get(['params'])), token: ['accesstoken'], refresh: ['refreshtoken'], rest: [['params']] },
  { library: 'golang.org/x/oauth2', is: (get) => text(get(['accesstoken'])) !== undefined && get(['expiry']) !== undefined, token: ['accesstoken'], refresh: ['refreshtoken'], expires: ['expiry'], rest: [['raw']] },
  { library: 'Grant', is: (get) => text(get(['accesstoken'])) !== undefined && isFields(get(['raw'])), token: ['accesstoken'], refresh: ['refreshtoken'], rest: [['raw']] },
  { library: 'a client library', is: (get) => text(get(['accesstoken'])) !== undefined && ['values', 'rawdata', 'rawresponse', 'rawinfo', 'rawtoken', 'extra', 'resourceownervalues', 'additionaldata', 'tokenresponse', 'accesstokenresponsebody', 'parameters', 'data'].some((key) => isFields(get([key]))), token: ['accesstoken'], refresh: ['refreshtoken'], expires: ['expiresat'], rest: [['values'], ['rawdata'], ['rawresponse'], ['rawinfo'], ['rawtoken'], ['extra'], ['resourceownervalues'], ['additionaldata'], ['tokenresponse'], ['accesstokenresponsebody'], ['parameters'], ['data']] },
  { library: 'Laravel Socialite', is: (get) => text(get(['token'])) !== undefined && (get(['approvedscopes']) !== undefined || isFields(get(['accesstokenresponsebody']))), token: ['token'], refresh: ['refreshtoken'], scopes: ['approvedscopes'], user: ['id'], rest: [['accesstokenresponsebody']] },
  { library: 'django-allauth', is: (get) => text(get(['token'])) !== undefined && get(['tokensecret']) !== undefined, token: ['token'], refresh: ['tokensecret'], expires: ['expiresat'], rest: [['account', 'extradata']] },
  { library: 'Supabase', is: (get) => text(get(['providertoken'])) !== undefined, token: ['providertoken'], refresh: ['providerrefreshtoken'], rest: [] },
  { library: 'Clerk', is: (get) => text(get(['token'])) !== undefined && /slack/.test(text(get(['provider'])) ?? ''), token: ['token'], scopes: ['scopes'], user: ['externalaccountid'], rest: [['publicmetadata']] },
  { library: 'a sign-in service', is: (get) => text(get(['accesstoken'])) !== undefined && (text(get(['provider'])) ?? text(get(['providerid'])) ?? text(get(['connection'])) ?? text(get(['identityprovider']))) !== undefined, token: ['accesstoken'], refresh: ['refreshtoken'], expires: ['expiresat'], scopes: ['scope'], user: ['provideraccountid'], rest: [] },
  { library: 'a client library', is: (get) => text(get(['accesstoken'])) !== undefined && (get(['expiresat']) !== undefined || get(['expires']) !== undefined || get(['resourceownerid']) !== undefined || get(['expirationdate']) !== undefined), token: ['accesstoken'], refresh: ['refreshtoken'], expires: ['expiresat'], scopes: ['scope'], rest: [] },
]

const anyProgram: LibraryForm = {
  library: 'a program',
  is: () => true,
  ...{ token: ['accesstoken'], refresh: ['refreshtoken'], scopes: ['scope'], rest: [] },
}

/** Whether an object has a token of Slack and a key that no answer of Slack has. */
function isForeign(value: ResponseFields): boolean {
  return (
    /^xox/.test(text(placeOf(value, ['accesstoken'])?.value) ?? '') &&
    Object.keys(value).some((key) => !isSlackKey(key))
  )
}

export interface LibraryRecord {
  readonly library: string
  /** The answer in Slack's spelling; undefined when the record has only the token. */
  readonly answer: ResponseFields | undefined
  /** Maps the path of a field in `answer` to the path of this field in the original record. */
  readonly paths: ReadonlyMap<string, string>
  readonly alone: LoneParts
}

/** The token in a library's record, and the fields next to it. */
export interface LoneParts {
  readonly token: string
  readonly path: string
  readonly refresh: unknown
  readonly refreshPath: string
  readonly scopes: unknown
  readonly expiresAt: string | null
  readonly user: unknown
}

/** The keys in which a record can have its token, alone or inside an object. */
const starts = new Set(['tokenvalue', ...[...forms, anyProgram].map(({ token: [first = ''] }) => first)])
const answers = new Set(['ok', 'idtoken', 'team', 'teamid', 'autheduser', 'botuserid', 'appid', 'isenterpriseinstall'])

/**
 * Finds the client library that wrote the object, and reads its record. Undefined for any other object. Pure; never
 * throws.
 */
export function readLibraryRecord(value: ResponseFields): LibraryRecord | undefined {
  const names = Object.keys(value).map((key) => plainKey(key))
  // An object with Slack's own keys next to the token is the answer itself; with an id_token, it is a sign-in.
  if (!names.some((name) => starts.has(name)) || names.some((name) => answers.has(name))) return undefined
  const get: FieldReader = (path) => placeOf(value, path)?.value
  const found = forms.find(({ is }) => is(get)) ?? (isForeign(value) ? anyProgram : undefined)
  if (!found) return undefined
  const token = placeOf(value, found.token) ?? placeOf(value, ['tokenvalue'])
  const word = text(token?.value)
  if (!token || word === undefined) return undefined
  const refresh = found.refresh && placeOf(value, found.refresh)
  const expiry = found.expires && get(found.expires)
  const alone: LoneParts = {
    ...{ token: word, path: token.path, refresh: refresh?.value, refreshPath: refresh?.path ?? '' },
    scopes: found.scopes && get(found.scopes),
    expiresAt: instant(expiry),
    user: found.user && get(found.user),
  }
  const rest = found.rest
    .map((path) => placeOf(value, path))
    .filter((place) => place !== undefined)
    .filter((place) => isFields(place.value))
  const paths = new Map([
    ['access_token', token.path],
    ['refresh_token', refresh?.path ?? ''],
  ])
  return { library: found.library, answer: merged(rest, alone, paths), paths, alone }
}

interface FoundPlace {
  readonly path: string
  readonly value: unknown
}

/**
 * Some keys of Slack's answers. If the other fields of a record have none of these keys, they are no answer of Slack.
 */
const slacks = ['authed_user', 'team_id', 'bot', 'bot_user_id', 'app_id', 'incoming_webhook', 'is_enterprise_install']

/**
 * Combines the token with the other fields of the answer. The token gets the field name that Slack uses. Undefined when
 * the other fields are not from an answer of Slack.
 */
function merged(rest: readonly FoundPlace[], alone: LoneParts, paths: Map<string, string>): ResponseFields | undefined {
  const fields: Record<string, unknown> = {}
  for (const { path: at, value } of rest) {
    const from = fieldsOf(value)
    const spelled = spellAsSlack(withParts(from))
    const pathOf = (path: string) => `${at}.${asItStood(spelled.paths.get(path) ?? path, from)}`
    for (const key of Object.keys(spelled.value)) {
      const part = spelled.value[key]
      // Skip an object that contains one of the other parts, and a field that an inner part already has.
      if (Object.hasOwn(fields, key) || rest.some(({ value: one }) => one === part)) continue
      fields[key] = part
      paths.set(key, pathOf(key))
      for (const inner of isFields(part) ? Object.keys(part) : []) {
        paths.set(`${key}.${inner}`, pathOf(`${key}.${inner}`))
      }
    }
  }
  const there = (key: string) => (own(fields, key) ?? null) !== null
  if (!slacks.some(there) && !isFields(own(fields, 'team'))) return undefined
  // Some libraries return the user's token in their own token field, although the same token is also in authed_user.
  const authed = fieldsOf(own(fields, 'authed_user'))
  const inside = own(authed, 'access_token') === alone.token
  if (!there('access_token') && !inside) {
    fields['access_token'] = alone.token
    paths.set('access_token', alone.path)
  }
  if (!there('refresh_token') && !inside && text(alone.refresh) !== undefined) {
    fields['refresh_token'] = alone.refresh
    paths.set('refresh_token', alone.refreshPath)
  }
  if (!there('scope') && !inside && alone.scopes !== undefined) fields['scope'] = alone.scopes
  return fields
}

/** Renames the parts that OmniAuth for Slack stores under its own names: the bot, the webhook and the workspace. */
function withParts(rest: ResponseFields): ResponseFields {
  const { bot_info: bot, web_hook_info: hook, team, ...others } = rest
  const filled = (part: unknown) => isFields(part) && Object.keys(part).length > 0
  return {
    ...others,
    ...(filled(bot) && { bot }),
    ...(filled(hook) && { incoming_webhook: hook }),
    ...(typeof team === 'string' ? { team_name: team } : team !== undefined && { team }),
  }
}

function asItStood(path: string, from: ResponseFields): string {
  const old = { bot: 'bot_info', incoming_webhook: 'web_hook_info' }
  return path.replace(/^(?:bot|incoming_webhook)(?=$|\.)/, (key) => {
    const other = old[key as keyof typeof old]
    return own(from, other) === undefined ? key : other
  })
}

function placeOf(
  value: ResponseFields,
  names: readonly string[],
): { readonly path: string; readonly value: unknown } | undefined {
  let [part, path]: [unknown, string] = [value, '']
  for (const name of names) {
    if (!isFields(part)) return undefined
    const key = Object.keys(part).find((one) => plainKey(one) === name)
    if (key === undefined) return undefined
    part = own(part, key)
    path = path === '' ? key : `${path}.${key}`
  }
  return { path, value: part }
}
