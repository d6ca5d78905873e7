import { type Command, CommanderError, Help } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { exitReasons, systemCode } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { type CommandEntry, commands } from './command-list.ts'
import { commonOptions } from './common-options.ts'
import type { Context } from './context.ts'
import { calledCommand, globalOptionsLine, refuseFlags } from './global-flags.ts'
import { NamedCommand, refusal } from './named-command.ts'
import { applyProject } from './project-defaults.ts'
import { exitCode, notClosed, reportError } from './report-error.ts'
import type { Flags } from './settings.ts'
import type { System } from './system.ts'
import { endOfOptions, typedWords } from './typed-words.ts'

/**
 * Runs one command line and returns the exit code. Prints the error of a command that throws. Never throws, and never
 * exits the process.
 */
export async function run(argv: readonly string[], system: System): Promise<number> {
  const typed = withJsonApart(argv)
  const { program, called } = createProgram(system, typed)
  let code: number = exitReasons.ok.code
  try {
    // Without arguments, commander would print the help on stderr and fail. Pass --help, so that the help is the
    // result.
    const words = argv.length > 0 ? helpBehind(withVersion(typed, program), program) : ['--help']
    if (mayMix(argv, program)) await (await import('./usage-error.ts')).refuseMixedOptions(program, argv)
    await program.parseAsync(words, { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError) || error.code !== 'commander.help') throw error
      await program.parseAsync([...argv, '--help'], { from: 'user' })
    })
  } catch (error) {
    const { verdict } = called() ?? {}
    code = reportError(await refusal(error, argv), { terminal: system.terminal(flagsOf(program, argv)), argv, verdict })
  }
  return await finish(code, system, { terminal: () => system.terminal(flagsOf(program, argv)), called })
}

/**
 * Returns the command line with `--version` in place of the command `version` or the option `-v` of other tools, which
 * a line without a command can have.
 */
function withVersion(argv: readonly string[], program: Command): readonly string[] {
  const words = typedWords(argv, program.options)
  const [command, ...more] = words.filter(({ kind }) => kind === 'other')
  const asks = command ?? words.find(({ word, kind }) => kind === 'flag' && word === '-v')
  if (!asks || more.length > 0 || !['version', '-v'].includes(asks.word)) return argv
  return argv.map((word, at) => (at === asks.at ? '--version' : word))
}

/**
 * Returns the command line with `--help` or `-h` behind the command instead of before it, so that it is about the
 * command.
 */
function helpBehind(argv: readonly string[], program: Command): readonly string[] {
  const words = typedWords(argv, program.options)
  const command = words.find(({ kind }) => kind === 'other')
  const flag = words.find(({ word, kind }) => kind === 'flag' && ['--help', '-h'].includes(word))
  const isKnown = program.commands.some((one) => [one.name(), ...one.aliases()].includes(command?.word ?? ''))
  if (!command || !flag || flag.at > command.at || !isKnown) return argv
  const others = argv.filter((_, at) => at !== flag.at)
  return others.toSpliced(endOfOptions(others), 0, '--help')
}

