import { type Command, Option } from 'commander'
import { CliError } from '../errors.ts'

/**
 * The common flags that choose an installation and where it is used. The others hold for any command (`--json`, `--yes`)
 * or limit its calls (`--http-timeout`); these do not apply to a command that makes no such choice.
 */
const choosing = ['profile', 'user', 'apiUrl'] as const

type Choosing = (typeof choosing)[number]

/**
 * The commands that obey each of them, by their whole name. Every other command refuses it, and its help does not
 * offer it. What a command obeys only together with another option, it checks itself.
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
  // In `sim` it names the person who acts.
  'sim say': ['user'],
  'sim command': ['user'],
  'sim click': ['user'],
  'sim submit': ['user'],
  'sim close': ['user'],
  'sim shortcut': ['user'],
  'sim home': ['user'],
  'sim react': ['user'],
  'sim event': ['user'],
}

const actingUser = 'the person who acts, by name or id (default: the first of the workspace)'

/** @throws CliError usage, `flag_refused`: a flag was given that the called command does not obey. */
export function refuseFlags(program: Command, called: Command): void {
  const command = nameOf(called)
  const given = program.options.find(
    (option) => program.getOptionValueSource(option.attributeName()) === 'cli' && !obeys(command, option),
  )
  if (!given) return
  throw new CliError('usage', `${given.long ?? ''} does not apply to slack-tokens ${command}`, {
    code: 'flag_refused',
    hint: `Leave it out. Its options: slack-tokens ${command} --help`,
  })
}

/** The error for a common flag that the command takes, but not with these options. */
export function flagRefused(flag: string, why: string, hint: string): CliError {
  return new CliError('usage', `${flag} does not apply here: ${why}`, { code: 'flag_refused', hint })
}

/** The common flags that the help of `command` offers: those of any of its subcommands, where it has some. */
export function offeredFlags(command: Command): Option[] {
  const program = programOf(command)
  if (program === command) return []
  const name = nameOf(command)
  const names = [name, ...Object.keys(obeyedBy).filter((one) => one.startsWith(`${name} `))]
  const offered = program.options.filter((option) => !option.hidden && names.some((one) => obeys(one, option)))
  if (!name.startsWith('sim')) return offered
  return offered.map((option) => (option.attributeName() === 'user' ? new Option(option.flags, actingUser) : option))
}

function obeys(name: string, option: Option): boolean {
  const chooses = choosing.find((one) => one === option.attributeName())
  return chooses === undefined || (obeyedBy[name]?.includes(chooses) ?? false)
}

function programOf(command: Command): Command {
  return command.parent ? programOf(command.parent) : command
}

/** Its name after that of the program, as `app create`. */
function nameOf(command: Command): string {
  const { parent } = command
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name()
}
