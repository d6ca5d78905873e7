import { type Command, Option } from 'commander'
import { type AsOptions, asOption, requestedIdentity } from '../../auth/as-option.ts'
import { collectEnvironment, type EnvCollection } from '../../auth/environment/collect.ts'
import { asObject, dotenv, githubEnv, githubMasks, json, shellLines } from '../../auth/environment/formats.ts'
import { type EnvVariable, variablesOf } from '../../auth/environment/variables.ts'
import { appendSecrets, saveSecrets } from '../../auth/write-secret-file.ts'
import { nodeInstallation, pythonInstallation } from '../../config/sdk-record.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import { describeCollected, headOf } from './say.ts'

const formats = ['dotenv', 'shell', 'powershell', 'json', 'github-actions', 'installation-node', 'installation-python']

interface EnvOptions extends AsOptions {
  readonly format?: string
  readonly output?: string
}

const examples = `
Prints tokens, webhook and app credentials of the active installation, in full.

Formats:
  dotenv                lines for a .env (default)
  shell, powershell     lines to be evaluated
  json                  one object (the default with --json)
  github-actions        masks the secrets in the log, and appends to the file of GITHUB_ENV (or --output)
  installation-node     what a store of @slack/oauth returns, for InstallProvider and Bolt for JavaScript
  installation-python   what Installation(**record) of slack_sdk takes, for Bolt for Python

Examples:
  slack-tokens env --output .env
  slack-tokens env >> .env
  eval "$(slack-tokens env --format shell)"
  slack-tokens env --format powershell | Invoke-Expression
  slack-tokens env --as bot --format json | jq -r .SLACK_BOT_TOKEN
  slack-tokens env --format installation-node --output installation.json`

/** Adds options, help and action to the command `env`. */
export function define(command: Command, context: () => Context): void {
  asOption(command, [])
    .addOption(new Option('--format <format>', 'how it is written (default: dotenv)').choices(formats))
    .option('-o, --output <file>', 'write to this file, mode 0600')
    .addHelpText('after', examples)
    .action((options: EnvOptions) => env(options, context()))
}

/** Prints or writes the variables that a program needs to act as an installation, including secrets. */
export async function env(options: EnvOptions, context: Context): Promise<void> {
  const { terminal, settings } = context
  const format = options.format ?? (terminal.json ? 'json' : 'dotenv')
  checkJson(format, options, context)
  const target = format === 'github-actions' ? (options.output ?? settings.githubEnv) : options.output
  if (format === 'github-actions' && target === undefined) throw noGithubEnv()
  const as = requestedIdentity(options)
  const handed = await collectEnvironment({ as }, context)
  const variables = variablesOf(handed)
  describeCollected(handed, 'env', context)
  await sayWhatTheFormatNeeds(format, handed, context)
  if (format === 'github-actions' && target !== undefined) return toGithub(target, variables, context)
  const text = written(format, variables, handed)
  if (target !== undefined) {
    const path = await saveSecrets(target, `${text}\n`, context)
    terminal.result({ ok: true, path, format, variables: variables.map(({ name }) => name) }, () => `${path} (0600)`)
    return
  }
  if (terminal.wide)
    terminal.warn(
      'These secrets are now in the scrollback of this terminal. --output FILE writes them to a file instead',
    )
  terminal.result(jsonOf(format, variables, handed), () => text, { secret: true, exact: true })
}

function toGithub(target: string, variables: readonly EnvVariable[], context: Context): void {
  const { terminal } = context
  const masks = githubMasks(variables)
  // The commands that mask the values come first, before anything prints the values.
  if (!terminal.json && masks !== '') terminal.result(null, () => masks, { secret: true, exact: true })
  const path = appendSecrets(target, githubEnv(variables), context)
  const names = variables.map(({ name }) => name)
  terminal.note(`${names.join(', ')}: set for the steps that follow, by ${path}`)
}

function written(format: string, variables: readonly EnvVariable[], handed: EnvCollection): string {
  const head = headOf(handed)
  switch (format) {
    case 'shell':
      return shellLines('sh', { head, variables })
    case 'powershell':
      return shellLines('powershell', { head, variables })
    case 'json':
      return json(variables)
    case 'dotenv':
      return dotenv(variables, head)
    default:
      return safeJson(jsonOf(format, variables, handed), 2)
  }
}

function jsonOf(
  format: string,
  variables: readonly EnvVariable[],
  handed: EnvCollection,
): Readonly<Record<string, unknown>> {
  const { installation, webhook, tokens } = handed
  const parts = { installation, webhook, bot: tokens.bot?.stored?.access, user: tokens.user?.stored?.access }
  if (format === 'installation-node') return nodeInstallation(parts)
  if (format === 'installation-python') return pythonInstallation(parts)
  return asObject(variables)
}

async function sayWhatTheFormatNeeds(
  format: string,
  { tokens, installation }: EnvCollection,
  { terminal, simulator }: Context,
): Promise<void> {
  const refreshable = [tokens.bot, tokens.user].some((one) => one?.stored?.access.refreshToken)
  if (format.startsWith('installation-') && refreshable)
    terminal.warn(
      'It contains refresh tokens, which work once: when the app has refreshed, this tool can’t any more, and the reverse',
    )
  if (installation.simulator && (await simulator()).startedHere)
    terminal.note('A program needs the simulator to run: slack-tokens sim start. slack-tokens run starts it itself')
}

function checkJson(format: string, { output }: EnvOptions, { terminal }: Context): void {
  const isJson = format === 'json' || format.startsWith('installation-')
  if (!terminal.json || isJson || (output !== undefined && format !== 'github-actions')) return
  throw new CliError('usage', `--json prints JSON, which --format ${format} is not`, {
    hint: 'Leave one of them out',
  })
}

function noGithubEnv(): CliError {
  return new CliError('usage', 'GITHUB_ENV is not set, so this does not run in GitHub Actions', {
    code: 'no_github_env',
    hint: 'Name the file to append to: slack-tokens env --format github-actions --output FILE',
  })
}
