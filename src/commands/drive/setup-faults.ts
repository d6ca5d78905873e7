import { CliError } from '../../errors.ts'
import { insteadOfClientId } from '../../oauth/credentials.ts'
import type { CommandLine } from './command-line.ts'
import type { AppliedFault } from './staged-faults.ts'

/** This file creates the errors that end a drive without a verdict, because the set-up or the link is wrong. */

/**
 * Checks the client id of the link.
 * @throws CliError with the exit reason `usage` and the code `not_a_client_id`: the value does not look like a client
 * id.
 */
export function checkClientIdOfLink(value: string): void {
  const instead = insteadOfClientId(value)
  if (instead === undefined) return
  const isSecret = /secret|token/.test(instead)
  const kind =
    value === '' ? 'no client_id' : isSecret ? 'a client_id' : `client_id=${encodeURIComponent(value.slice(0, 60))}`
  const what = insteadOfClientId(value.trim()) === undefined ? 'has spaces around it' : `is ${instead}`
  throw new CliError('usage', `The app’s link to Slack has ${kind}${value === '' ? '' : `, which ${what}`}`, {
    code: 'not_a_client_id',
    hint: 'Check where the app reads its client id: drive --start sets SLACK_CLIENT_ID. A client id is two numbers joined by a dot',
  })
}

/** Returns the error for a link that leads to another local simulator than the one of this drive. */
export function otherSimulator(link: URL, own: URL): CliError {
  return new CliError(
    'usage',
    `The app’s link leads to ${link.origin}${link.pathname}, and this drive’s simulator is at ${own.origin}`,
    {
      code: 'other_simulator',
      hint: 'Let the app link to https://slack.com/oauth/v2/authorize: drive opens that on its own simulator',
    },
  )
}

/** Returns the error for “Sign in with Slack”, which installs nothing. */
export function signInWithSlack(url: URL): CliError {
  return new CliError(
    'usage',
    `The app sends the browser to ${url.host}${url.pathname}: “Sign in with Slack” identifies a person and installs nothing`,
    {
      code: 'sign_in_with_slack',
      hint: 'Give the address of the app’s install page, which leads to https://slack.com/oauth/v2/authorize',
    },
  )
}

/** Returns the error for a redirect URL at which nothing listens. */
export function callbackUnreachable(callback: URL, { says, app }: { says: string; app: URL }): CliError {
  const same = app.port === callback.port && app.protocol === callback.protocol
  return new CliError('usage', `The redirect URL is ${callback.origin}${callback.pathname}: ${says}`, {
    code: 'callback_unreachable',
    hint: same
      ? `The app was reached at ${app.origin}: use that host in the redirect URL`
      : `The app is at ${app.origin}: correct the redirect_uri of its link, or start the program for ${callback.origin}`,
  })
}

/** Returns the error for an address of `--use` at which nothing listens. */
export function useUnreachable(
  use: URL,
  { says, app, again }: { says: string; app: URL; again: CommandLine },
): CliError {
  return new CliError('usage', `--use is ${use.origin}${use.pathname}: ${says}`, {
    code: 'use_unreachable',
    hint: `The app is at ${app.origin}. Give an address there: ${again({ use: use.pathname })}`,
  })
}

/** Returns the error for a wrong value of `--redirect-url`. */
export function wrongRedirectUrl({ origin, pathname }: URL, { says, app }: { says: string; app: URL }): CliError {
  return new CliError('usage', `--redirect-url is ${origin}${pathname}: ${says}`, {
    code: 'redirect_url_wrong',
    hint: `Pass the address of the app’s callback to --redirect-url; the app is at ${app.origin}`,
  })
}

/** Returns the error for an app that redirects the browser to an address where nothing listens, instead of to Slack. */
export function nobodyOnTheWay(url: URL, { says, app }: { says: string; app: URL }): CliError {
  return new CliError('usage', `The app at ${app.origin} sends the browser to ${url.origin}${url.pathname}: ${says}`, {
    code: 'nothing_there',
    hint: `Start the program for ${url.origin} too, or correct the address in the app’s settings`,
  })
}

/**
 * Codes of the simulator’s pages that say nothing about the app’s link: they are about what drive chose on the consent
 * page, about the settings of the simulated app, or about a page without a code.
 */
const notOfTheApp: readonly string[] = [
  ...['approval_required', 'authorize_refused', 'consent_expired', 'invalid_choice', 'invalid_decision'],
]

/** Whether Slack’s page refused something other than the app’s link. */
export function isNotOfTheApp(code: string): boolean {
  return notOfTheApp.includes(code)
}

/** Returns the error for a page of the simulator that refused something other than the app’s link. */
export function refusedChoice({ code, message }: CliError): CliError {
  if (code === 'approval_required') {
    return new CliError('usage', 'On this simulator an admin has to approve the app before anybody can install it', {
      code: 'approval_required',
      hint: 'Switch “Admin approval” off in the settings of the app: slack-tokens sim open; or remove the fault: slack-tokens sim fail --clear page',
    })
  }
  return new CliError(
    'failed',
    `The consent page refused what drive chose there. That is no fault of the app. ${message}`,
    {
      code: 'choice_refused',
      hint: 'Look at the people and workspaces of the simulator: slack-tokens sim open; and at its faults: slack-tokens sim fail --list',
    },
  )
}

/** Returns the error for a defect that was seen while a fault applied that no scenario has set. */
export function faultStaged({ on, what }: AppliedFault): CliError {
  const place = on === 'authorize' ? 'page' : on
  return new CliError('failed', `A fault of the simulator, ${place} ${what}, applied, so the app can’t be judged`, {
    code: 'fault_staged',
    hint: 'Drive did not set it. See what is left of it: slack-tokens sim fail --list; remove it: slack-tokens sim fail --clear',
  })
}

/** Returns the error for a page with several buttons, because only a person can choose the right one. */
export function personDecides({ origin, pathname }: URL, labels: readonly string[]): CliError {
  const shown = labels.slice(0, 4).map((label) => `“${label.slice(0, 60)}”`)
  return new CliError('usage', `${origin}${pathname} needs a person’s choice: ${shown.join(', ')}`, {
    code: 'page_wants_choice',
    hint: 'Nothing was pressed. Give the address behind the right button, which sends the browser to https://slack.com/oauth/v2/authorize',
  })
}

/** Returns the error for a page that continues only by a script, because our own browser runs no scripts. */
export function scriptsOnly({ origin, pathname }: URL, again: CommandLine): CliError {
  return new CliError('usage', `${origin}${pathname} continues only by script, and drive runs no scripts`, {
    code: 'scripts_not_run',
    hint: `Walk in Chromium: ${again({ browser: true })}, or give the app’s address that redirects to https://slack.com/oauth/v2/authorize`,
  })
}

/** Returns the error for a link without redirect_uri when the app's settings are unknown. */
export function unknownRedirect(install: URL, again: CommandLine, tried?: URL): CliError {
  const tellTried = tried ? `, and there is no ${tried.pathname}, which is Bolt’s default` : ''
  return new CliError('usage', `The app’s link has no redirect_uri${tellTried}: pass the one of its settings`, {
    code: 'redirect_url_missing',
    hint: `Name it: ${again({ url: install.href, redirectUrl: `${install.origin}${tried ? '/callback' : boltsRedirectPath}` })}`,
  })
}

/** The default path of Bolt's callback. */
export const boltsRedirectPath = '/slack/oauth_redirect'
