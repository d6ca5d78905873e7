import type { Command } from 'commander'
import { CliError, foreignCode, systemCode } from '../errors.ts'
import type { Context } from './context.ts'
import type { Guard } from './guard.ts'

/** The commands that start a program. */
const starters = new WeakSet<Command>()

/** Adds an argument to a command: a program with its arguments, after two dashes. */
export function takeProgram(command: Command): Command {
  starters.add(command)
  return command
    .usage('[options] -- <program> [arguments...]')
    .argument('<program...>', 'program with its arguments, after --')
}

/** Whether the command starts a program, whose options must not be taken for options of the command. */
export function startsProgram(command: Command): boolean {
  return starters.has(command)
}

export interface ProgramStart {
  readonly words: readonly string[]
  /** The environment of the program. With a guard, the environment must contain the guard's mark. */
  readonly env: Context['environment']
  /** The command of this tool that runs the program, for hints: `slack-tokens run`. */
  readonly command: string
  /**
   * Stops the program when this process dies. After an interruption, stops the processes that the program left running.
   */
  readonly guard?: Guard
}

/**
 * Runs a program on this process's streams. Resolves with its exit code.
 * @throws CliError with the code `command_not_found`, or with the system's code when the program cannot be started for
 * another reason
 */
export async function startProgram(start: ProgramStart, { runProgram }: Pick<Context, 'runProgram'>): Promise<number> {
  const { words, env, guard, command } = start
  const [program = '', ...args] = words
  if (!guard) return await runProgram(program, args, env).catch((error: unknown) => refuse(error, program, command))
  let withdraw = () => {}
  const signals = new Set<NodeJS.Signals>()
  const code = await runProgram(program, args, env, {
    onStarted: (pid) => {
      withdraw = guard.addProcess('process', pid)
    },
    onSignal: (name) => signals.add(name),
  }).catch((error: unknown) => refuse(error, program, command))
  withdraw()
  // After Ctrl-C, finish only if the program ended because of it: many programs, such as a shell, continue after
  // Ctrl-C.
  const interrupted = signals.has('SIGINT') && code === interruptedCode
  if (interrupted || signals.has('SIGTERM') || signals.has('SIGHUP')) await guard.finish()
  return code
}

/** The exit code of a program that ended because of Ctrl-C. */
const interruptedCode = 130

/**
 * Converts the error of a program that could not be started into a CliError, and throws it.
 * @throws CliError always
 */
function refuse(error: unknown, program: string, command: string): never {
  const code = systemCode(error)
  if (code === undefined) throw error
  const hint = `The program is started without a shell. For a builtin or a pipe: ${command} -- sh -c "…"   On Windows, for npm or npx: ${command} -- cmd /c npm start`
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

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it is not a program, or you may not run it',
  ENOEXEC: 'it is not a program for this machine',
  EINVAL: 'Windows runs a .cmd or .bat only through a shell',
  E2BIG: 'its arguments and environment are too long',
}
