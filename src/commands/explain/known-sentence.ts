import { fieldsOf, own, type ResponseFields, text } from '../../responses/fields.ts'
import { plainKey } from '../../responses/flat-record.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'

/**
 * Returns one sentence about the person, bot or app in a known answer without tokens; undefined for any other answer.
 */
export function knownSentence(explanation: Explanation): string | undefined {
  const { known, value } = explanation
  const fields = fieldsOf(value)
  const where = placeOf(explanation)
  switch (known) {
    case 'auth.test':
      return authTest(explanation, fields)
    case 'id_token':
      return `This id_token says that ${person(fields)}${where} signed in to the app with client id ${shown(own(fields, 'aud'))}; no API token is in it.`
    case 'openid.connect.userInfo':
      return `This is ${person(fields)}${where}, who signed in with Slack; no token is in it.`
    case 'users.info':
    case 'users.identity':
      return userSentence(fieldsOf(own(fields, 'user')), where)
    case 'apps.manifest.create':
      return `These are the credentials of the app ${shown(own(fields, 'app_id'))}, which apps.manifest.create made: it is not installed yet, and no token is in it.`
    default:
      return undefined
  }
}

function placeOf({ workspace, organization }: Explanation): string {
  const place = workspace ?? organization
  if (!place) return ''
  return ` of ${plain(place.name ? `${place.name} (${place.id})` : place.id, 100)}`
}

function shown(value: unknown): string {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' || typeof one === 'number' ? plain(String(one), 60) : 'unknown'
}

function person(claims: ResponseFields): string {
  const id =
    own(claims, 'https://slack.com/user_id') ?? own(claims, 'https://slack-gov.com/user_id') ?? own(claims, 'sub')
  const name = text(own(claims, 'name')) ?? text(own(claims, 'email'))
  return name ? `${plain(name, 60)} (${shown(id)})` : shown(id)
}

function authTest({ workspace, organization, isOrgInstall }: Explanation, fields: ResponseFields): string {
  const get = (key: string) => own(fields, Object.keys(fields).find((one) => plainKey(one) === key) ?? '')
  const [user, id, bot] = [text(get('user')), shown(get('userid')), text(get('botid'))]
  const who = user ? `@${plain(user, 40)} (${id})` : id
  const place = isOrgInstall ? organization : (workspace ?? organization)
  const where = place ? plain(place.name ? `${place.name} (${place.id})` : place.id, 100) : 'an unknown workspace'
  const kind = bot ? `the bot of an app (${plain(bot, 40)})` : 'a person, unless a bot_id was left out'
  const wide = isOrgInstall ? ', a whole organization' : ''
  return `The token that was asked about acts as ${who}, ${kind}, in ${where}${wide}.`
}

function userSentence(user: ResponseFields, where: string): string {
  const name = text(own(user, 'real_name')) ?? text(own(user, 'name'))
  const who = name ? `${plain(name, 60)} (${shown(own(user, 'id'))})` : shown(own(user, 'id'))
  const kind = own(user, 'is_bot') === true ? 'the user of a bot' : 'a person'
  const gone = own(user, 'deleted') === true ? ', deactivated' : ''
  return `${who} is ${kind}${where}${gone}; no token is in it.`
}
