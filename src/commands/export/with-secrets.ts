import { secretValue, tokenValue } from '../../auth/secret-value.ts'
import type { AccessToken, AppRecord, Identity, Installation } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import type { Context } from '../../runtime/context.ts'

/**
 * Returns a copy of the config in which each credential command is replaced by its secret, because another computer may
 * not have the program.
 * @throws CliError with the exit reason `failed` when a command fails
 */
export async function withSecrets(config: Config, context: Context): Promise<Config> {
  const profiles = await eachOf(config.profiles, (one) => ofInstallation(one, context))
  return { ...config, profiles, ...(config.apps && { apps: await eachOf(config.apps, (app) => ofApp(app, context)) }) }
}

async function ofInstallation(one: Installation, context: Context): Promise<Installation> {
  const read = async <T extends AccessToken>(access: T, identity: Identity): Promise<T> => {
    return { ...access, token: await tokenValue(access.token, identity, context) }
  }
  const users = await Promise.all(one.users.map((user) => read(user, 'user')))
  return { ...one, bot: one.bot && (await read(one.bot, 'bot')), users }
}

async function ofApp(app: AppRecord, context: Context): Promise<AppRecord> {
  const { clientSecret, signingSecret, appToken } = app
  return {
    ...app,
    clientSecret: clientSecret && (await secretValue(clientSecret, context)),
    ...(signingSecret && { signingSecret: await secretValue(signingSecret, context) }),
    ...(appToken && { appToken: await secretValue(appToken, context) }),
  }
}

async function eachOf<T>(entries: Readonly<Record<string, T>>, change: (one: T) => Promise<T>) {
  return Object.fromEntries(
    await Promise.all(Object.entries(entries).map(async ([name, one]) => [name, await change(one)] as const)),
  )
}
