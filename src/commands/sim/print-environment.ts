import { platform } from 'node:process'
import { dotenv, type ShellName, shellLines } from '../../auth/environment/formats.ts'
import { mergeEnvironment } from '../../auth/environment/merge.ts'
import { CliError } from '../../errors.ts'
import { earlierEnvironment, earlierVariable, notedIn, noteEarlier } from '../../net/earlier-environment.ts'
import { checkedProxiesIn, type Proxies } from '../../net/proxies.ts'
import { describeExceptions, exceptionsForSlack, proxyEnvironment } from '../../proxy/environment.ts'
import { storeTrustFiles } from '../../proxy/trust-files.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { describeTime } from '../../terminal/duration.ts'
import { keptSimulator } from './kept-simulator.ts'
import { simulatedVariables } from './simulated-variables.ts'

export interface SimEnvOptions {
  readonly shell?: ShellName | 'dotenv'
  readonly offline?: boolean
  readonly unset?: boolean
}

/** A change to the environment of a shell: the variables to set and the variables to remove. */
interface EnvironmentChange {
  readonly variables: Readonly<Record<string, string>>
  readonly removed: readonly string[]
}

/**
 * Prints the variables with which programs reach the simulator. With `unset`, prints the variables that undo this. With
 * `--json`, prints `variables` and `removed`. Without `unset`, the JSON also has `url` (of the simulator), `proxy`,
 * `browserProxy` and `publicKeyHash` (for Chromium's --proxy-server and --ignore-certificate-errors-spki-list) and
 * `expires` (ISO 8601).
 * @throws CliError `not_kept`: the simulator ends with another command; usage: the format cannot express a value, or a
 * proxy in the environment is not an http or https URL
 */
export async function printEnvironment(options: SimEnvOptions, context: Context): Promise<void> {
  const { terminal, environment, clock } = context
  if (options.unset) {
    refuseWithUnset(context)
    print(earlierChange(environment), 'the environment before slack-tokens sim env', options, context, {})
    return
  }
  // This check comes before the start of the simulator. Otherwise a simulator would still run in the background after
  // an error.
  const before = earlierEnvironment(environment)
  const proxies = checkedProxiesIn(before)
  const { simulator, startedNow } = await keptSimulator(context)
  const { change, proxy, dropped } = await turnedChange(simulator, { before, proxies, options }, context)
  const expires = new Date(proxy.expires)
  terminal.note(
    startedNow
      ? `→ The local Slack simulator was started in the background at ${simulator.url}`
      : `→ The local Slack simulator at ${simulator.url}`,
  )
  if (dropped.length > 0) terminal.warn(describeExceptions('Programs get', dropped))
  const ofUser = change.removed.filter((name) => name.startsWith('SLACK_') && environment[name])
  if (ofUser.length > 0) terminal.warn(`${ofUser.join(', ')}: removed, because the simulator does not know them`)
  print(change, `Slack is the local simulator at ${simulator.url}`, options, context, {
    url: simulator.url,
    proxy: proxy.url,
    ...(proxy.openPort !== null && { browserProxy: `127.0.0.1:${proxy.openPort}` }),
    publicKeyHash: proxy.publicKeyHash,
    expires: expires.toISOString(),
  })
  terminal.note(
    `It works until slack-tokens sim stop, at the latest until ${describeTime(proxy.expires, clock.now())}. Undo it here: --unset`,
  )
  if (terminal.wide && !terminal.json) terminal.note(`These lines are for a shell: ${evaluated(options)}`)
}

/**
 * Refuses `--profile` and `--user` together with `--unset`, which needs no installation.
 * @throws CliError with the exit reason `usage` when one of them is given
 */
function refuseWithUnset({ settings: { profile, user } }: Context): void {
  const flag = profile?.source === '--profile' ? '--profile' : user === undefined ? undefined : '--user'
  if (flag === undefined) return
  throw new CliError('usage', `${flag} does not apply here: --unset only removes variables`, {
    code: 'usage',
    hint: 'slack-tokens sim env --unset',
  })
}

interface TurnedShell {
  /** The environment that the shell had before an earlier `sim env`; the current environment if there was none. */
  readonly before: Context['environment']
  readonly proxies: Proxies
  readonly options: SimEnvOptions
}

