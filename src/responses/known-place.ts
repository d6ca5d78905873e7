import { fieldsOf, named, own, type ResponseFields, text } from './fields.ts'
import { plainKey } from './flat-record.ts'
import type { KnownAnswerName, ReadingFindings } from './types.ts'

type WorkspacePlace = Pick<ReadingFindings, 'appId' | 'workspace' | 'organization' | 'isOrgInstall' | 'installerId'>

/** Returns the person and the workspace in a known answer. Such an answer has no token. */
export function knownPlace(name: KnownAnswerName | undefined, value: ResponseFields): WorkspacePlace {
  const get = (key: string) => own(value, Object.keys(value).find((one) => plainKey(one) === key) ?? '')
  if (name === 'auth.test') {
    const [team, org] = [text(get('teamid')) ?? '', get('isenterpriseinstall') === true]
    const wide = org || team.startsWith('E')
    return {
      appId: text(get('appid')) ?? null,
      workspace: wide ? null : named(team, get('team')),
      organization: wide ? named(team, get('team')) : named(get('enterpriseid'), null),
      isOrgInstall: wide,
      installerId: text(get('userid')) ?? null,
    }
  }
  if (name === 'id_token' || name === 'openid.connect.userInfo') {
    const claim = (key: string) => own(value, `https://slack.com/${key}`) ?? own(value, `https://slack-gov.com/${key}`)
    return {
      workspace: named(claim('team_id'), claim('team_name')),
      installerId: text(claim('user_id')) ?? text(own(value, 'sub')) ?? null,
    }
  }
  if (name === 'users.info' || name === 'users.identity') {
    const [user, team] = [fieldsOf(own(value, 'user')), fieldsOf(own(value, 'team'))]
    return {
      workspace: named(own(team, 'id') ?? own(user, 'team_id'), own(team, 'name')),
      installerId: text(own(user, 'id')) ?? null,
    }
  }
  return {}
}
