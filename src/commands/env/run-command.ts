import type { Command } from 'commander'
import { type AsOptions, asOption, requestedIdentity } from '../../auth/as-option.ts'
import { collectEnvironment } from '../../auth/environment/collect.ts'
import { mergeEnvironment } from '../../auth/environment/merge.ts'
import { variablesOf } from '../../auth/environment/variables.ts'
import { ProgramEnded } from '../../errors.ts'
import { turnToSimulator } from '../../net/turn-to-simulator.ts'
import type { Context } from '../../runtime/context.ts'
import { startProgram, takeProgram } from '../../runtime/start-program.ts'
import { describeCollected } from './say.ts'

const notes = `
Adds what slack-tokens env prints, refreshed first, to the environment; removes SLACK_* variables of another
installation. It uses no shell: for pipes and variables, run sh -c '…'.
For a simulated installation, the simulator runs as long as the program, at SLACK_API_URL. Node.js programs need no
change: their requests to slack.com go to the simulator. Other programs must read SLACK_API_URL.
Exits with the exit code of the program, 128 + n when signal n ended it; 2 when there is no such program.
Bolt for Python ignores SLACK_BOT_TOKEN beside SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: see the example with env -u.
On Windows, for npm, npx and other .cmd files: slack-tokens run -- cmd /c npm start

Examples:
  slack-tokens run -- node app.js
  slack-tokens run --profile acme --as bot -- npm test
  slack-tokens run -- env -u SLACK_CLIENT_ID -u SLACK_CLIENT_SECRET python3 app.py
  slack-tokens run -- sh -c 'curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" https://slack.com/api/auth.test'`

/** Adds options, help and action to the command `run`. */
export function define(command: Command, context: () => Context): void {
  takeProgram(asOption(command, []))
    .addHelpText('after', notes)
    .action((words: string[], options: AsOptions) => run(words, options, context()))
}

/**
 * Runs a program that acts as an installation.
 * @throws ProgramEnded always, after the program has ended; CliError when the program cannot be started, and for the
 * same reasons as `collectEnvironment`.
 */
export async function run(
  [program = '', ...args]: readonly string[],
  options: AsOptions,
  context: Context,
): Promise<never> {
  const { terminal, signal, environment } = context
  const as = requestedIdentity(options)
  const handed = await collectEnvironment({ as, reachable: true }, context)
  const { simulator } = handed.installation
  const merged = mergeEnvironment(environment, variablesOf(handed), { simulator })
  describeCollected(handed, 'run', context)
  if (merged.replaced.length > 0)
    terminal.warn(`${merged.replaced.join(', ')}: replaced by the value of “${handed.name}”`)
  if (merged.withheld.length > 0)
    terminal.warn(`${merged.withheld.join(', ')}: not passed on, because it does not belong to “${handed.name}”`)
  signal.throwIfAborted()
  await terminal.flush()
  const env = simulator ? turnToSimulator(merged.environment, handed.apiUrl) : merged.environment
  throw new ProgramEnded(await startProgram({ words: [program, ...args], env, command: 'slack-tokens run' }, context))
}
