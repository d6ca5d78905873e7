import { instant } from '../../responses/fields.ts'
import { plainKey } from '../../responses/flat-record.ts'
import type { KnownAnswerName } from '../../responses/types.ts'

import { shownTime } from './token-meanings.ts'

type AnswerMeanings = Readonly<Record<string, string>>

/** The answers whose fields are explained one by one. */
export const explainedAnswers = [
  'auth.test',
  'users.info',
  'users.identity',
  'bots.info',
  'team.info',
  'id_token',
  'openid.connect.userInfo',
] as const satisfies readonly KnownAnswerName[]

const person = {
  email: 'their address; needs the scope email',
  emailverified: 'whether Slack has verified the address',
  dateemailverified: 'when Slack verified the address, in seconds since 1970',
  name: 'their name',
  givenname: 'their first name',
  familyname: 'their last name',
  picture: 'their picture',
  locale: 'their language and country',
  zoneinfo: 'their time zone',
  sub: 'the person who signed in, as an id',
  comuserid: 'the user id of that person at Slack',
  comteamid: 'the workspace that they signed in to',
  comteamname: 'the workspace’s name',
  comteamdomain: 'the workspace’s address',
  comenterpriseid: 'the Enterprise organization’s id',
  comenterprisename: 'the Enterprise organization’s name',
  comenterprisedomain: 'the Enterprise organization’s address',
  comteamimagedefault: 'whether the workspace has no picture of its own',
} as const satisfies AnswerMeanings

const user = {
  userid: 'the person’s or bot’s user id',
  userteamid: 'the workspace that they belong to',
  username: 'their handle, without @',
  userrealname: 'their name',
  useremail: 'their address; needs the scope identity.email',
  userdeleted: 'whether they were deactivated',
  usercolor: 'a colour that old clients show',
  usertz: 'their time zone',
  usertzlabel: 'their time zone in words',
  usertzoffset: 'seconds from UTC',
  userprofile: 'names, status and pictures; the address too with users:read.email',
  userisadmin: 'whether they administer the workspace',
  userisowner: 'whether they own the workspace',
  userisprimaryowner: 'whether they are its first owner',
  userisrestricted: 'whether they are a guest',
  userisultrarestricted: 'whether they are a guest of one channel',
  userisbot: 'whether this user is a bot',
  userisappuser: 'whether this person is an authorized user of the calling app',
  userisemailconfirmed: 'whether they confirmed their address',
  userisstranger: 'whether they belong to another workspace that shares a channel',
  userisinviteduser: 'whether they were invited and have not joined',
  userhas2fa: 'whether they sign in with a second factor',
  userlocale: 'their language and country',
  userupdated: 'when the profile last changed, in seconds since 1970',
  userwhocansharecontactcard: 'who may share their contact card',
  userenterpriseuser: 'who they are in the Enterprise organization',
  userimage24: 'their picture',
  userimage32: 'their picture',
  userimage48: 'their picture',
  userimage72: 'their picture',
  userimage192: 'their picture',
  userimage512: 'their picture',
} as const satisfies AnswerMeanings

const team = {
  teamid: 'the workspace’s id; E… is an Enterprise organization',
  teamname: 'the workspace’s name',
  teamdomain: 'its address, before .slack.com',
  teamurl: 'its address',
  teamemaildomain: 'email domain whose addresses may join without an invitation',
  teamicon: 'its picture',
  teamenterpriseid: 'the Enterprise organization that it is in',
  teamenterprisename: 'the Enterprise organization that it is in',
} as const satisfies AnswerMeanings

/**
 * Meanings of the fields of known answers. The keys are in lower case without punctuation, so that the spelling of an
 * SDK makes no difference. Sources: docs.slack.dev/reference/methods (auth.test, users.info, users.identity, bots.info,
 * team.info), docs.slack.dev/authentication/sign-in-with-slack, docs.slack.dev/reference/objects/user-object.
 */
const meanings: Readonly<Record<(typeof explainedAnswers)[number], AnswerMeanings>> = {
  'auth.test': {
    ok: 'Slack accepted the token',
    url: 'the address of the workspace',
    team: 'the workspace’s name',
    user: 'the handle of the user that the token acts as',
    teamid: 'the workspace’s id',
    userid: 'the user that the token acts as: a person or a bot',
    botid: 'the bot’s id, B…; only for a bot token',
    enterpriseid: 'the Enterprise organization’s id',
    isenterpriseinstall: 'whether the token is for a whole organization',
    appid: 'the app to which the token belongs',
    appname: 'the name of that app',
    expiresin: 'seconds until the token expires; only for a rotating token',
  },
  'users.info': { ok: 'the call succeeded', ...user },
  'users.identity': { ok: 'the call succeeded', ...user, ...team },
  'bots.info': {
    ok: 'the call succeeded',
    botid: 'the bot’s id, B…; not its user id',
    botuserid: 'the bot’s user id, to mention or invite it',
    botappid: 'the app that it belongs to',
    botname: 'its name',
    botdeleted: 'whether the app was removed',
    botupdated: 'when the bot last changed, in seconds since 1970',
    boticons: 'its pictures',
  },
  'team.info': { ok: 'the call succeeded', ...team },
  id_token: {
    ...person,
    iss: 'the issuer: Slack',
    aud: 'the client id of the app that the id_token is for',
    exp: 'when the id_token expires, in seconds since 1970',
    iat: 'when the id_token was issued, in seconds since 1970',
    authtime: 'when the person signed in, in seconds since 1970',
    nonce: 'the nonce that the app sent at the start of the sign-in',
    athash: 'a hash of the access token that came with the id_token',
    chash: 'a hash of the code that came with the id_token',
    azp: 'the client id of the app that requested the id_token',
  },
  'openid.connect.userInfo': { ok: 'the call succeeded', ...person },
}

const times: ReadonlySet<string> = new Set(['exp', 'iat', 'authtime'])

/**
 * Returns the meaning of a field in plain words, without a full stop; undefined for an unknown field of this answer.
 */
export function knownFieldMeaning(name: KnownAnswerName | null, path: string, value: unknown): string | undefined {
  if (!isExplained(name)) return undefined
  // The names of Slack's own claims are addresses, for example https://slack.com/team_id.
  const key = plainKey(path.replace(/^https:\/\/slack(?:-gov)?\.com\//, 'com'))
  if (key === 'teamid' && typeof value === 'string' && value.startsWith('E')) {
    return 'an Enterprise organization, not a workspace: the token is for all of it'
  }
  const table = meanings[name]
  if (times.has(key) && name === 'id_token') {
    const time = instant(value)
    if (time !== null && Object.hasOwn(table, key))
      return `${table[key]?.replace(', in seconds since 1970', '')}: ${shownTime(time)}`
  }
  if (/^com(?:team|user)image\d*$/.test(key) || /^image\d+$/.test(key)) return 'a picture'
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Whether the fields of this answer are explained one by one. */
export function isExplained(name: KnownAnswerName | null): name is (typeof explainedAnswers)[number] {
  return (explainedAnswers as readonly (string | null)[]).includes(name)
}
