import type { Command, CommanderError } from 'commander'
import { type AsOptions, asOption, requestedIdentity } from '../../auth/as-option.ts'
import { CliError, foreignCode, ProgramEnded, systemCode } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { collectEnvironment } from './collect.ts'
import { mergeEnvironment } from './merge.ts'
import { describeCollected } from './say.ts'
import { variablesOf } from './variables.ts'

const notes = `
Sets what slack-tokens env prints, refreshed first, over the environment as it is; SLACK_* variables of another
installation are withheld. No shell stands between: for pipes and variables run one, sh -c '…'. A simulated
installation's simulator is up for as long as the program runs, at SLACK_API_URL.
Ends with the exit code of the program, 128 + n when signal n ended it; 2 when there is no such program.
On Windows npm, npx and other .cmd files want: slack-tokens run -- cmd /c npm start

Examples:
  slack-tokens run -- node app.js
  slack-tokens run --profile acme --as bot -- npm test
  slack-tokens run -- sh -c 'curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" https://slack.com/api/auth.test'`

export function define(command: Command, context: () => Context): void {
  asOption(command, [])
    .usage('[options] -- <program> [arguments...]')
    .argument('<program...>', 'after --, so that its options are its own')
    .addHelpText('after', notes)
    .exitOverride((error) => {
      throw error.code === 'commander.unknownOption' || error.code === 'commander.missingArgument'
        ? noDashes(error)
        : error
    })
    .action((words: string[], options: AsOptions) => run(words, options, context()))
}

function noDashes({ message, code }: CommanderError): CliError {
  const said = code === 'commander.missingArgument' ? 'Which program?' : message.replace(/^error: u/, 'U')
  return new CliError('usage', said, {
    hint: 'The program stands after two dashes: slack-tokens run -- node app.js --port 3000',
  })
}

/**
 * Runs a program that acts as an installation.
 * @throws ProgramEnded always, once it has run; CliError when it can't be started, and what `gather` throws.
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
    terminal.warn(`${merged.replaced.join(', ')}: not the exported value, but that of “${handed.name}”`)
  if (merged.withheld.length > 0)
    terminal.warn(`${merged.withheld.join(', ')}: exported, and not passed on, as it is not of “${handed.name}”`)
  signal.throwIfAborted()
  await terminal.flush()
  throw new ProgramEnded(await start(program, args, merged.environment, context))
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
  EACCES: 'it is no program, or may not be run by you',
  ENOEXEC: 'it is no program for this machine',
  EINVAL: 'Windows runs a .cmd or .bat only through a shell',
  E2BIG: 'its arguments and environment are too long',
}

const notStarted =
  'No shell looks at the words: for a builtin or a pipe, slack-tokens run -- sh -c "…"; on Windows, for npm or npx, slack-tokens run -- cmd /c npm start'
