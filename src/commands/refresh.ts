import type { Command } from 'commander'
import { type AsOptions, asOption } from '../auth/as-option.ts'
import { isDue } from '../auth/expiry.ts'
import { checkOwn, doesNotRotate } from '../auth/refresh-errors.ts'
import { refreshStoredToken } from '../auth/refresh-token.ts'
import { checkReplaceable } from '../auth/secret-value.ts'
import { handleOrId } from '../config/installation.ts'
import { selectTokens } from '../config/select-tokens.ts'
import type { StoredToken } from '../config/stored-token.ts'
import { describeEnd } from '../config/token-end.ts'
import { CliError, Interruption, worstOf } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { columns } from '../terminal/table.ts'

interface RefreshOptions extends AsOptions {
  readonly all?: boolean
  readonly force?: boolean
  readonly own?: boolean
}

/** What happened to one token that had to be refreshed. */
interface RefreshOutcome {
  readonly storedToken: StoredToken
  readonly state:
    | 'refreshed'
    | 'refreshed by another process'
    | 'still good'
    | 'does not rotate'
    | 'borrowed'
    | 'failed'
  readonly failure?: CliError
}

/** Adds options, help and action to the command `refresh`. */
export function define(command: Command, context: () => Context): void {
  asOption(command, [], 'default: all tokens of the installation')
    .option('--all', 'the tokens of every installation')
    .option('--force', 'also tokens that are still valid, or whose refresh token was already used')
    .option('--own', 'also external tokens, which a running app may use')
    .addHelpText(
      'after',
      '\nEvery command refreshes the token that it uses shortly before it expires; this command\nrefreshes now. A failure with one token does not stop the others.\n\nExamples:\n  slack-tokens refresh\n  slack-tokens refresh --as bot --force\n  slack-tokens refresh --all --json',
    )
    .action((options: RefreshOptions) => refresh(options, context()))
}

/**
 * Refreshes the tokens that expire soon. With `--json`, prints a list of tokens with state and expiry.
 * @throws CliError for the same reasons as `refreshStoredToken`.
 */
export async function refresh(options: RefreshOptions, context: Context): Promise<void> {
  const { terminal, store, settings, clock } = context
  const identity = options.as ?? (options.asUser ? 'user' : options.asBot ? 'bot' : undefined)
  const pairs = selectTokens(await store.read(), settings, { identity, all: options.all ?? false })
  const outcomes: RefreshOutcome[] = []
  for (const storedToken of pairs) outcomes.push(await one(storedToken, options, context))
  const [only] = outcomes
  if (outcomes.length === 1 && only?.failure) throw only.failure
  if (only && outcomes.every(({ state }) => state === 'does not rotate')) throw doesNotRotate(only.storedToken)
  const now = clock.now()
  terminal.result(outcomes.map(report), (paint, room) => table(outcomes, { now, room, red: paint.red }))
  if (outcomes.some(({ state }) => state === 'still good')) {
    terminal.note(
      '--force refreshes these too. Slack keeps the last two access tokens valid; a third one makes the oldest invalid in every program',
    )
  }
  const failure = worstOf(outcomes.flatMap((outcome) => outcome.failure ?? []))
  if (failure) throw failure
}

async function one(storedToken: StoredToken, options: RefreshOptions, context: Context): Promise<RefreshOutcome> {
  const { access } = storedToken
  try {
    checkReplaceable(storedToken)
    if (access.refreshToken === null) return { storedToken, state: 'does not rotate' }
    checkOwn(storedToken, options.own ?? false, 'refreshed')
    if (!options.force && !isDue(access, context.clock.now()) && !access.refreshTrouble)
      return { storedToken, state: 'still good' }
    const done = await refreshStoredToken(storedToken, context, { force: options.force ?? false })
    return { storedToken: done.storedToken, state: done.byAnother ? 'refreshed by another process' : 'refreshed' }
  } catch (error) {
    if (!(error instanceof CliError) || error instanceof Interruption) throw error
    return { storedToken, state: error.code === 'borrowed' ? 'borrowed' : 'failed', failure: error }
  }
}

function report({ storedToken, state, failure }: RefreshOutcome) {
  const { name, identity, access } = storedToken
  const { userId, userName, expiresAt } = access
  return { name, identity, userId, userName, state, expiresAt, ...(failure && { error: failure.code }) }
}

function table(
  outcomes: readonly RefreshOutcome[],
  { now, room, red }: { now: number; room: number; red: (text: string) => string },
): string {
  return columns(
    ['', '', '', '', ''],
    outcomes.map(({ storedToken: { name, identity, access }, state, failure }) => [
      name,
      identity,
      handleOrId(access, 'unknown'),
      failure ? red(state === 'borrowed' ? 'external' : `${state}: ${failure.code}`) : state,
      describeEnd(access, now),
    ]),
    room,
  )
}
