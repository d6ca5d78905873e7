import { CliError } from '../../errors.ts'
import { insteadOfClientId } from '../../oauth/credentials.ts'
import type { CommandLine } from './command-line.ts'

/** What stops a drive before anything can be said about the app: faults of the set-up, or of the link itself. */

/** @throws CliError usage, `not_a_client_id`: the link’s client id has not the form of one. */
export function checkClientIdOfLink(value: string): void {
  const instead = insteadOfClientId(value)
  if (instead === undefined) return
  const isSecret = /secret|token/.test(instead)
  const said =
    value === '' ? 'no client_id' : isSecret ? 'a client_id' : `client_id=${encodeURIComponent(value.slice(0, 60))}`
  const what = insteadOfClientId(value.trim()) === undefined ? 'has spaces around it' : `is ${instead}`
  throw new CliError('usage', `The app’s link to Slack has ${said}${value === '' ? '' : `, which ${what}`}`, {
    code: 'not_a_client_id',
    hint: 'See where the app reads its client id: drive --start gives it one as SLACK_CLIENT_ID. It is two numbers joined by a dot',
  })
}

/** The link names another local Slack than the one that this drive watches. */
export function otherSimulator(link: URL, own: URL): CliError {
  return new CliError(
    'usage',
    `The app’s link leads to ${link.origin}${link.pathname}, and this drive’s simulator is at ${own.origin}`,
    {
      code: 'other_simulator',
      hint: 'Let the app link to https://slack.com/oauth/v2/authorize: drive turns that to its own simulator',
    },
  )
}

/** “Sign in with Slack”, which is no install. */
export function signInWithSlack(url: URL): CliError {
  return new CliError(
    'usage',
    `The app sends the browser to ${url.host}${url.pathname}: “Sign in with Slack” tells who a person is and installs nothing`,
    {
      code: 'sign_in_with_slack',
      hint: 'Give the address of the app’s install page, which leads to https://slack.com/oauth/v2/authorize',
    },
  )
}

/** Slack sends the browser to a redirect URL where no program listens. */
export function callbackUnreachable(callback: URL, { says, app }: { says: string; app: URL }): CliError {
  const same = app.port === callback.port && app.protocol === callback.protocol
  return new CliError('usage', `The redirect URL is ${callback.origin}${callback.pathname}: ${says}`, {
    code: 'callback_unreachable',
    hint: same
      ? `The app was reached at ${app.origin}: let the redirect URL name that host`
      : `The app is at ${app.origin}: mend the redirect_uri of its link, or start what belongs at ${callback.origin}`,
  })
}

/** What --redirect-url names is not there. */
export function wrongRedirectUrl({ origin, pathname }: URL, { says, app }: { says: string; app: URL }): CliError {
  return new CliError('usage', `--redirect-url names ${origin}${pathname}: ${says}`, {
    code: 'redirect_url_wrong',
    hint: `Give the address of the app’s callback to --redirect-url; the app is at ${app.origin}`,
  })
}

/** The app sends the browser on to where no program listens, before it has led to Slack. */
export function nobodyOnTheWay(url: URL, { says, app }: { says: string; app: URL }): CliError {
  return new CliError('usage', `The app at ${app.origin} sends the browser to ${url.origin}${url.pathname}: ${says}`, {
    code: 'nothing_there',
    hint: `Start what belongs at ${url.origin} too, or mend the address in the app’s settings`,
  })
}

/** Only a person can tell which button of the page is the right one, or whether it may be pressed. */
export function personDecides({ origin, pathname }: URL, labels: readonly string[]): CliError {
  const shown = labels.slice(0, 4).map((label) => `“${label.slice(0, 60)}”`)
  return new CliError('usage', `${origin}${pathname} wants a person’s choice: ${shown.join(', ')}`, {
    code: 'page_wants_choice',
    hint: 'Nothing was pressed. Give the address behind the right button, which sends the browser to https://slack.com/oauth/v2/authorize',
  })
}

/** The page has nothing to follow but its scripts. */
export function scriptsOnly({ origin, pathname }: URL): CliError {
  return new CliError('usage', `${origin}${pathname} leads on by script only, and scripts are not run`, {
    code: 'scripts_not_run',
    hint: 'Give the address of the authorize link: the one of the app that sends the browser to https://slack.com/oauth/v2/authorize',
  })
}

/** The link names no redirect_uri, and the one of the app’s settings is not known. */
export function unknownRedirect(install: URL, again: CommandLine, tried?: URL): CliError {
  const tellTried = tried ? `, and there is no ${tried.pathname}, which is Bolt’s default` : ''
  return new CliError('usage', `The app’s link names no redirect_uri${tellTried}: the one of its settings is needed`, {
    code: 'redirect_url_missing',
    hint: `Say which it is: ${again({ url: install.href, redirectUrl: `${install.origin}${tried ? '/callback' : boltsRedirectPath}` })}`,
  })
}

/** Where Bolt takes Slack’s answer by default. */
export const boltsRedirectPath = '/slack/oauth_redirect'
