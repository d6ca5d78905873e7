import { relative } from 'node:path'
import type { Command } from 'commander'
import { isStored } from '../config/choose-token.ts'
import { CliError } from '../errors.ts'
import { fileInProject } from '../project/inside.ts'
import { type ProjectFile, projectFileName } from '../project/types.ts'
import { shellWord } from '../terminal/shell-word.ts'
import type { Context } from './context.ts'
import type { Settings } from './settings.ts'

/** A command line, before values from the project's file are added to it. */
interface CalledWith {
  readonly args: readonly unknown[]
  readonly options: Readonly<Record<string, unknown>>
  readonly settings: Settings
}

type ProjectKey = 'app' | 'port' | 'manifest'

/**
 * For each command, the keys of the project's file that are used when neither the command line nor the environment has
 * a value. For `login`, `app` sets the option `--app`; for other commands, it sets the name after the command. Commands
 * that remove something do not get from the file what they would remove. `app push` does not get from the file what it
 * would send, because it would send the manifest of a foreign project to Slack.
 */
const filledKeys: Readonly<Record<string, (called: CalledWith) => readonly ProjectKey[]>> = {
  login: ({ args: [link], options, settings }) => [
    ...(link === undefined && !isSet(options, namesApp) && settings.clientId === undefined ? (['app'] as const) : []),
    ...(link === undefined && !isSet(options, ['withToken', 'finish']) ? defaultPort(options, settings) : []),
  ],
  'app show': appIfNone,
  'app check': appIfNone,
  'app pull': appIfNone,
  'app push': appIfNone,
  'app add': ({ options }) => (isSet(options, ['manifest']) ? [] : ['manifest']),
  'app create': ({ options }) => (isSet(options, describesManifest) ? [] : ['manifest']),
  'app manifest': ({ args: [name], options, settings }) => {
    if (options['check'] === true) return ['manifest']
    return name !== undefined || isSet(options, ['check', 'manifest']) ? [] : defaultPort(options, settings)
  },
  'sim start': ({ options }) => (isSet(options, ['manifest']) ? [] : ['manifest']),
}

const namesApp = ['app', 'clientId', 'withToken', 'finish', 'sim', 'addScope', 'addUserScope']
const describesManifest = [
  ...['manifest', 'name', 'scopes', 'userScopes', 'redirectUri', 'port', 'rotation', 'org', 'pkce', 'socket'],
]

function appIfNone({ args: [name] }: CalledWith): readonly ProjectKey[] {
  return name === undefined ? ['app'] : []
}

/** The port belongs to the default redirect URL. Another redirect URL has a port of its own. */
function defaultPort(options: CalledWith['options'], { redirectUri }: Settings): readonly ProjectKey[] {
  return isSet(options, ['port', 'redirectUri']) || redirectUri !== undefined ? [] : ['port']
}

function isSet(options: CalledWith['options'], names: readonly string[]): boolean {
  return names.some((name) => options[name] !== undefined)
}

/**
 * Commands that ignore the profile of the project's file. `explain` and `import` use what they are given, `login` makes
 * an installation, and `sim run` itself prints which installation it uses.
 */
const ownInstallation = [
  'login',
  'import',
  'explain',
  'doctor',
  'app add',
  'app create',
  'app config-token',
  'sim run',
  'sim env',
]
/** Commands whose arguments name installations. */
const namedByArgument = ['show', 'logout', 'check', 'export', 'app uninstall']
/** Commands that remove or end something of the installation that they use. */
const endsSomething = ['logout', 'revoke', 'rotation enable', 'app uninstall']

/**
 * Adds values from the project's file that are missing in the command line and in the environment. Prints once what the
 * file chose.
 * @param name the full name of the command: `app add`
 * @param obeysProfile whether the command accepts `--profile`
 * @throws CliError with the exit reason `usage` when the file cannot be used
 */