async function turnedChange(simulator: LocalSimulator, { before, proxies, options }: TurnedShell, context: Context) {
  const { offline = false } = options
  const { https, http, none } = proxies
  const proxy = await control(simulator, 'openProxy', { offline, https, http, none }, [
    'url',
    'openPort',
    'certificate',
    'publicKeyHash',
    'expires',
    'folder',
  ]).catch((error: unknown) => {
    throw error instanceof CliError && error.code === 'not_kept' ? notKept(simulator) : error
  })
  const { variables: own } = await simulatedVariables(simulator, context)
  const { environment } = mergeEnvironment(before, own, { simulator: true })
  const { certificate, folder, openPort, url: proxyUrl } = proxy
  const trust = storeTrustFiles(folder, certificate, { environment: before, now: context.clock.now() })
  const turned = proxyEnvironment(environment, { proxyUrl, openPort, simulatorUrl: simulator.url, trust })
  // The shell can have these variables from an earlier `sim env`. They count as not set before it, so that they can be
  // removed later.
  const without = Object.fromEntries(own.map(({ name }) => [name, undefined]))
  const after = { ...turned, [earlierVariable]: noteEarlier({ ...before, ...without }, turned) }
  return { change: changeOf({ before, after, now: context.environment }), proxy, dropped: exceptionsForSlack(before) }
}

/** Returns the change that undoes an earlier `sim env` in this shell; an empty change when there was none. */
function earlierChange(environment: Context['environment']): EnvironmentChange {
  const noted = notedIn(environment) ?? []
  const values = noted.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  const removed = noted.flatMap(([name, value]) => (value === null && environment[name] !== undefined ? [name] : []))
  return {
    variables: Object.fromEntries(values),
    removed: environment[earlierVariable] === undefined ? removed : [...removed, earlierVariable],
  }
}

/**
 * Returns the change to the environment `after`. The change sets each variable that differs from `before`, even if the
 * shell already has it, so that the output is complete for another program. The change removes the variables that the
 * shell has `now` and that `after` does not have.
 */
function changeOf(states: Readonly<Record<'before' | 'after' | 'now', Context['environment']>>): EnvironmentChange {
  const { before, after, now } = states
  const changed = Object.entries(after).flatMap(([name, value]) =>
    value === undefined || before[name] === value ? [] : [[name, value] as const],
  )
  return {
    variables: Object.fromEntries(changed),
    removed: Object.keys(now).filter((name) => now[name] !== undefined && after[name] === undefined),
  }
}

function print(
  change: EnvironmentChange,
  head: string,
  options: SimEnvOptions,
  { terminal }: Context,
  more: Readonly<Record<string, string>>,
): void {
  const format = formatOf(options)
  const variables = Object.entries(change.variables).map(([name, value]) => ({ name, value }))
  const text = () => {
    if (format !== 'dotenv') return shellLines(format, { head, removed: change.removed, variables })
    // The variable with the earlier values is omitted, because only a shell needs it.
    const own = variables.filter(({ name }) => name !== earlierVariable)
    return dotenv(own, head, 'slack-tokens sim env --json')
  }
  terminal.result({ ok: true, ...more, ...change }, text, { secret: true, exact: true })
}

function formatOf({ shell }: SimEnvOptions): ShellName | 'dotenv' {
  return shell ?? (platform === 'win32' ? 'powershell' : 'sh')
}

/** Returns the command line that evaluates the output, for a person who sees the output on the screen. */
function evaluated(options: SimEnvOptions): string {
  const command = `slack-tokens sim env${options.offline ? ' --offline' : ''}`
  const lines = {
    sh: `eval "$(${command})"`,
    fish: `${command} --shell fish | source`,
    powershell: `${command} --shell powershell | Invoke-Expression`,
    dotenv: `${command} --shell dotenv > sim.env`,
  }
  return lines[formatOf(options)]
}

function notKept({ url }: LocalSimulator): CliError {
  return new CliError('failed', `The simulator at ${url} runs for one command only, and ends with it`, {
    code: 'not_kept',
    hint: 'End that command, then try again; or run the program inside of it: slack-tokens sim run -- npm start',
  })
}
