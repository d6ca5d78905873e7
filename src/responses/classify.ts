import { isRedacted } from '../slack/facts/token-kinds.ts'
import { fieldsOf, isFields, own, type ResponseFields, text } from './fields.ts'
import { knownAnswer } from './known-answers.ts'
import { looksLikeResponse, type ResponseLook, type ResponseSigns } from './look.ts'
import type { Certainty, Classification, ResponseShape } from './types.ts'

/**
 * Classifies an object as an answer of Slack by its keys, the prefixes of its tokens and `token_type`. A key name alone
 * never decides, because `access_token` means a different token in each flow (see readAnswer). The shapes come from the
 * reference pages of `oauth.access`, `oauth.v2.access`, `oauth.v2.exchange`, `oauth.v2.user.access`,
 * `openid.connect.token` and `tooling.tokens.rotate`. Pure; never throws; reads own properties only.
 */
export function classifyResponse(value: ResponseFields): Classification {
  const signs = readSigns(value)
  return other(value, signs) ?? nested(value, signs) ?? flat(value, signs) ?? notAnInstall(value)
}

function readSigns(value: ResponseFields): ResponseSigns {
  const authed = own(value, 'authed_user')
  const bot = own(value, 'bot')
  return {
    top: looksLikeResponse(own(value, 'access_token')),
    authed: isFields(authed) ? authed : undefined,
    authedToken: looksLikeResponse(own(fieldsOf(authed), 'access_token')),
    botToken: looksLikeResponse(own(fieldsOf(bot), 'bot_access_token')),
    // For a bot, Slack's schema of the method has the type `granular_bot`, but Slack's answers have `bot`.
    type: text(own(value, 'token_type'))?.toLowerCase().replace('granular_', ''),
  }
}

function other(value: ResponseFields, { top, authed, type }: ResponseSigns): Classification | undefined {
  const error = text(own(value, 'error'))
  if (saysNo(own(value, 'ok'))) {
    return error ? sure('error') : likely('error', 'ok is false, but no error is named.')
  }
  const bare = top === undefined && !authed
  if (error !== undefined && bare && (own(value, 'ok') ?? null) === null && /^[a-z]+(?:_[a-z]+)*$/.test(error)) {
    return likely('error', 'There is an error, but no ok: false.')
  }
  if (own(value, 'id_token') !== undefined && !authed && type !== 'user') return sure('openid')
  return configuration(value)
}

/** Whether the value is `false`, or the text `false` from a format without booleans. */
function saysNo(ok: unknown): boolean {
  return ok === false || ok === 'false' || ok === 'False' || ok === 0 || ok === '0' || ok === ''
}

/**
 * Recognizes configuration tokens, and the answer of `apps.manifest.create`, which has the credentials of a new app.
 */
function configuration(value: ResponseFields): Classification | undefined {
  const credentials = fieldsOf(own(value, 'credentials'))
  if (text(own(value, 'app_id')) && own(credentials, 'client_id') !== undefined) {
    return { ...sure('config'), known: 'apps.manifest.create' }
  }
  const token = looksLikeResponse(own(value, 'token'))
  const refresh = text(own(value, 'refresh_token')) ?? text(own(value, 'refreshToken'))
  const ends = own(value, 'iat') !== undefined && own(value, 'exp') !== undefined
  if (token && ends) return { ...sure('config'), known: 'tooling.tokens.rotate' }
  const known = own(value, 'exp') ?? own(value, 'user_id') ?? own(value, 'userId')
  const redacted = known !== undefined && isRedacted(text(own(value, 'token')) ?? '')
  if (token && (token === 'user' || redacted) && refresh && (own(value, 'team_id') ?? own(value, 'teamId'))) {
    const cli = own(value, 'team_domain') !== undefined
    return likely(
      'config',
      cli
        ? 'It looks like what Slack’s own command line keeps of a sign-in: it edits apps, and is not from an install.'
        : 'A token and its refresh token without iat and exp, which tooling.tokens.rotate gives.',
    )
  }
  return undefined
}

/** Recognizes the shapes in which an inner object has a token, or has no token but names the person. */
function nested(
  value: ResponseFields,
  { top, authed, authedToken, botToken, type }: ResponseSigns,
): Classification | undefined {
  if (botToken && !authed) return fits('v1', [top, 'user'], [botToken, 'bot'])
  if (!authed) return undefined
  const classic = botToken ? ['It has the keys of v1 as well as those of v2.'] : []
  const rotates = text(own(value, 'refresh_token')) ?? text(own(authed, 'refresh_token'))
  if (top && type === 'user' && top !== 'bot') {
    const found = fits('v2_user', [top, 'user'], [authedToken, 'user'])
    return rotates ? withRemark(found, asRefresh) : found
  }
  if (top === 'user' && !authedToken && type !== 'bot') {
    return likely('v2_user', 'A user token stands at the top beside authed_user, but no token_type says so.')
  }
  if (!(top ?? authedToken)) {
    const person = text(own(authed, 'id')) ?? own(value, 'app_id') ?? own(value, 'team')
    return person ? unsure('v2', 'It has the keys of v2, but no token.') : undefined
  }
  const found = fits('v2', [top, 'bot'], [authedToken, 'user'])
  if (!top && rotates) return withRemark(found, asRefresh)
  return classic.length > 0 ? { ...found, certainty: 'unsure', why: [...found.why, ...classic] } : found
}

