import { fieldsOf, isFields, own, type ResponseFields, readNamed, text } from './fields.ts'
import { flatRecord } from './flat-record.ts'
import { readToken, readWebhook } from './token.ts'
import type { Classification, RecordForm } from './types.ts'

/** `Installation` of Slack's Node SDK (@slack/oauth), as its stores and Bolt for JavaScript store it. */
const node: RecordForm = {
  keeper: () => 'Slack’s Node SDK',
  certainty(value) {
    const [bot, user] = [fieldsOf(own(value, 'bot')), fieldsOf(own(value, 'user'))]
    if (!text(own(bot, 'token')) && !text(own(user, 'token'))) return undefined
    const place = isFields(own(value, 'team')) || isFields(own(value, 'enterprise'))
    return place && (text(own(user, 'id')) ?? text(own(bot, 'userId'))) ? 'sure' : 'likely'
  },
  read(value) {
    const [bot, user] = [fieldsOf(own(value, 'bot')), fieldsOf(own(value, 'user'))]
    const hook = fieldsOf(own(value, 'incomingWebhook'))
    const ids = { bot: own(bot, 'userId') ?? own(bot, 'user_id'), user: own(user, 'id') }
    const version = own(value, 'authVersion')
    return {
      flow: version === 'v1' || version === 'v2' ? version : null,
      tokens: [...sdkPair('bot', bot, ids), ...sdkPair('user', user, ids)],
      webhooks: readWebhook(hook, 'incomingWebhook.url'),
      appId: text(own(value, 'appId')) ?? null,
      // Botkit stores the bot in the record of the workspace.
      workspace: readNamed(own(value, 'team')) ?? (isTeam(own(value, 'id')) ? readNamed(value) : null),
      organization: readNamed(own(value, 'enterprise')),
      isOrgInstall: own(value, 'isEnterpriseInstall') === true,
      installerId: text(own(user, 'id')) ?? null,
    }
  },
}

function isTeam(id: unknown): boolean {
  return typeof id === 'string' && /^T[A-Z0-9]{7,12}$/.test(id)
}

function sdkPair(place: 'bot' | 'user', from: ResponseFields, ids: { bot: unknown; user: unknown }) {
  return readToken({
    ...ids,
    place,
    token: own(from, 'token'),
    path: `${place}.token`,
    refresh: own(from, 'refreshToken'),
    refreshPath: `${place}.refreshToken`,
    scopes: own(from, 'scopes'),
    expiresAt: own(from, 'expiresAt'),
  })
}

/** An installation as `show --json` prints it and the config file stores it. */
const ours: RecordForm = {
  keeper: () => 'slack-tokens',
  certainty(value) {
    const lists = ['users', 'webhooks', 'responses'].every((key) => Array.isArray(own(value, key)))
    if (!lists || !text(own(value, 'flow'))) return undefined
    const whole = ['apiUrl', 'bot', 'installedAt'].every((key) => own(value, key) !== undefined)
    return whole && list(value, 'users').every((one) => text(own(fieldsOf(one), 'token'))) ? 'sure' : 'likely'
  },
  read(value) {
    const flow = own(value, 'flow')
    const pairs = [
      { place: 'bot', from: own(value, 'bot'), at: 'bot' } as const,
      ...list(value, 'users').map((from, index) => ({ place: 'user', from, at: `users[${index}]` }) as const),
    ]
    return {
      flow: flow === 'v1' || flow === 'v2' || flow === 'v2_user' ? flow : null,
      tokens: pairs.flatMap(({ place, from, at }) => keptPair(place, fieldsOf(from), at)),
      webhooks: list(value, 'webhooks').flatMap((hook, index) => readWebhook(fieldsOf(hook), `webhooks[${index}].url`)),
      appId: text(own(value, 'appId')) ?? null,
      workspace: readNamed(own(value, 'workspace')),
      organization: readNamed(own(value, 'organization')),
      isOrgInstall: !isFields(own(value, 'workspace')) && isFields(own(value, 'organization')),
      installerId: text(own(fieldsOf(list(value, 'users')[0]), 'userId')) ?? null,
    }
  },
}

function keptPair(place: 'bot' | 'user', from: ResponseFields, at: string) {
  return readToken({
    place,
    token: own(from, 'token'),
    path: `${at}.token`,
    refresh: own(from, 'refreshToken'),
    refreshPath: `${at}.refreshToken`,
    scopes: own(from, 'scopes'),
    bot: own(from, 'userId'),
    user: own(from, 'userId'),
    userName: own(from, 'userName'),
    expiresAt: own(from, 'expiresAt'),
  })
}

function list(value: ResponseFields, key: string): readonly unknown[] {
  const found = own(value, key)
  return Array.isArray(found) ? found : []
}

/** All forms of records; the first form that matches an object is used. */
const forms: readonly RecordForm[] = [ours, node, flatRecord]

export function findRecord(
  value: ResponseFields,
): { form: RecordForm; certainty: Classification['certainty'] } | undefined {
  for (const form of forms) {
    const certainty = form.certainty(value)
    if (certainty) return { form, certainty }
  }
  return undefined
}
