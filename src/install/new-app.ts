import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { scopeList } from '../slack/scopes.ts'
import { askScopes } from './ask-scopes.ts'
import { checkClientId, cleanPasted } from './credentials.ts'
import { callbackPath, defaultPort } from './redirect.ts'

/** Opens Slack's create-app page with the manifest of an app that this tool can install, and asks for what it got. */
export async function newApp(context: Context): Promise<{ clientId: string; scopes: string; userScopes: string }> {
  const { terminal } = context
  const asked = await askScopes(context)
  const url = createAppUrl(appManifest(scopeList(asked.scopes), scopeList(asked.userScopes)))
  terminal.note(`\nCreate the app here, with everything filled in:\n\n  ${terminal.paint.cyan(url)}\n`)
  if (context.surroundings.opens)
    await context.openBrowser(url).catch(() => terminal.warn('No browser could be opened'))
  const ask = await context.ask()
  const clientId = await ask.text('Its client id (Basic Information → App Credentials)', (answer) => {
    try {
      checkClientId(cleanPasted(answer).value)
      return undefined
    } catch (error) {
      return error instanceof CliError ? error.message : 'That is not a client id'
    }
  })
  return { ...asked, clientId: cleanPasted(clientId).value }
}

/** A manifest with exactly the redirect URL and scopes that the login will use (docs.slack.dev/reference/app-manifest). */
function appManifest(bot: readonly string[], user: readonly string[]) {
  return {
    display_information: { name: 'slack-tokens test' },
    features: {
      ...(bot.length > 0 && { bot_user: { display_name: 'slack-tokens-test', always_online: false } }),
      // Off by default, and then nobody can be written to in the app's own conversation.
      app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    },
    oauth_config: {
      redirect_urls: [`https://localhost:${defaultPort}${callbackPath}`],
      scopes: { ...(bot.length > 0 && { bot }), ...(user.length > 0 && { user }) },
    },
    settings: { org_deploy_enabled: false, socket_mode_enabled: false, token_rotation_enabled: false },
  }
}

function createAppUrl(manifest: object): string {
  const url = new URL('https://api.slack.com/apps?new_app=1')
  url.searchParams.set('manifest_json', JSON.stringify(manifest))
  return url.href
}
