import type { Command, CommanderError } from 'commander'
import { type AsOptions, asOption, requestedIdentity } from '../../auth/as-option.ts'
import { CliError, foreignCode, ProgramEnded, systemCode } from '../../errors.ts'
import { turnToSimulator } from '../../net/turn-to-simulator.ts'
import type { Context } from '../../runtime/context.ts'
import { collectEnvironment } from './collect.ts'
import { mergeEnvironment } from './merge.ts'
import { describeCollected } from './say.ts'
import { variablesOf } from './variables.ts'

const notes = `
Adds what slack-tokens env prints, refreshed first, to the environment; removes SLACK_* variables of another
installation. It uses no shell: for pipes and variables, run sh -c '…'.
For a simulated installation, the simulator runs as long as the program, at SLACK_API_URL. Node.js programs need no
change: their requests to slack.com go to the simulator. Other programs must read SLACK_API_URL.
Exits with the exit code of the program, 128 + n when signal n ended it; 2 when there is no such program.
On Windows, for npm, npx and other .cmd files: slack-tokens run -- cmd /c npm start

Examples:
  slack-tokens run -- node app.js
  slack-tokens run --profile acme --as bot -- npm test
  slack-tokens run -- sh -c 'curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" https://slack.com/api/auth.test'`

export function define(command: Command, context: () => Context): void {
  asOption(command, [])
    .usage('[options] -- <program> [arguments...]')
    .argument('<program...>', 'after --, so that its options are passed to it')
    .addHelpText('after', notes)
    .exitOverride((error) => {
      throw error.code === 'commander.unknownOption' || error.code === 'commander.missingArgument'
        ? noDashes(error)
        : error
    })
    .action((words: string[], options: AsOptions) => run(words, options, context()))
}

function noDashes({ message, code }: CommanderError): CliError {
  const said = code === 'commander.missingArgument' ? 'The program is missing' : message.replace(/^error: u/, 'U')
  return new CliError('usage', said, {
    hint: 'Put the program after two dashes: slack-tokens run -- node app.js --port 3000',
  })
}

/**
 * Runs a program that acts as an installation.
 * @throws ProgramEnded always, after the program has ended; CliError when the program can't be started; the errors of
 * `collectEnvironment`.
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
  throw new ProgramEnded(await start(program, args, env, context))
}

async function start(
  program: string,
  args: readonly string[],
  env: Context['environment'],
  { runProgram }: Context,
): Promise<number> {
  try {
    return await runProgram(program, args, env)
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    if (code !== 'ENOENT')
      throw new CliError('failed', `${program} could not be started: ${reasons[code] ?? code}`, {
        code: foreignCode(code),
        hint: notStarted,
        cause: error,
      })
    throw new CliError('usage', `There is no program called ${program}`, {
      code: 'command_not_found',
      hint: notStarted,
      cause: error,
    })
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is not a program, or you may not run it',
  ENOEXEC: 'it is not a program for this machine',
  EINVAL: 'Windows runs a .cmd or .bat only through a shell',
  E2BIG: 'its arguments and environment are too long',
}

const notStarted =
  'No shell is used: for a builtin or a pipe, slack-tokens run -- sh -c "…"; on Windows, for npm or npx, slack-tokens run -- cmd /c npm start'
