import type { RefreshProblem } from '../config/installation.ts'
import { loginAgain } from '../config/login-for.ts'
import type { Config } from '../config/store.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import { hasEnded } from './expiry.ts'

/** Where a refresh ended, and what is known beside it. */
export interface RefreshCircumstances {
  readonly storedToken: StoredToken
  readonly config: Config
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The answer did not come: Slack may have spent the refresh token, or may not have seen it. */
export function answerWasLost(at: RefreshCircumstances, { tries }: RefreshProblem, cause: CliError): CliError {
  const more =
    tries < 2
      ? 'Run the command again: the same refresh token is tried once more'
      : `A new pair: ${loginAgain(at.config, at.storedToken.installation)}`
  return new CliError(
    'failed',
    `A refresh of ${nameOf(at.storedToken)} was sent and its answer is lost (${firstSentence(cause)}). Whether Slack spent the refresh token is not known${whatLasts(at)}`,
    { code: 'refresh_answer_lost', hint: more, details: detailsOf(at), cause },
  )
}

/** Slack takes the refresh token no more. The record stays as it is. */
export function refreshTokenSpent(at: RefreshCircumstances, before: RefreshProblem | undefined): CliError {
  const why = before
    ? `An earlier refresh, at ${before.at}, was sent without an answer: it spent the refresh token, and the new pair never arrived`
    : 'A refresh token works once: something else has used it, or it was revoked with its install'
  return new CliError(
    'noToken',
    `Slack refused to refresh ${nameOf(at.storedToken)} (invalid_refresh_token). ${why}${whatLasts(at)}`,
    {
      code: 'invalid_refresh_token',
      hint: `Needs a reinstall, which brings a new pair: ${loginAgain(at.config, at.storedToken.installation)}`,
      details: { ...detailsOf(at), needsReinstall: true },
    },
  )
}

/** It is known beforehand that a refresh would be refused: nothing is sent. */
export function needsReinstall(at: RefreshCircumstances, { state, at: when }: RefreshProblem): CliError {
  const why =
    state === 'refused'
      ? `Slack refused its refresh token at ${when}`
      : `two refreshes were sent without an answer, the last at ${when}`
  const nothing = hasEnded(at.storedToken.access, at.now) ? '' : whatLasts(at)
  return new CliError('noToken', `${capital(nameOf(at.storedToken))} needs a reinstall: ${why}${nothing}`, {
    code: 'needs_reinstall',
    hint: `A new pair: ${loginAgain(at.config, at.storedToken.installation)}   or try the old one all the same: slack-tokens refresh --force`,
    details: { ...detailsOf(at), needsReinstall: true },
  })
}

/** What is never done to a borrowed token unless told to: a running app may live on it. */
type RefreshAction = 'refreshed' | 'revoked' | 'exchanged' | 'uninstalled'

const ownLines: Readonly<Record<RefreshAction, string>> = {
  refreshed:
    'If nothing else uses it: slack-tokens refresh --own   else let that program refresh it, and bring the new token here',
  revoked: 'If it is yours to end, add --own',
  exchanged: 'If it is yours alone, add --own',
  uninstalled: 'If that app may end, add --own; to forget its tokens here alone: slack-tokens logout',
}

/** @throws CliError noToken, code `borrowed`. */
export function checkOwn(storedToken: StoredToken, own: boolean, action: RefreshAction): void {
  if (storedToken.installation.borrowed && !own) throw isBorrowed(storedToken, action)
}

export function isBorrowed(storedToken: StoredToken, action: RefreshAction): CliError {
  return new CliError(
    'noToken',
    `${capital(nameOf(storedToken))} is borrowed, so it is not ${action}: a running app may live on it`,
    {
      code: 'borrowed',
      hint: ownLines[action],
    },
  )
}

export function isExpiredForGood(storedToken: StoredToken): CliError {
  return new CliError('noToken', `${capital(nameOf(storedToken))} was removed meanwhile`, {
    code: 'not_logged_in',
    hint: 'See what is kept: slack-tokens list',
  })
}

export function doesNotRotate(storedToken: StoredToken): CliError {
  return new CliError('usage', `${capital(nameOf(storedToken))} has no refresh token`, {
    code: 'not_rotating',
    hint: 'It does not end by itself, or its other half was never seen. See: slack-tokens show',
  })
}

/** What went wrong, without what follows from it in other cases. */
export function firstSentence({ message }: CliError): string {
  return message.split('. ')[0] ?? message
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function whatLasts({ storedToken: { access }, now }: RefreshCircumstances): string {
  if (access.expiresAt === null) return ''
  return hasEnded(access, now)
    ? `. The access token ended at ${access.expiresAt}`
    : `. The access token is kept and may work until ${access.expiresAt}`
}

function detailsOf({ storedToken: { name, identity, access } }: RefreshCircumstances) {
  return { name, identity, expiresAt: access.expiresAt }
}
