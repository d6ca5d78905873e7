import { handleOrId } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { SavedInstall } from '../save-install.ts'
import type { CallbackPage, PageWords } from './page.ts'

const scopesOf = (scopes: readonly string[]) => (scopes.length > 0 ? scopes.join(', ') : 'no scopes')

/** Returns the page for a completed install: where the app was installed, and the scopes of each token. */
export function grantedPage(
  { installation, installerLabel, grant }: Pick<SavedInstall, 'installation' | 'installerLabel' | 'grant'>,
  { kept, place: back }: PageWords,
): CallbackPage {
  const { bot, workspace, organization, appName } = installation
  const user = installation.users.find(({ token }) => token === grant.user?.token)
  const place = workspace?.name ?? organization?.name ?? workspace?.id ?? organization?.id ?? 'the workspace'
  const facts: [string, string][] = []
  if (grant.bot && bot)
    facts.push(['Bot token', `acts as ${handleOrId(bot, 'the app’s bot')}: ${scopesOf(bot.scopes)}`])
  if (user) facts.push(['User token', `acts as ${handleOrId(user, 'you')}: ${scopesOf(user.scopes)}`])
  if (grant.webhook) facts.push(['Webhook', `posts to ${grant.webhook.channel ?? 'one channel'}, with no token`])
  return {
    status: 200,
    tone: 'good',
    title: `Installed in ${place}`,
    lines: [
      `${appName ?? 'The app'} was installed by ${installerLabel ?? 'you'}. ${kept}`,
      `You can close this page and go back to ${back}.`,
    ],
    facts,
  }
}

/** Returns the page for a denial. The page has fixed texts, so it never shows the content of `error`. */
export function deniedPage(error: string, { place }: PageWords): CallbackPage {
  const cancelled = error === 'access_denied'
  return {
    status: 200,
    tone: 'bad',
    title: cancelled ? 'Cancelled' : 'Not installed',
    lines: [
      cancelled
        ? 'The install was cancelled. Nothing was granted and nothing was stored.'
        : 'Slack refused the install. Nothing was stored.',
      `Go back to ${place} to try again.`,
    ],
  }
}

/** Returns the page for an install that was allowed, but whose exchange or save failed with `error`. */
export function failedPage(error: unknown, { place }: PageWords): CallbackPage {
  return {
    status: 200,
    tone: 'bad',
    title: 'Allowed, but not finished',
    lines: [
      error instanceof CliError ? error.message : 'Something went wrong after you pressed Allow.',
      `Go back to ${place} to see what to do next.`,
    ],
  }
}
