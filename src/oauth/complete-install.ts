import { withLogin } from '../config/login-command.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { withoutInterruption } from '../runtime/critical-section.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { loginWords } from './callback/page.ts'
import { grantedPage } from './callback/result-pages.ts'
import type { CallbackAnswer, CallbackServer } from './callback/server.ts'
import { exchangeConsent, finishConsent } from './finish-consent.ts'
import { type SavedInstall, saveInstall } from './save-install.ts'
import type { InstallRequest, InstallSteps } from './types.ts'

/** What the page says about the tokens when the install is only printed, not stored. */
const unsavedWords = 'Nothing is stored: the terminal prints the answer.'

export interface CompletedInstall {
  readonly request: Omit<InstallRequest, 'timeout' | 'certificate'>
  readonly redirectUri: string
  readonly answer: CallbackAnswer
  /** The callback server; undefined when no browser waits, because the answer was pasted. */
  readonly callback: Pick<CallbackServer, 'respond'> | undefined
  readonly verifier: string | undefined
}

/**
 * Completes an install: checks the answer, exchanges the code, saves the grant, and then sends the page to the browser.
 * Returns the saved install.
 * @throws CliError with the exit reason `refused`: the person denied the install, or chose another workspace
 * than --team; otherwise the error of the exchange or of the file.
 */
export async function completeInstall(
  { request, ...answered }: CompletedInstall,
  context: Context,
  { http }: Pick<InstallSteps, 'http'>,
): Promise<SavedInstall> {
  try {
    return await finishConsent(answered, {
      words: loginWords,
      page: (installed) =>
        grantedPage(installed, installed.stored ? loginWords : { ...loginWords, kept: unsavedWords }),
      use: (consent) =>
        withoutInterruption(context, 'the exchange', async (signal) => {
          const wire: RequestContext = {
            ...context,
            http: await http(),
            signal,
            timeout: context.settings.httpTimeout,
            maxWait: context.settings.maxWait,
          }
          const exchanged = await exchangeConsent(request, consent, wire)
          return await saveInstall({ request, exchanged }, context, wire)
        }),
    })
  } catch (error) {
    throw sayAgain(error, request)
  }
}

/** Returns the same error. If its hint contains the command `login`, the command gets the arguments of this login. */
function sayAgain(error: unknown, { again }: Pick<InstallRequest, 'again'>): unknown {
  if (again === undefined || !(error instanceof CliError) || error.hint === undefined) return error
  const hint = withLogin(error.hint, again)
  if (hint === error.hint) return error
  const { failure, message, code, details } = error
  return new CliError(failure, message, { code, hint, details, cause: error })
}