/** Returns the command line with `--json={…}` as two words: commander knows `--json` only without a value. */
function withJsonApart(argv: readonly string[]): readonly string[] {
  const end = endOfOptions(argv)
  return argv.flatMap((word, at) =>
    /^--json=[{[]/.test(word) && at < end ? ['--json', word.slice('--json='.length)] : [word],
  )
}

/** Returns the position of the JSON value directly behind `--json`; undefined for any other command line. */
function jsonBehindFlag(argv: readonly string[]): number | undefined {
  const at = argv.findIndex((word, index) => argv[index - 1] === '--json' && /^[{[]/.test(word))
  return at < 0 || endOfOptions(argv) < at ? undefined : at
}

/** Whether an option or two dashes may come behind the name of a program. For a quick answer, loads no command. */
function mayMix(argv: readonly string[], program: Command): boolean {
  const words = typedWords(argv, program.options)
  const [first, ...others] = words.filter(({ kind }) => kind === 'other')
  const isStarter = ['run', 'trace'].includes(first?.word ?? '')
  const started = isStarter ? others[0] : first?.word === 'sim' && others[0]?.word === 'run' ? others[1] : undefined
  if (!started || started.word === '--') return false
  return words.some(({ word, kind, at }) => at > started.at && (kind === 'flag' || word === '--'))
}

interface Finish {
  readonly terminal: () => Terminal
  readonly called: () => CommandEntry | undefined
}

async function finish(code: number, system: System, { terminal, called }: Finish): Promise<number> {
  const { verdict } = called() ?? {}
  let ends = code
  for (const failure of await system.close()) {
    const end = reportError(notClosed(failure), { terminal: terminal(), argv: [], verdict })
    ends ||= end
  }
  try {
    await terminal().flush()
    return ends
  } catch (error) {
    const full = systemCode(error) === 'ENOSPC' ? 'no space left on the device' : (systemCode(error) ?? 'an error')
    terminal().fail(`The output could not be written: ${full}`)
    return ends || exitCode(exitReasons.failed.code, 'failed', verdict)
  }
}

function flagsOf(program: Command, argv: readonly string[]): Flags {
  const flags = program.opts<Flags>()
  // Look for `--json` and `--field` in argv, because a usage error can occur before commander has parsed them.
  const words = argv.slice(0, endOfOptions(argv))
  const at = words.findIndex((word) => word === '--field' || word.startsWith('--field='))
  const field = flags.field ?? (words[at]?.slice('--field='.length) || words[at + 1])
  return {
    ...flags,
    ...(words.includes('--json') && { json: true }),
    ...(at >= 0 && field !== undefined && { field }),
  }
}

interface Program {
  readonly program: Command
  /** Returns the called command; undefined before it is known. */
  readonly called: () => CommandEntry | undefined
}

function createProgram(system: System, argv: readonly string[]): Program {
  const program = new NamedCommand('slack-tokens')
  let called: CommandEntry | undefined
  let context: Context | undefined
  const current = () => {
    context ??= system.context(program.opts<Flags>())
    return context
  }
  program
    .description(`${manifest.description}.`)
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeErr: () => {},
      // The help has no colours. Commander would open the streams of the process to look whether they show colours.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      writeOut: (text) => {
        const terminal = system.terminal(flagsOf(program, argv))
        if (text.trim() !== manifest.version || !terminal.json) terminal.help(text)
        else terminal.result({ ok: true, version: manifest.version }, () => '')
      },
      getOutHelpWidth: () => system.terminal(program.opts<Flags>()).helpWidth,
    })
    .configureHelp({
      // Add only the names of the common options. The help of the program describes them once.
      formatHelp: (command, helper) =>
        Help.prototype.formatHelp.call(helper, command, helper) + globalOptionsLine(command, helper.helpWidth),
      displayWidth: widthOf,
      boxWrap: wrap,
      subcommandTerm: (command) => [command.name(), ...command.aliases()].join(', '),
    })
    .addHelpText('after', '\nStart with:  slack-tokens demo     Help for a command:  slack-tokens <command> --help')
  for (const option of commonOptions()) program.addOption(option)
  const defined = new Set<string>()
  for (const entry of commands) {
    const command = program.command(entry.name).description(entry.summary).helpGroup(`${entry.group}:`)
    if (entry.alias) command.alias(entry.alias)
  }
  const define = async (name: string) => {
    const entry = commands.find((one) => one.name === name)
    const command = program.commands.find((one) => one.name() === name)
    if (!entry || !command || defined.has(name)) return
    defined.add(name)
    const { define: fill } = await entry.load()
    fill(command, current, async () => await (await import('./command-tree.ts')).commandTree())
  }
  // `help <command>` must define the command before it can show its help.
  program
    .hook('preAction', async (_program, command) => {
      refuseFlags(program, command)
      const json = jsonBehindFlag(argv)
      if (json !== undefined) (await import('./json-body.ts')).refuseJsonBody(command, argv, json)
      await applyProject(command, calledCommand(command), current)
    })
    .hook('preSubcommand', async (_program, command) => {
      called = commands.find(({ name }) => name === command.name())
      await define(command.name())
      const topic = command.name() === 'help' ? program.args[1] : undefined
      const requested = topic && commands.find((one) => one.name === topic || one.alias === topic)
      if (requested) await define(requested.name)
    })
  return { program, called: () => called }
}
