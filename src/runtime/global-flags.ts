import { type Command, Option } from 'commander'
import { CliError } from '../errors.ts'
import { wrap } from '../terminal/wrap.ts'

/**
 * The common flags that choose an installation and its API. They apply only to commands that use an installation.
 * `--field` applies to commands that print a result. All other common flags, such as `--json` and `--http-timeout`,
 * apply to every command.
 */
const choosing = ['profile', 'user', 'apiUrl'] as const

type Choosing = (typeof choosing)[number]

/**
 * A map from the full name of a command to the flags of `choosing` that the command accepts. A command refuses the
 * other flags of `choosing`, and its help does not list them. If a flag needs another option, the command itself checks
 * that.
 */
const obeyedBy: Readonly<Record<string, readonly Choosing[]>> = {
  login: choosing,
  import: ['apiUrl'],
  'app add': ['apiUrl'],
  'app create': ['apiUrl'],
  'app config-token': ['apiUrl'],
  'app uninstall': ['profile'],
  explain: ['profile'],
  which: choosing,
  scopes: ['profile', 'user'],
  whoami: choosing,
  post: choosing,
  upload: choosing,
  webhook: ['profile'],
  call: choosing,
  show: ['profile'],
  token: choosing,
  env: choosing,
  run: choosing,
  refresh: choosing,
  'rotation enable': choosing,
  revoke: choosing,
  logout: ['profile'],
  export: ['profile'],
  check: ['profile', 'apiUrl'],
  doctor: ['profile', 'apiUrl'],
  // For `sim` commands, `--user` names the person who acts.
  'sim run': ['profile', 'user'],
  'sim env': ['profile', 'user'],
  'sim say': ['user'],
  'sim command': ['user'],
  'sim click': ['user'],
  'sim submit': ['user'],
  'sim close': ['user'],
  'sim shortcut': ['user'],
  'sim home': ['user'],
  'sim assistant': ['user'],
  'sim react': ['user'],
  'sim event': ['user'],
}

/** The commands that start a program: the program prints what it likes, and the command itself has no result. */
const withoutResult: readonly string[] = ['run', 'sim run', 'trace']

/**
 * For some commands, the hint after a refused flag: what to do instead. For other commands, the hint names only their
 * help.
 */
const refusedHints: Readonly<Record<string, string>> = {
  trace:
    'trace runs the program as it is, against the real Slack. With stored tokens: slack-tokens run --profile NAME -- slack-tokens trace -- CMD   With the simulator: slack-tokens sim run -- CMD, then slack-tokens sim log',
}

const actingUser = 'the person who acts, by name or id (default: the first of the workspace)'

/**
 * Checks that the called command accepts the common flags that were given.
 * @throws CliError with the code `flag_refused` when it does not accept one of them
 */
export function refuseFlags(program: Command, called: Command): void {
  const command = nameOf(called)
  const given = program.options.find(
    (option) => program.getOptionValueSource(option.attributeName()) === 'cli' && !obeys(command, option),
  )
  if (!given) return
  throw new CliError('usage', `${given.long ?? ''} does not apply to slack-tokens ${command}`, {
    code: 'flag_refused',
    hint: refusedHints[command] ?? `Leave it out. To see the options of the command: slack-tokens ${command} --help`,
  })
}

/** Returns the error for a common flag that the command accepts, but not together with the given options. */
export function flagRefused(flag: string, why: string, hint: string): CliError {
  return new CliError('usage', `${flag} does not apply here: ${why}`, { code: 'flag_refused', hint })
}

/**
 * Returns the common flags that the help of `command` lists: the flags that the command or one of its subcommands
 * accepts.
 */
export function offeredFlags(command: Command): Option[] {
  const program = programOf(command)
  if (program === command) return []
  const name = nameOf(command)
  const names = [name, ...Object.keys(obeyedBy).filter((one) => one.startsWith(`${name} `))]
  const offered = program.options.filter((option) => !option.hidden && names.some((one) => obeys(one, option)))
  if (!name.startsWith('sim')) return offered
  return offered.map((option) => (option.attributeName() === 'user' ? new Option(option.flags, actingUser) : option))
}

/**
 * Returns the lines of a command's help that name its common options. Empty for the help of the program itself, which
 * describes these options.
 * @param width the width of a line, in columns
 */
export function globalOptionsLine(command: Command, width = 80): string {
  const offered = offeredFlags(command)
  if (offered.length === 0) return ''
  const names = offered.map(({ long }) => long ?? '').join(', ')
  const acting = offered.find(({ description }) => description === actingUser)
  const line = wrap(`Global options (slack-tokens help options): ${names}`, width)
  return acting ? `\n${line}\n\n${wrap(`--user: ${actingUser}`, width)}\n` : `\n${line}\n`
}

/** Returns the full name of a command, and whether it accepts `--profile`. */
export function calledCommand(called: Command): { readonly name: string; readonly obeysProfile: boolean } {
  const name = nameOf(called)
  return { name, obeysProfile: obeyedBy[name]?.includes('profile') ?? false }
}

function obeys(name: string, option: Option): boolean {
  if (option.attributeName() === 'field') return !withoutResult.includes(name)
  const chooses = choosing.find((one) => one === option.attributeName())
  return chooses === undefined || (obeyedBy[name]?.includes(chooses) ?? false)
}

function programOf(command: Command): Command {
  return command.parent ? programOf(command.parent) : command
}

/** Returns the name of a command without the name of the program: `app create`. */
function nameOf(command: Command): string {
  const { parent } = command
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name()
}
