import type { Command } from 'commander'
import { CliError, foreignCode, systemCode } from '../errors.ts'
import type { Context } from './context.ts'

/**
 * Lets a command take a program with its arguments after two dashes.
 * @param name the command in hints: `slack-tokens run`
 */
export function takeProgram(command: Command, name: string): Command {
  return command
    .usage('[options] -- <program> [arguments...]')
    .argument('<program...>', 'after --, so that its options are passed to it')
    .exitOverride((error) => {
      const isMissing = error.code === 'commander.missingArgument'
      if (!isMissing && error.code !== 'commander.unknownOption') throw error
      throw new CliError('usage', isMissing ? 'The program is missing' : error.message.replace(/^error: u/, 'U'), {
        hint: `Put the program after two dashes: ${name} -- node app.js --port 3000`,
      })
    })
}

/**
 * Runs a program on this process's streams. Resolves with its exit code.
 * @param command the command of this tool that runs it, for hints: `slack-tokens run`
 * @throws CliError usage, `command_not_found`; failed, with the system's code, when it cannot be started
 */
export async function startProgram(
  [program = '', ...args]: readonly string[],
  env: Context['environment'],
  { runProgram }: Pick<Context, 'runProgram'>,
  command: string,
): Promise<number> {
  try {
    return await runProgram(program, args, env)
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const hint = `No shell is used: for a builtin or a pipe, ${command} -- sh -c "…"; on Windows, for npm or npx, ${command} -- cmd /c npm start`
    if (code === 'ENOENT') {
      throw new CliError('usage', `There is no program called ${program}`, {
        code: 'command_not_found',
        hint,
        cause: error,
      })
    }
    throw new CliError('failed', `${program} could not be started: ${reasons[code] ?? code}`, {
      code: foreignCode(code),
      hint,
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
