import { createPage, openPage } from '../../apps/create-page.ts'
import { desiredManifest } from '../../apps/desired-manifest.ts'
import { CliError } from '../../errors.ts'
import { promptScopes } from '../../oauth/ask-scopes.ts'
import { checkClientId, cleanPasted } from '../../oauth/credentials.ts'
import type { Context } from '../../runtime/context.ts'

/**
 * Opens Slack's page for a new app. The page is filled in with a manifest for an app that this tool can install. Then
 * asks the user for the client id.
 */
export async function newApp(context: Context): Promise<{ clientId: string; scopes: string; userScopes: string }> {
  const { terminal } = context
  const requested = await promptScopes(context)
  const url = createPage((await desiredManifest(requested, undefined, context)).manifest)
  terminal.note(`\nCreate the app here, with everything filled in:\n\n  ${terminal.paint.cyan(url)}\n`)
  await openPage(url, context)
  const ask = await context.ask()
  const clientId = await ask.text('Its client id (Basic Information → App Credentials)', (answer) => {
    try {
      checkClientId(cleanPasted(answer).value)
      return undefined
    } catch (error) {
      return error instanceof CliError ? error.message : 'That is not a client id'
    }
  })
  return { ...requested, clientId: cleanPasted(clientId).value }
}
