import { type TokenKind, tokenKind } from '../slack/tokens.ts'

/** What a JSON value is, of the things that turn up around an install. */
export type ResponseShape = 'v1' | 'v2' | 'v2_user' | 'refresh' | 'error' | 'stored-installation' | 'not-an-install'

export interface Recognised {
  readonly shape: ResponseShape
  readonly certainty: 'sure' | 'likely' | 'unsure'
  /** Why it is not certain, or not an install: sentences that quote nothing of the value but names of its keys. */
  readonly why: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Tells which answer of Slack `value` is, by its keys, the prefixes of its tokens and `token_type`; no name of a key
 * alone decides, as `access_token` is another token in every flow (see readResponse). Shapes: the reference pages of
 * `oauth.access`, `oauth.v2.access`, `oauth.v2.user.access`, `openid.connect.token` and `tooling.tokens.rotate`.
 * Pure; never throws; reads own properties only.
 */
export function recognise(value: unknown): Recognised {
  if (!isFields(value)) {
    return notAnInstall(Array.isArray(value) ? 'It is a list: hand in one answer at a time.' : 'It is no JSON object.')
  }
  const signs = readSigns(value)
  return other(value, signs) ?? nested(signs) ?? flat(value, signs) ?? inside(value)
}

/** A kind of token that a prefix does not tell: redacted beyond recognition, or not Slack's. */
type Look = TokenKind | 'shapeless'

interface Signs {
  /** `access_token` at the top. */
  readonly top: Look | undefined
  readonly authed: Fields | undefined
  readonly authedToken: Look | undefined
  readonly botToken: Look | undefined
  readonly type: string | undefined
}

function readSigns(value: Fields): Signs {
  const authed = own(value, 'authed_user')
  const bot = own(value, 'bot')
  return {
    top: look(own(value, 'access_token')),
    authed: isFields(authed) ? authed : undefined,
    authedToken: isFields(authed) ? look(own(authed, 'access_token')) : undefined,
    botToken: isFields(bot) ? look(own(bot, 'bot_access_token')) : undefined,
    // Slack's own schema of the method calls the bot's type granular_bot; its answers say bot.
    type: text(own(value, 'token_type'))?.toLowerCase().replace('granular_', ''),
  }
}

function other(value: Fields, { top, authed }: Signs): Recognised | undefined {
  const error = text(own(value, 'error'))
  if (own(value, 'ok') === false) return error ? sure('error') : likely('error', 'ok is false, but no error is named.')
  if (error !== undefined && top === undefined && !authed)
    return likely('error', 'There is an error, but no ok: false.')
  if (isStored(value)) return sure('stored-installation')
  if (isFields(own(value, 'profiles')) && own(value, 'version') !== undefined) {
    return notAnInstall('It is the config file of slack-tokens: name one installation of it instead.')
  }
  if (own(value, 'id_token') !== undefined && !authed && text(own(value, 'token_type')) !== 'user') {
    return notAnInstall('It is an answer of Sign in with Slack (openid.connect.token): it says who signed in.')
  }
  if (text(own(value, 'token')) && own(value, 'iat') !== undefined && own(value, 'exp') !== undefined) {
    return notAnInstall('It is an app configuration token (tooling.tokens.rotate): no install yields that.')
  }
  return undefined
}

/** The shapes that hold a token, or at least the person, inside another object. */
function nested({ top, authed, authedToken, botToken, type }: Signs): Recognised | undefined {
  if (botToken) return sure('v1')
  if (!authed) return undefined
  if (top && type === 'user') return sure('v2_user')
  if (top === 'user' && type === undefined && !authedToken) {
    return likely('v2_user', 'A user token stands at the top beside authed_user, but no token_type says so.')
  }
  const expected = (top ?? 'bot') === 'bot' && (authedToken ?? 'user') === 'user'
  if (expected && (top ?? authedToken)) return sure('v2')
  if (!(top ?? authedToken)) return unsure('v2', 'It has the keys of v2, but no token.')
  const shapeless = top === 'shapeless' || authedToken === 'shapeless'
  return shapeless
    ? likely('v2', 'The keys are those of v2, but a token has lost its prefix.')
    : unsure('v2', 'The keys are those of v2, but the prefix of a token does not fit its place.')
}

function flat(value: Fields, { top, type }: Signs): Recognised | undefined {
  const classic = ['team_id', 'team_name'].some((key) => text(own(value, key)) !== undefined)
  const granular = ['team', 'app_id', 'bot_user_id'].some((key) => Boolean(own(value, key)))
  if (!top)
    return classic && text(own(value, 'scope')) ? unsure('v1', 'It has the keys of v1, but no token.') : undefined
  if (type === 'app' || top === 'workspace') return likely('v1', 'It is the retired form for workspace apps.')
  const kind = top === 'shapeless' && (type === 'bot' || type === 'user') ? type : top
  if (text(own(value, 'refresh_token')) && (kind === 'bot' || kind === 'user')) return refreshed(kind)
  if (classic && !type && kind !== 'bot') return kind === 'user' ? sure('v1') : likely('v1', 'Its token has no prefix.')
  if (type === 'user' && (granular || own(value, 'user_id'))) return sure('v2_user')
  if (kind === 'user' && granular) return likely('v2_user', 'No token_type says whose token stands at the top.')
  if (kind === 'bot' && granular) return likely('v2', 'authed_user is missing, which every v2 answer has.')
  if (kind === 'bot') return unsure('v2', 'Little more than a token is left; a bot token stands at the top in v2.')
  if (kind !== 'user') return granular ? unsure('v2', 'The kind of its token cannot be told.') : undefined
  return unsure('v1', 'Little more than a token is left; a user token stands at the top in v1, but also in v2_user.')
}

function refreshed(kind: 'bot' | 'user'): Recognised {
  const alike = kind === 'user' ? 'oauth.v2.exchange and oauth.v2.user.access' : 'oauth.v2.exchange'
  return likely('refresh', `One rotating pair at the top: ${alike} can answer in the same form.`)
}

/** Not an install itself; one level further down there may be one. */
function inside(value: Fields): Recognised {
  const key = Object.keys(value).find((name) => {
    const part = own(value, name)
    if (!isFields(part)) return false
    const signs = readSigns(part)
    return signs.top !== undefined || signs.authedToken !== undefined || signs.botToken !== undefined
  })
  if (key === undefined) return notAnInstall('No token stands where an answer of an install has one.')
  const part = /^[\w.-]{1,40}$/.test(key) ? `The part under “${key}”` : 'A part of it'
  return notAnInstall(`${part} looks like an answer: hand in that part alone.`)
}

/** What this tool keeps of an install, as `show --json` prints it. */
function isStored(value: Fields): boolean {
  return (
    text(own(value, 'flow')) !== undefined &&
    ['users', 'webhooks', 'responses'].every((key) => Array.isArray(own(value, key)))
  )
}

const sure = (shape: ResponseShape): Recognised => ({ shape, certainty: 'sure', why: [] })
const likely = (shape: ResponseShape, why: string): Recognised => ({ shape, certainty: 'likely', why: [why] })
const unsure = (shape: ResponseShape, why: string): Recognised => ({ shape, certainty: 'unsure', why: [why] })
const notAnInstall = (why: string): Recognised => ({ shape: 'not-an-install', certainty: 'sure', why: [why] })

function look(value: unknown): Look | undefined {
  const token = text(value)
  return token === undefined ? undefined : (tokenKind(token) ?? 'shapeless')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
