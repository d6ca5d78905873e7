import type { Context } from '../context.ts'
import { chooseRedirect, redirectUriOf } from '../install/redirect.ts'
import { deriveProfileName } from '../installations/profile-name.ts'
import { createPage, openPage } from './create-page.ts'
import type { WantedManifest } from './manifest-wanted.ts'

/**
 * Opens Slack's create-app page with the manifest filled in; the address is printed first. Nothing comes back from
 * there: client id and secret stand on the page that follows.
 * @throws CliError usage: the address would be too long.
 */
export async function createByLink(wanted: WantedManifest, context: Context): Promise<void> {
  const { terminal } = context
  const { manifest, redirectUrls } = wanted
  const url = createPage(manifest)
  for (const warning of wanted.warnings) terminal.warn(warning)
  terminal.note('Create the app here, with everything filled in:\n')
  const next = nextCommands(wanted)
  terminal.result({ ok: true, by: 'link', url, redirectUrls, manifest, next }, () => url)
  await openPage(url, context)
  terminal.note(
    `\nThe page that follows has client id and secret (Basic Information → App Credentials). Then:\n  ${next.join('\n  ')}`,
  )
}

/** What makes the app known here once it exists, and installs it. */
function nextCommands({ name, redirectUrls, botScopes, userScopes, switches }: WantedManifest): string[] {
  const short = deriveProfileName(name, [])
  const [redirect] = redirectUrls
  const options = [
    botScopes.length > 0 && `--scopes ${botScopes.join(',')}`,
    userScopes.length > 0 && `--user-scopes ${userScopes.join(',')}`,
    redirect !== undefined && redirect !== usualRedirect(switches.pkce ?? false) && `--redirect-uri ${redirect}`,
    switches.pkce && botScopes.length === 0 ? '--pkce' : '--client-secret',
  ].filter((option) => option !== false)
  return [
    `slack-tokens app add --name ${short} --client-id ID ${options.join(' ')}`,
    `slack-tokens login --app ${short}`,
  ]
}

/** What a login sends that is told nothing. */
function usualRedirect(plain: boolean): string {
  return redirectUriOf(chooseRedirect({ plain }))
}
