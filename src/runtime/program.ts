import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { type CliErrorCode, exitReasons, systemCode } from '../errors.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { widthOf } from '../terminal/width.ts'
import { wrap } from '../terminal/wrap.ts'
import { commonOptions } from './common-options.ts'
import type { Context } from './context.ts'
import { calledCommand, offeredFlags, refuseFlags } from './global-flags.ts'
import { applyProject } from './project-defaults.ts'
import { exitCode, notClosed, reportError } from './report-error.ts'
import type { Flags } from './settings.ts'
import type { System } from './system.ts'

/**
 * A module of `commands/`, which adds arguments, options, help and action to its command. It is loaded only when the
 * command is called.
 */
export interface CommandModule {
  define(command: Command, context: () => Context): void
}

export interface CommandEntry {
  readonly group: string
  readonly name: string
  readonly alias?: string
  readonly summary: string
  readonly load: () => Promise<CommandModule>
  /** The only error code with which the command ends with exit code 1 (see report-error.ts). */
  readonly verdict?: CliErrorCode
}

/** All commands, in the order of `--help`. */
// biome-ignore format: one command a line
export const commands: readonly CommandEntry[] = [
  { group: 'Install', name: 'login', alias: 'install', summary: 'install an app into a workspace and store its tokens', load: () => import('../commands/login/command.ts') },
  { group: 'Install', name: 'drive', summary: 'walk your own app’s install route, on the simulator', load: () => import('../commands/drive/command.ts'), verdict: 'defects_found' },
  { group: 'Install', name: 'import', summary: 'store tokens you already have', load: () => import('../commands/import/command.ts') },
  { group: 'Install', name: 'app', summary: 'the apps you test: their ids, secrets and manifests', load: () => import('../commands/app/command.ts') },
  { group: 'Understand', name: 'explain', summary: 'what every field of a token response means', load: () => import('../commands/explain/command.ts') },
  { group: 'Understand', name: 'which', summary: 'which token and scopes a method takes', load: () => import('../commands/which/command.ts') },
  { group: 'Understand', name: 'why', summary: 'what an error from Slack means, and what to do next', load: () => import('../commands/why/command.ts') },
  { group: 'Understand', name: 'scopes', summary: 'which scopes each token has, and what a scope allows', load: () => import('../commands/which/scopes-command.ts') },
  { group: 'Call', name: 'whoami', summary: 'which user each token acts as, and its scopes', load: () => import('../commands/whoami/command.ts') },
  { group: 'Call', name: 'post', summary: 'post a message as the bot or as the user', load: () => import('../commands/post/command.ts') },
  { group: 'Call', name: 'upload', summary: 'share a file as the bot or as the user', load: () => import('../commands/upload/command.ts') },
  { group: 'Call', name: 'webhook', summary: 'post through the incoming webhook, with no token', load: () => import('../commands/webhook/command.ts') },
  { group: 'Call', name: 'call', alias: 'api', summary: 'call any Web API method', load: () => import('../commands/call/command.ts') },
  { group: 'Keep', name: 'list', alias: 'ls', summary: 'the installations stored here', load: () => import('../commands/list.ts') },
  { group: 'Keep', name: 'use', summary: 'make an installation the active one', load: () => import('../commands/use.ts') },
  { group: 'Keep', name: 'show', summary: 'one installation in full, secrets masked', load: () => import('../commands/show.ts') },
  { group: 'Keep', name: 'rename', summary: 'give an installation another name', load: () => import('../commands/rename.ts') },
  { group: 'Keep', name: 'token', summary: 'print one token', load: () => import('../commands/token.ts') },
  { group: 'Keep', name: 'env', summary: 'print what a program needs to act as an installation', load: () => import('../commands/env/command.ts') },
  { group: 'Keep', name: 'run', summary: 'run a program with the tokens in its environment', load: () => import('../commands/env/run-command.ts') },
  { group: 'Keep', name: 'trace', summary: 'run a program and print each call to Slack as it passes', load: () => import('../commands/trace/command.ts') },
  { group: 'Keep', name: 'refresh', summary: 'refresh rotating tokens now', load: () => import('../commands/refresh.ts') },
  { group: 'Keep', name: 'rotation', summary: 'exchange long-lived tokens for rotating tokens', load: () => import('../commands/rotation.ts') },
  { group: 'Keep', name: 'revoke', summary: 'revoke one token at Slack', load: () => import('../commands/revoke.ts') },
  { group: 'Keep', name: 'logout', summary: 'remove an installation from this computer', load: () => import('../commands/logout.ts') },
  { group: 'Keep', name: 'export', summary: 'installations as JSON, for a backup or another machine', load: () => import('../commands/export/command.ts') },
  { group: 'Keep', name: 'check', summary: 'test every token and webhook', load: () => import('../commands/check/command.ts') },
  { group: 'Practise', name: 'demo', summary: 'an install and its tokens, step by step, on the simulator', load: () => import('../commands/demo.ts') },
  { group: 'Practise', name: 'sim', summary: 'the local Slack simulator', load: () => import('../commands/sim/command.ts') },
  { group: 'Set up', name: 'doctor', summary: 'check whether this computer is ready for an install', load: () => import('../commands/doctor/command.ts') },
  { group: 'Set up', name: 'help', summary: 'help for a command or a topic', load: () => import('../commands/help.ts') },
]

/**
 * Runs one command line and returns the exit code. Prints the error of a command that throws. Never throws, and never
 * exits the process.
 */
export async function run(argv: readonly string[], system: System): Promise<number> {
  const { program, called } = createProgram(system)
  let code: number = exitReasons.ok.code
  try {
    // Without arguments, commander would print the help on stderr and fail. Pass --help, so that the help is the
    // result.
    await program.parseAsync(argv.length > 0 ? argv : ['--help'], { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError) || error.code !== 'commander.help') throw error
      await program.parseAsync([...argv, '--help'], { from: 'user' })
    })
  } catch (error) {
    const { verdict } = called() ?? {}
    code = reportError(error, { terminal: system.terminal(flagsOf(program, argv)), argv, verdict })
  }
  return await finish(code, system, { terminal: () => system.terminal(flagsOf(program, argv)), called })
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
  // Look for `--json` in argv, because a usage error can occur before commander has parsed it.
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? undefined : end).includes('--json') ? { ...flags, json: true } : flags
}

interface Program {
  readonly program: Command
  /** Returns the called command; undefined before it is known. */
  readonly called: () => CommandEntry | undefined
}

function createProgram(system: System): Program {
  const program = new Command('slack-tokens')
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
      writeOut: (text) => system.terminal(program.opts<Flags>()).help(text),
      getOutHelpWidth: () => system.terminal(program.opts<Flags>()).helpWidth,
    })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: widthOf,
      boxWrap: wrap,
      visibleGlobalOptions: offeredFlags,
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
    fill(command, current)
  }
  // `help <command>` must define the command before it can show its help.
  program
    .hook('preAction', async (_program, command) => {
      refuseFlags(program, command)
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
