import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import { applyApp, type CheckedApp, type StartOptions } from './app-source.ts'
import { printStarted, startedFields } from './print-started.ts'

interface Requested {
  readonly options: StartOptions
  /** The checked options that name the app; undefined when there are none. */
  readonly app: CheckedApp | undefined
}

/**
 * Applies a manifest, a URL for events and allowed hosts to a simulator that already runs, and prints its addresses and
 * credentials.
 * @throws CliError with the exit reason `failed` and the code `already_running`: no option names an app; an option can
 * be applied only at the start of the simulator; or the simulator ends with the command that runs it.
 */
export async function applyToRunning(
  simulator: LocalSimulator,
  { options, app }: Requested,
  context: Context,
): Promise<void> {
  const { run, app: before } = await control(simulator, 'describe', {}, ['run', 'app'])
  const { follow, seed, redirectUrl, tokenLifetime } = options
  const ofStart = [follow, seed, redirectUrl, tokenLifetime].some((one) => one !== undefined)
  if (!app || ofStart || run.kept === false) throw alreadyRunning(simulator, options)
  await applyApp(simulator, app, context)
  const started = await control(simulator, 'keep', {}, startedFields)
  printStarted(started, context.terminal, { eventsUrl: app.eventsUrl, applied: true })
  const { scopes = null } = started.app
  if (scopes !== null && JSON.stringify(scopes) !== JSON.stringify(before.scopes))
    context.terminal.note('Scopes take effect with an install: slack-tokens login --sim')
}

function alreadyRunning({ url }: LocalSimulator, { follow, manifest, seed }: StartOptions): CliError {
  return new CliError('failed', `The simulator already runs at ${url}`, { code: 'already_running', hint: next() })

  function next(): string {
    if (follow && manifest !== undefined)
      return `To follow a file, stop it first: slack-tokens sim stop, then slack-tokens sim start --manifest ${shellWord(manifest)} --follow. To apply the file once: slack-tokens sim start --manifest ${shellWord(manifest)}`
    if (seed !== undefined) return `To give it other data: slack-tokens sim seed ${shellWord(seed)}`
    return 'Use that simulator, with its addresses and tokens: slack-tokens sim status --json. Or stop it: slack-tokens sim stop; each SLACK_TOKENS_CONFIG_DIR has its own simulator'
  }
}
