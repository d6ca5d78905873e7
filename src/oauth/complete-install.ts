import { withLogin } from '../config/login-command.ts'
import { CliError, foreignCode } from '../errors.ts'
import type { Grant } from '../responses/grant.ts'
import type { Context } from '../runtime/context.ts'
import { withoutInterruption } from '../runtime/critical-section.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { deniedPage, failedPage, grantedPage } from './callback/result-pages.ts'
import type { CallbackAnswer, CallbackServer } from './callback/server.ts'
import { exchangeCode } from './code-exchange.ts'
import { type SavedInstall, saveInstall } from './save-install.ts'
import type { InstallRequest, InstallSteps } from './types.ts'

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
  answered: CompletedInstall,
  context: Context,
  { http }: Pick<InstallSteps, 'http'>,
): Promise<SavedInstall> {
  const { request, redirectUri, answer, callback, verifier } = answered
  if (answer.kind === 'denied') {
    await callback?.respond(deniedPage(answer.error))
    throw sayAgain(denial(answer), request)
  }
  try {
    return await withoutInterruption(context, 'the exchange', async (signal) => {
      const wire: RequestContext = {
        ...context,
        http: await http(),
        signal,
        timeout: context.settings.httpTimeout,
        maxWait: context.settings.maxWait,
      }
      const exchanged = await exchangeCode({ ...request, code: answer.code, redirectUri, verifier }, wire)
      checkTeam(request, exchanged.grant)
      const installed = await saveInstall({ request, exchanged }, context, wire)
      await callback?.respond(grantedPage(installed))
      return installed
    })
  } catch (error) {
    await callback?.respond(failedPage(error))
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
