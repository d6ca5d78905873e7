import { randomBytes } from 'node:crypto'
import type { Context, LocalSimulator } from '../runtime/context.ts'
import { type AppDescription, control } from '../simulator/control/client.ts'
import { authorizeUrl } from './authorize-url.ts'
import type { Scopes } from './choose-scopes.ts'
import { exchangeCode } from './code-exchange.ts'
import { manifestScopes, practiceScopes, registerRedirect } from './on-simulator.ts'
import { type SavedInstall, saveInstall } from './save-install.ts'

/** The redirect URL of the install. No server listens at this address: the code is read from the redirect itself. */
const redirectUri = 'http://localhost:8443/slack/callback'

/** Returns the scopes that an install of the simulator's own app requests. */
export function silentScopes(app: Pick<AppDescription, 'scopes'>): Scopes {
  return (app.scopes ? manifestScopes(app.scopes) : practiceScopes)('v2', false)
}

/**
 * Installs the simulator's own app, and stores the installation. Uses no browser and no callback server. Does not
 * change which installation is active.
 * @throws CliError with the exit reason `refused` when the simulator shows an error page, for example because a fault
 * is set.
 */
export async function installSilently(simulator: LocalSimulator, context: Context): Promise<SavedInstall> {
  const [{ answerConsent }, { sendOver }] = await Promise.all([
    import('../browser/answer-consent.ts'),
    import('../browser/send.ts'),
  ])
  await registerRedirect(simulator, redirectUri)
  const { app } = await control(simulator, 'describe', {}, ['app'])
  const scopes = silentScopes(app)
  const request = {
    flow: 'v2',
    apiUrl: simulator.apiUrl,
    simulator: true,
    appName: app.name,
    clientId: app.clientId,
    botScopes: scopes.bot,
    userScopes: scopes.user,
    redirectUri,
  } as const
  const { user, httpTimeout } = context.settings
  const url = authorizeUrl({ ...request, state: randomBytes(18).toString('base64url') })
  const callback = await answerConsent(url, sendOver(simulator.http), {
    decision: 'allow',
    ...(user !== undefined && { user }),
  })
  const wire = { ...context, http: simulator.http, timeout: httpTimeout }
  const exchanged = await exchangeCode(
    { ...request, clientSecret: app.clientSecret, code: callback.searchParams.get('code') ?? '' },
    wire,
  )
  return await saveInstall({ request, exchanged, inactive: true }, context, wire)
}