const asRefresh =
  'A later refresh of this user token can come in the same form: when the app was installed is not in it.'

function withRemark(found: Classification, remark: string): Classification {
  return { ...found, why: [...found.why, remark] }
}

/**
 * Returns the certainty: `sure` when every token has the prefix that its field requires, and lower for each token that
 * has another prefix.
 */
function fits(
  shape: ResponseShape,
  ...places: readonly (readonly [ResponseLook | undefined, 'bot' | 'user'])[]
): Classification {
  const there = places.filter(([seen]) => seen !== undefined)
  if (there.every(([seen, meant]) => seen === meant)) return sure(shape)
  return there.every(([seen, meant]) => seen === meant || seen === 'shapeless')
    ? likely(shape, `The keys are those of ${shape}, but a token has lost its prefix.`)
    : unsure(shape, `The keys are those of ${shape}, but the prefix of a token does not fit its place.`)
}

function flat(value: ResponseFields, { top, type }: ResponseSigns): Classification | undefined {
  const classic = ['team_id', 'team_name'].some((key) => text(own(value, key)) !== undefined)
  const granular = ['team', 'app_id', 'bot_user_id', 'enterprise'].some((key) => Boolean(own(value, key)))
  if (!top) return withoutToken(value, classic)
  if (top === 'workspace' || (type === 'app' && classic)) {
    return likely('v1', 'It is the retired form for workspace apps, which ended in 2021.')
  }
  // Only a sign-in answer has the type Bearer; the copied text may lack its id_token.
  if (type === 'bearer' && top === 'user' && !granular && !classic && own(value, 'ok') !== undefined) {
    return likely('openid', 'token_type says Bearer, as only openid.connect.token does; its id_token is not there.')
  }
  if (own(value, 'id_token') !== undefined && top === 'user') return sure('v2_user')
  const kind = top === 'shapeless' && (type === 'bot' || type === 'user') ? type : top
  if (text(own(value, 'refresh_token')) && (kind === 'bot' || kind === 'user')) return refreshed(value, kind)
  if (classic && !type && kind !== 'bot') return kind === 'user' ? sure('v1') : likely('v1', 'Its token has no prefix.')
  if (type === 'user' && kind === 'user' && (granular || own(value, 'user_id'))) return sure('v2_user')
  if (kind === 'user' && granular) return likely('v2_user', 'No token_type says whose token stands at the top.')
  if (kind === 'bot' && type === 'user') return unsure('v2', 'token_type says user, but the token begins like a bot’s.')
  if (kind === 'bot' && granular) return likely('v2', 'authed_user is missing, which every v2 answer has.')
  if (kind === 'bot') return unsure('v2', 'Little more than a token is left; a bot token stands at the top in v2.')
  if (kind !== 'user') return granular ? unsure('v2', 'The kind of its token cannot be told.') : undefined
  return unsure('v1', 'Little more than a token is left; a user token stands at the top in v1, but also in v2_user.')
}

function withoutToken(value: ResponseFields, classic: boolean): Classification | undefined {
  const hook = text(own(fieldsOf(own(value, 'incoming_webhook')), 'url'))
  if (classic && text(own(value, 'scope'))) return unsure('v1', 'It has the keys of v1, but no token.')
  const [app, team] = [text(own(value, 'app_id')), own(value, 'team')]
  if (app && isFields(team) && (text(own(value, 'scope')) ?? hook)) {
    return unsure('v2', 'It has the keys of v2, but no token.')
  }
  return hook ? unsure('v2', 'A webhook as an install yields it, without the rest of the answer.') : undefined
}

/** Distinguishes a refreshed from an exchanged token: only the answer to a refresh has `is_enterprise_install`. */
function refreshed(value: ResponseFields, kind: 'bot' | 'user'): Classification {
  const flagged = own(value, 'is_enterprise_install') !== undefined
  const full = text(own(value, 'app_id')) !== undefined && own(value, 'team') !== undefined
  if (!flagged && full) {
    return likely(
      'exchange',
      'One rotating pair at the top, without is_enterprise_install: as oauth.v2.exchange answers.',
    )
  }
  const alike = kind === 'user' ? 'oauth.v2.exchange and oauth.v2.user.access' : 'oauth.v2.exchange'
  const why = `One rotating pair at the top: ${alike} can answer in the same form.`
  return full ? likely('refresh', why) : unsure('refresh', `${why} Little else is left of it.`)
}

const certain = (shape: ResponseShape, certainty: Certainty, ...why: string[]): Classification => ({
  shape,
  certainty,
  why,
})
const sure = (shape: ResponseShape) => certain(shape, 'sure')
const likely = (shape: ResponseShape, why: string) => certain(shape, 'likely', why)
const unsure = (shape: ResponseShape, why: string) => certain(shape, 'unsure', why)

function notAnInstall(value: ResponseFields): Classification {
  const known = knownAnswer(value)
  const why = known?.why ?? 'No token stands where an answer of an install has one.'
  return { ...certain('not-an-install', 'sure', why), ...(known && { known: known.name }) }
}