export async function applyProject(
  command: Command,
  { name, obeysProfile }: { readonly name: string; readonly obeysProfile: boolean },
  current: () => Context,
): Promise<void> {
  const filled = filledKeys[name]
  // Other commands, such as help, work without a valid environment, so no Context is made for them here.
  if (!filled && !obeysProfile) return
  const context = current()
  const { settings, terminal } = context
  const called = { args: command.processedArgs, options: command.opts<Record<string, unknown>>(), settings }
  const keys = filled?.(called) ?? []
  const file = keys.length > 0 ? context.project() : undefined
  const chosen = file ? keys.flatMap((key) => fill(command, { key, file, cwd: context.cwd })) : []
  const profile = obeysProfile && choosesProfile(name, called) ? await differentProfile(context) : undefined
  const ends = endsSomething.includes(name) || (name === 'webhook' && called.options['forget'] === true)
  if (profile && ends) return refuseOrTell(command, profile, context)
  if (profile) chosen.push(describeProfile(profile))
  if (chosen.length > 0 && !terminal.json)
    terminal.noteOnce(terminal.paint.dim(`(from ${projectFileName} of this project: ${chosen.join('; ')})`))
}

/** Sets an option or argument, and returns what to print; an empty list when the file does not have the key. */
function fill(
  command: Command,
  { key, file, cwd }: { readonly key: ProjectKey; readonly file: ProjectFile; readonly cwd: string },
): string[] {
  if (file[key] === undefined) return []
  const value = key === 'manifest' ? relative(cwd, fileInProject(file, key, file.manifest ?? '')) : file[key]
  if (key === 'app' && command.registeredArguments.some((one) => one.name() === 'name'))
    command.processedArgs[0] = value
  else command.setOptionValueWithSource(optionFor(key, command), value, 'project')
  return [`${key} ${file[key]}`]
}

function optionFor(key: ProjectKey, command: Command): string {
  // `login` finds out only later whether the app has a redirect URL with a port of its own.
  if (key === 'port' && command.name() === 'login') return 'projectPort'
  return key === 'manifest' && command.getOptionValue('check') === true ? 'check' : key
}

function choosesProfile(name: string, { args, options }: CalledWith): boolean {
  const [first] = args
  const isNamed = namedByArgument.includes(name) && first !== undefined && !(Array.isArray(first) && first.length === 0)
  if (isNamed || options['all'] === true) return false
  return !ownInstallation.includes(name) || (name === 'login' && isSet(options, ['addScope', 'addUserScope']))
}

/** The installation that the project's file names, and the active one, which is another or none. */
interface DifferentProfile {
  readonly name: string
  readonly active: string | null
  readonly stored: boolean
}

async function differentProfile({ settings, store }: Context): Promise<DifferentProfile | undefined> {
  const { profile } = settings
  if (profile?.source !== projectFileName) return undefined
  const config = await store.read()
  if (config.active?.toLowerCase() === profile.name.toLowerCase()) return undefined
  return { name: profile.name, active: config.active, stored: isStored(config, profile.name) }
}

function describeProfile({ name, active }: DifferentProfile): string {
  return `profile ${name}${active === null ? '' : `, although ${active} is the active one`}`
}

/**
 * Prints which installation the file chose, before a person is asked to confirm.
 * @throws CliError with the exit reason `usage` and the code `project_chose` when nobody is asked: the file can be that
 * of a foreign project, which must not decide what is removed.
 */
function refuseOrTell(command: Command, profile: DifferentProfile, { settings, terminal }: Context): void {
  const { name, active, stored } = profile
  // The command itself reports a profile that is not stored.
  if (!stored) return
  if (terminal.interactive && !settings.yes) {
    terminal.warn(`${projectFileName} of this project chose: ${describeProfile(profile)}`)
    return
  }
  const line = (one: string) => ['slack-tokens', ...typedLine(command), '--profile', one].map(shellWord).join(' ')
  throw new CliError(
    'usage',
    `${projectFileName} of this project chose ${name}, and a file cannot choose what is removed`,
    {
      code: 'project_chose',
      hint: `If you mean ${name}: ${line(name)}${active === null ? '' : `   For ${active}, the active one: ${line(active)}`}`,
    },
  )
}

function typedLine(command: Command): readonly string[] {
  if (command.parent) return typedLine(command.parent)
  // Commander keeps the words of the command line, but its types do not have them.
  return 'rawArgs' in command ? (command.rawArgs as readonly string[]) : []
}
