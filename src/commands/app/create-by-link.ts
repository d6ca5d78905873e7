import { createPage, openPage } from '../../apps/create-page.ts'
import type { DesiredManifest } from '../../apps/desired-manifest.ts'
import { deriveProfileName } from '../../config/profile-name.ts'
import { CliError } from '../../errors.ts'
import { checkClientId, cleanPasted } from '../../oauth/credentials.ts'
import { chooseRedirect, redirectUriOf } from '../../oauth/redirect-uri.ts'
import type { Context } from '../../runtime/context.ts'
import { manifestFacts } from '../../slack/manifest/facts.ts'
import { addFrom } from './add.ts'
import type { AddOptions } from './add-options.ts'

/**
 * Prints and opens Slack's page for a new app, with the manifest filled in. Slack's next page shows the client id of
 * the new app but does not send it to this tool, so this function asks the user for it when there is a terminal.
 * @throws CliError with the exit reason `usage`: the address would be too long.
 */
export async function createByLink(wanted: DesiredManifest, context: Context): Promise<void> {
  const { terminal, store } = context
  const { manifest, redirectUrls } = wanted
  const url = createPage(manifest)
  const added = optionsOf(wanted, deriveProfileName(wanted.name, Object.keys((await store.read()).apps ?? {})))
  const next = nextCommands(added)
  for (const warning of wanted.warnings) terminal.warn(warning)
  terminal.note('Create the app here, with everything filled in:\n')
  terminal.result({ ok: true, by: 'link', url, redirectUrls, manifest, next }, () => url)
  await openPage(url, context)
  terminal.note('\nThe page that follows has client id and secret (Basic Information → App Credentials).')
  const clientId = await offerClientId(context)
  if (clientId !== undefined) {
    const project = { manifest: manifestFacts(manifest), appId: undefined, notes: [] }
    return await addFrom({ link: undefined, options: { ...added, clientId }, project }, context)
  }
  terminal.note(`Then:\n  ${next.join('\n  ')}`)
}

/** Returns the options for the `app add` command that stores the app after its creation. */
function optionsOf({ redirectUrls, botScopes, userScopes, switches }: DesiredManifest, name: string): AddOptions {
  const [redirect] = redirectUrls
  const own = redirectUriOf(chooseRedirect({ plain: switches.pkce ?? false }))
  return {
    name,
    ...(botScopes.length > 0 && { scopes: botScopes.join(',') }),
    ...(userScopes.length > 0 && { userScopes: userScopes.join(',') }),
    ...(redirect !== undefined && redirect !== own && { redirectUri: redirect }),
    ...(switches.pkce && botScopes.length === 0 && { pkce: true }),
  }
}

function nextCommands({ name, scopes, userScopes, redirectUri, pkce }: AddOptions): string[] {
  const options = [
    `--name ${name}`,
    '--client-id ID',
    scopes && `--scopes ${scopes}`,
    userScopes && `--user-scopes ${userScopes}`,
    redirectUri && `--redirect-uri ${redirectUri}`,
    pkce ? '--pkce' : '--client-secret',
  ]
  return [`slack-tokens app add ${options.filter(Boolean).join(' ')}`, `slack-tokens login --app ${name}`]
}

/**
 * Asks for the client id when there is a terminal. Returns undefined without a terminal, or when the user skips the
 * question.
 */
async function offerClientId({ terminal, ask }: Context): Promise<string | undefined> {
  if (!terminal.interactive || terminal.json) return undefined
  const question = 'Client id of the app; Enter for later'
  const answer = await (await ask()).text(question, (text) => {
    const { value } = cleanPasted(text)
    if (value === '') return undefined
    try {
      checkClientId(value)
      return undefined
    } catch (error) {
      return error instanceof CliError ? error.message : 'That is not a client id'
    }
  })
  return cleanPasted(answer).value || undefined
}
