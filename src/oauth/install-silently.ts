import { randomBytes } from 'node:crypto'
import type { Grant } from '../responses/grant.ts'
import type { Context, LocalSimulator } from '../runtime/context.ts'
import { type AppDescription, control } from '../simulator/control/client.ts'
import { authorizeUrl } from './authorize-url.ts'
import { exchangeCode } from './code-exchange.ts'
import { manifestScopes, practiceScopes, registerRedirect } from './on-simulator.ts'

/** The redirect URL of the install. No server listens at this address: the code is read from the redirect itself. */
const redirectUri = 'http://localhost:8443/slack/callback'

/**
 * Installs the simulator's own app, and returns the app and the grant with its tokens. Uses no browser and no callback
 * server, and stores nothing, because the tokens are for one program.
 * @throws CliError refused: the simulator shows an error page, for example because a fault is set
 */
export async function installSilently(
  simulator: LocalSimulator,
  context: Pick<Context, 'terminal' | 'clock' | 'signal' | 'settings'>,
): Promise<{ readonly app: AppDescription; readonly grant: Grant }> {
  const [{ answerConsent }, { sendOver }] = await Promise.all([
    import('../browser/answer-consent.ts'),
    import('../browser/send.ts'),
  ])
  await registerRedirect(simulator, redirectUri)
  const { app } = await control(simulator, 'describe', {}, ['app'])
  const scopes = (app.scopes ? manifestScopes(app.scopes) : practiceScopes)('v2', false)
  const flow = 'v2'
  const url = authorizeUrl({
    flow,
    apiUrl: simulator.apiUrl,
    clientId: app.clientId,
    botScopes: scopes.bot,
    userScopes: scopes.user,
    redirectUri,
    state: randomBytes(18).toString('base64url'),
  })
  const { user } = context.settings
  const callback = await answerConsent(url, sendOver(simulator.http), {
    decision: 'allow',
    ...(user !== undefined && { user }),
  })
  const { grant } = await exchangeCode(
    {
      flow,
      apiUrl: simulator.apiUrl,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      code: callback.searchParams.get('code') ?? '',
      redirectUri,
    },
    { ...context, http: simulator.http, timeout: context.settings.httpTimeout },
  )
  return { app, grant }
}
