import { findApp, findAppOf, type NamedApp } from '../config/find-app.ts'
import type { Config } from '../config/store.ts'
import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import type { Settings } from '../runtime/settings.ts'
import { readInstallLink } from './install-link.ts'
import type { LoginOptions } from './login-options.ts'
import { repeatedLogin } from './login-request.ts'

/** Whether the login stores an existing token instead of installing an app. */
export function takesToken({ withToken, tokenCommand }: LoginOptions): boolean {
  return withToken === true || tokenCommand !== undefined
}

const noProgram = '--approve and --deny need --sim: only a person can answer a real consent page'

/**
 * Refuses options that contradict each other.
 * @throws CliError with the exit reason `usage`.
 */
export function checkLoginOptions(link: string | undefined, options: LoginOptions): void {
  const named = (link ?? options.clientId ?? options.app) !== undefined
  const { sim, start, finish, approve, deny, v1, userOnly, pkce } = options
  const withToken = takesToken(options)
  const rules: readonly (readonly [boolean, string])[] = [
    [Boolean(options.showSecrets && !options.print), '--show-secrets needs --print'],
    [Boolean(options.print && withToken), '--print shows the answer of an install, and --with-token makes none'],
    [
      Boolean(options.print && (start || finish !== undefined)),
      '--print runs the whole install: the two steps of --start and --finish need a file',
    ],
    [Boolean(approve && deny), '--approve and --deny exclude each other'],
    [Boolean((approve || deny) && !sim && (options.app ?? link) === undefined), noProgram],
    [(options.cert === undefined) !== (options.key === undefined), '--cert and --key go together'],
    [
      Boolean(options.clientSecret && options.clientSecretCommand),
      '--client-secret and --client-secret-command exclude each other',
    ],
    [
      Boolean(withToken && (options.clientSecret || options.clientSecretCommand)),
      '--with-token needs no client secret',
    ],
    [
      finish !== undefined && options.clientSecretCommand !== undefined,
      '--client-secret-command goes with --start: login --finish already has the command',
    ],
    [Boolean(withToken && (named || sim)), '--with-token excludes a link, --client-id, --app and --sim'],
    [Boolean(sim && named), '--sim installs the simulator’s own app'],
    [
      finish !== undefined && Boolean(named || sim || start || withToken),
      '--finish excludes a link, --client-id, --app, --sim, --start and --with-token',
    ],
    [
      Boolean(v1 && options.scopeSet !== undefined),
      '--scope-set has scopes of current apps, not of classic ones: leave out --v1',
    ],
    [Boolean(v1 && (userOnly || pkce)), '--v1 is a separate flow: leave out --user-only and --pkce'],
    [
      options.team !== undefined && !/^[TE][A-Z0-9]{5,}$/.test(options.team),
      '--team needs the id of a workspace, T…, or an organization, E…',
    ],
  ]
  const problem = rules.find(([broken]) => broken)?.[1]
  if (problem) throw new CliError('usage', problem, { hint: 'See: slack-tokens login --help' })
}

/**
 * Refuses options that have no effect on a login on the simulator.
 * @throws CliError with the exit reason `usage`.
 */
export function checkSimulatedLogin(options: LoginOptions, settings: Settings): void {
  const { start, clientSecret, clientSecretCommand, ...others } = options
  const flag = clientSecretCommand === undefined ? '--client-secret' : '--client-secret-command'
  if (start)
    throw new CliError('usage', '--start is for an app at Slack, whose page a person opens elsewhere', {
      hint: `On the simulator one command is enough, without a browser: ${repeatedLogin(undefined, { ...others, approve: true }, settings)}`,
    })
  if (clientSecret || clientSecretCommand !== undefined)
    throw new CliError('usage', `${flag} is for a real app: the simulator knows the secrets of its own apps`, {
      hint: `Leave it out: ${repeatedLogin(undefined, others, settings)}`,
    })
}

/**
 * Returns the stored app that --app or the link names if it was made on the simulator; otherwise undefined.
 * @throws CliError with the exit reason `usage`: --approve or --deny is given with a real app. The consent page of a
 * real app needs a person.
 */
export function simulatedRecord(
  config: Config,
  link: string | undefined,
  { app, approve, deny }: LoginOptions,
): NamedApp | undefined {
  const linked = link === undefined ? undefined : appOfLink(config, link)
  const named = app === undefined ? linked : findApp(config, app)
  if (named?.app.simulator) return named
  if (!approve && !deny) return undefined
  const practice = link !== undefined && onThisComputer(link)
  throw new CliError('usage', noProgram, {
    hint: practice
      ? `The simulator’s own app: slack-tokens login --sim ${approve ? '--approve' : '--deny'}   An app made there: slack-tokens app list`
      : 'See: slack-tokens login --help',
  })
}

function appOfLink(config: Config, link: string): NamedApp | undefined {
  const { clientId, apiUrl } = readInstallLink(link)
  return findAppOf(config, { clientId, apiUrl, simulator: true })
}

function onThisComputer(link: string): boolean {
  return isLoopback(new URL(readInstallLink(link).apiUrl))
}
