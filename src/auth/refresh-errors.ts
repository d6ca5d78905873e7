import type { RefreshProblem } from '../config/installation.ts'
import { loginAgain } from '../config/login-for.ts'
import type { Config } from '../config/store.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import { capital } from '../terminal/capital.ts'
import { hasEnded } from './expiry.ts'

/** The refresh that caused an error: its token, the config and the time. */
export interface RefreshCircumstances {
  readonly storedToken: StoredToken
  readonly config: Config
  /** The time of the request in milliseconds since 1970. */
  readonly now: number
}

/**
 * Returns the error for a refresh without an answer. Slack may have used up the refresh token, or the request may not
 * have arrived.
 */
export function answerWasLost(at: RefreshCircumstances, { tries }: RefreshProblem, cause: CliError): CliError {
  const more =
    tries < 2
      ? 'Run the command again: it sends the same refresh token once more'
      : `Get new tokens: ${loginAgain(at.config, at.storedToken.installation)}`
  return new CliError(
    'failed',
    `A refresh of ${nameOf(at.storedToken)} was sent, but its answer was lost (${firstSentence(cause)}). Slack may have used up the refresh token${whatLasts(at)}`,
    { code: 'refresh_answer_lost', hint: more, details: detailsOf(at), cause },
  )
}

/** Returns the error for a refresh token that Slack no longer accepts. The stored token does not change. */
export function refreshTokenSpent(at: RefreshCircumstances, before: RefreshProblem | undefined): CliError {
  const why = before
    ? `An earlier refresh, at ${before.at}, got no answer: it used up the refresh token, and the new tokens never arrived`
    : 'A refresh token works once: another program used it, or the install was revoked'
  return new CliError(
    'noToken',
    `Slack refused to refresh ${nameOf(at.storedToken)} (invalid_refresh_token). ${why}${whatLasts(at)}`,
    {
      code: 'invalid_refresh_token',
      hint: `Reinstall to get new tokens: ${loginAgain(at.config, at.storedToken.installation)}`,
      details: { ...detailsOf(at), needsReinstall: true },
    },
  )
}

/** Returns the error for a token whose refresh is known to fail, so that the request is not sent. */
export function needsReinstall(at: RefreshCircumstances, { state, at: when }: RefreshProblem): CliError {
  const why =
    state === 'refused'
      ? `Slack refused its refresh token on ${when}`
      : `two refreshes got no answer, the last on ${when}`
  const nothing = hasEnded(at.storedToken.access, at.now) ? '' : whatLasts(at)
  return new CliError('noToken', `${capital(nameOf(at.storedToken))} needs a reinstall: ${why}${nothing}`, {
    code: 'needs_reinstall',
    hint: `Get new tokens: ${loginAgain(at.config, at.storedToken.installation)}   or send the old refresh token anyway: slack-tokens refresh --force`,
    details: { ...detailsOf(at), needsReinstall: true },
  })
}

/** The actions that are refused for an external token without `--own`, because a running app may use the token. */
type RefreshAction = 'refreshed' | 'revoked' | 'exchanged' | 'uninstalled'

const ownLines: Readonly<Record<RefreshAction, string>> = {
  refreshed:
    'If no other program uses it: slack-tokens refresh --own   Otherwise let that program refresh the token, and import the new token',
  revoked: 'If only you use it, add --own',
  exchanged: 'If only you use it, add --own',
  uninstalled: 'If the running app may lose its tokens, add --own; to forget the tokens only here: slack-tokens logout',
}

/**
 * Refuses an action on an external token.
 * @throws CliError with the exit reason `noToken` and the code `borrowed`.
 */
export function checkOwn(storedToken: StoredToken, own: boolean, action: RefreshAction): void {
  if (storedToken.installation.borrowed && !own) throw isBorrowed(storedToken, action)
}

/** Returns the error for an action on an external token without `--own`. */
export function isBorrowed(storedToken: StoredToken, action: RefreshAction): CliError {
  return new CliError(
    'noToken',
    `${capital(nameOf(storedToken))} is external and was not ${action}: a running app may use it`,
    {
      code: 'borrowed',
      hint: ownLines[action],
    },
  )
}

/** Returns the error for a token that another process removed from the config file meanwhile. */
export function wasRemoved(storedToken: StoredToken): CliError {
  return new CliError('noToken', `${capital(nameOf(storedToken))} was removed in the meantime`, {
    code: 'not_logged_in',
    hint: 'To see what is stored: slack-tokens list',
  })
}

/** Returns the error for a token without a refresh token. */
export function doesNotRotate(storedToken: StoredToken): CliError {
  return new CliError('usage', `${capital(nameOf(storedToken))} has no refresh token`, {
    code: 'not_rotating',
    hint: 'The token does not expire, or its refresh token was not imported. To see the token: slack-tokens show',
  })
}

/** Returns the first sentence of an error's message: what went wrong, without advice. */
export function firstSentence({ message }: CliError): string {
  return message.split('. ')[0] ?? message
}

function whatLasts({ storedToken: { access }, now }: RefreshCircumstances): string {
  if (access.expiresAt === null) return ''
  return hasEnded(access, now)
    ? `. The access token expired on ${access.expiresAt}`
    : `. The access token is still stored and may work until ${access.expiresAt}`
}

function detailsOf({ storedToken: { name, identity, access } }: RefreshCircumstances) {
  return { name, identity, expiresAt: access.expiresAt }
}
