import { CliError, foreignCode, systemCode } from '../errors.ts'
import type { Context } from './context.ts'

/** Returns the error for a command line without `--` before the program. @param command for example slack-tokens run */
export function noDashes({ message, code }: { readonly message: string; readonly code: string }, command: string) {
  const said = code === 'commander.missingArgument' ? 'The program is missing' : message.replace(/^error: u/, 'U')
  return new CliError('usage', said, {
    hint: `Put the program after two dashes: ${command} -- node app.js --port 3000`,
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
