import { CliError, foreignCode } from '../errors.ts'
import type { Grant } from '../responses/grant.ts'
import type { RequestContext } from '../slack/client/types.ts'
import type { CallbackPage, PageWords } from './callback/page.ts'
import { deniedPage, failedPage } from './callback/result-pages.ts'
import type { CallbackAnswer, CallbackServer } from './callback/server.ts'
import { type Exchanged, exchangeCode } from './code-exchange.ts'
import type { InstallRequest } from './types.ts'

/** What the exchange needs after the person pressed Allow. */
export interface GivenConsent {
  readonly code: string
  /** The redirect URL as it was sent to the consent page. */
  readonly redirectUri: string
  /** The PKCE verifier; undefined when the exchange sends the client secret. */
  readonly verifier: string | undefined
}

export interface AnsweredConsent extends Omit<GivenConsent, 'code'> {
  readonly answer: CallbackAnswer
  /** The callback server; undefined when no browser waits, because the answer was pasted. */
  readonly callback: Pick<CallbackServer, 'respond'> | undefined
}

export interface ConsentEnd<T> {
  /** Exchanges the code, and uses the grant as the calling program needs it. */
  readonly use: (consent: GivenConsent) => Promise<T>
  /** Returns the page for the browser, from the result of `use`. */
  readonly page: (result: T) => CallbackPage
  readonly words: PageWords
}

/**
 * Finishes an install whose answer has arrived: uses the code, and only then sends the page to the browser, so that the
 * page shows how the install ended. Returns the result of `use`.
 * @throws CliError with the exit reason `refused`: the person denied the install; otherwise the error of `use`.
 */
export async function finishConsent<T>(
  { answer, callback, redirectUri, verifier }: AnsweredConsent,
  { use, page, words }: ConsentEnd<T>,
): Promise<T> {
  if (answer.kind === 'denied') {
    await callback?.respond(deniedPage(answer.error, words))
    throw denial(answer)
  }
  try {
    const result = await use({ code: answer.code, redirectUri, verifier })
    await callback?.respond(page(result))
    return result
  } catch (error) {
    await callback?.respond(failedPage(error, words))
    throw error
  }
}

/**
 * Exchanges the code of a consent, and checks the workspace.
 * @throws the errors of `exchangeCode`, and CliError with the code `wrong_team`.
 */
export async function exchangeConsent(
  request: Pick<InstallRequest, 'flow' | 'apiUrl' | 'clientId' | 'clientSecret' | 'team' | 'simulator'>,
  consent: GivenConsent,
  wire: RequestContext,
): Promise<Exchanged> {
  const { flow, apiUrl, clientId, clientSecret } = request
  const exchanged = await exchangeCode({ flow, apiUrl, clientId, clientSecret, ...consent }, wire)
  checkTeam(request, exchanged.grant)
  return exchanged
}

function denial({ error, description }: Extract<CallbackAnswer, { kind: 'denied' }>): CliError {
  if (error !== 'access_denied') {
    return new CliError('refused', `Slack refused the install: ${error}`, {
      code: foreignCode(error),
      hint: 'Correct that, then run: slack-tokens login',
    })
  }
  const said = description ? ` (${description})` : ''
  return new CliError('refused', `The install was cancelled${said}`, {
    code: error,
    hint: 'If nobody pressed Cancel, the workspace may require that an admin approves the app. To try again: slack-tokens login',
  })
}

/**
 * Refuses a grant of a workspace other than the one in --team (threat C7). Without this check, an attacker's consent
 * page could make this person work in the attacker's workspace.
 * @throws CliError with the exit reason `refused`.
 */
function checkTeam(
  { team: pinned, simulator }: Pick<InstallRequest, 'team' | 'simulator'>,
  { workspace, organization }: Grant,
): void {
  if (pinned === undefined || pinned === workspace?.id || pinned === organization?.id) return
  const place = workspace ?? organization
  throw new CliError(
    'refused',
    `The app was installed in ${place?.name ?? 'another workspace'} (${place?.id ?? 'unknown'}), not in ${pinned}. Nothing is stored`,
    {
      code: 'wrong_team',
      hint:
        simulator && place
          ? `Name the simulator’s workspace: slack-tokens login --sim --team ${place.id}   or leave out --team`
          : 'Sign in to the right workspace in the browser, then: slack-tokens login   or leave out --team to accept any workspace',
    },
  )
}
