import { collectEnvironment } from '../../auth/environment/collect.ts'
import { type EnvVariable, toVariables, variablesOf } from '../../auth/environment/variables.ts'
import { findInstallation } from '../../config/choose-token.ts'
import { installSilently } from '../../oauth/install-silently.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'

/** Returns the variables of the active simulated installation, otherwise those of an install for this run. */
export async function simulatedVariables(simulator: LocalSimulator, context: Context): Promise<readonly EnvVariable[]> {
  const found = findInstallation(await context.store.read(), context.settings)
  if (found?.installation.simulator) return variablesOf(await collectEnvironment({ reachable: true }, context))
  const { app, grant } = await installSilently(simulator, context)
  return toVariables({
    SLACK_BOT_TOKEN: grant.bot?.token,
    SLACK_USER_TOKEN: grant.user?.token,
    SLACK_WEBHOOK_URL: grant.webhook?.url,
    SLACK_TEAM_ID: grant.workspace?.id,
    SLACK_API_URL: simulator.apiUrl,
    SLACK_APP_ID: app.id,
    SLACK_CLIENT_ID: app.clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_APP_TOKEN: app.appToken,
  })
}
