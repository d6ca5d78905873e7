import type { Installation } from '../config/installation.ts'
import type { Grant } from '../responses/grant.ts'
import { callMethod } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { nameIn } from '../slack/facts/one-line.ts'

/**
 * The longest time to wait for the names, in milliseconds. It is short, because a person is waiting and the login is
 * complete without the names.
 */
const patience = 3000

type AuthTest = Readonly<Record<string, unknown>>

export interface Actors {
  readonly bot: AuthTest
  readonly user: AuthTest
}

/** Returns the answer of auth.test for each token; empty for a token whose answer does not arrive in time. */
export async function lookUpUserNames(apiUrl: string, grant: Grant, request: RequestContext): Promise<Actors> {
  const ask = async (token: string | undefined): Promise<AuthTest> => {
    if (!token) return {}
    const patient = { ...request, timeout: Math.min(request.timeout, patience) }
    const { body } = await callMethod({ apiUrl, method: 'auth.test', token }, patient).catch(() => ({ body: {} }))
    return body
  }
  const [bot, user] = await Promise.all([ask(grant.bot?.token), ask(grant.user?.token)])
  return { bot, user }
}

/** Returns the installation with the handles from auth.test. */
export function withNames(installation: Installation, grant: Grant, { bot, user }: Actors): Installation {
  return {
    ...installation,
    appName: nameIn(bot['app_name']) ?? nameIn(user['app_name']) ?? installation.appName,
    bot: installation.bot && {
      ...installation.bot,
      userName: nameIn(bot['user']) ?? installation.bot.userName,
      botId: nameIn(bot['bot_id']) ?? installation.bot.botId,
    },
    users: installation.users.map((one) =>
      one.token === grant.user?.token
        ? { ...one, userName: nameIn(user['user']) ?? one.userName, userId: one.userId ?? nameIn(user['user_id']) }
        : one,
    ),
  }
}
