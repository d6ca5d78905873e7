import type { Command } from 'commander'
import { findInstallation } from '../../config/choose-token.ts'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type Settings, slackApiUrl } from '../../runtime/settings.ts'
import { columns } from '../../terminal/table.ts'
import { checkCertificate, checkMkcert, findLauncher, judgeLauncher, judgeSurroundings } from './browser.ts'
import { bundledPackages } from './bundled.ts'
import type { DoctorCheck } from './check-result.ts'
import { judgeNode, judgeVariables } from './environment.ts'
import { checkSlack, judgeProxy } from './network.ts'
import { checkPort, portsToCheck } from './port.ts'
import { checkProject } from './project.ts'
import { checkRecoveries, checkStore } from './store.ts'

interface DoctorOptions {
  readonly port?: number
  readonly offline?: boolean
}

/** Adds options, help and action to the command `doctor`. */
export function define(command: Command, context: () => Context): void {
  command
    .option('--port <number>', 'test this port instead of those of the stored apps (default: 8443)', portNumber)
    .option('--offline', 'send nothing: skip the checks of Slack and the clock')
    .addHelpText(
      'after',
      '\nChanges nothing. Exit code 1 when a check fails. With --verbose, also lists the bundled packages and their licences.\n\nExamples:\n  slack-tokens doctor\n  slack-tokens doctor --offline --json',
    )
    .action((options: DoctorOptions) => doctor(options, context()))
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65_536) return port
  throw new CliError('usage', 'A port is a number from 1 to 65535', {
    hint: 'For example: slack-tokens doctor --port 8443',
  })
}

/**
 * Checks everything that an install needs. With `--json`, prints an array of `{ check, state: 'ok'|'warn'|'fail',
 * message, next }`.
 * @throws CliError with the exit reason `failed`, after printing: a check failed.
 */
export async function doctor(options: DoctorOptions, context: Context): Promise<void> {
  const { terminal } = context
  const checks = await terminal.wait('Looking', allChecks(options, context))
  terminal.result(checks, (paint, room) => {
    const mark = { ok: paint.green('✓'), warn: paint.yellow('!'), fail: paint.red('✗') }
    const rows = checks.map(({ check, state, message, next }) => [
      mark[state],
      check,
      next === null ? message : besides(message, `${paint.cyan('→')} ${next}`, room),
    ])
    return columns(['', '', ''], rows, room)
  })
  terminal.trace(`Bundled: ${bundledPackages().join(', ')}`)
  const failed = checks.filter(({ state }) => state === 'fail').map(({ check }) => check)
  if (failed.length > 0) throw new CliError('failed', `Failed: ${failed.join(', ')}`, { code: 'not_in_order' })
}

/** Joins a message and its next step: on one line in a pipe (`room` is Infinity), otherwise on two lines. */
function besides(message: string, next: string, room: number): string {
  return room === Infinity ? `${message}   ${next}` : `${message}\n${next}`
}

async function allChecks({ port, offline }: DoctorOptions, context: Context): Promise<DoctorCheck[]> {
  const { machineKind, clock } = context
  const { checks: store, config, folder } = await checkStore(context.settings)
  const project = checkProject(config, context)
  const { settings } = project
  const ports = portsToCheck(port ?? project.port, config)
  const [mkcert, slack] = await Promise.all([
    checkMkcert(),
    offline ? [] : checkSlack(apiUrlOf(config, settings), context),
  ])
  const portChecks: DoctorCheck[] = []
  for (const one of ports) portChecks.push(await checkPort(one))
  return [
    judgeNode(process.version),
    ...store,
    ...project.checks,
    ...(await checkRecoveries(settings)),
    ...portChecks,
    ...(folder === undefined ? [] : [checkCertificate(folder, clock.now())]),
    mkcert,
    ...judgeSurroundings(machineKind, ports[0] ?? 0),
    ...(machineKind.opens && (settings.browser || process.platform === 'linux')
      ? [judgeLauncher(findLauncher(settings), settings.browser)]
      : []),
    judgeProxy(settings),
    ...slack,
    ...judgeVariables(settings, config),
  ]
}

/**
 * Returns the chosen installation. For an unknown profile, returns the default installation, so that the other checks
 * still run.
 */
function installationOf(config: Config, settings: Settings) {
  const isKnown = Object.keys(config.profiles).some((one) => one.toLowerCase() === settings.profile?.name.toLowerCase())
  return findInstallation(config, isKnown ? settings : { ...settings, profile: undefined })
}

/**
 * Returns the API URL of the chosen installation. For an installation of the simulator, returns Slack's URL, because
 * the simulator runs only when a command needs it.
 */
function apiUrlOf(config: Config | undefined, settings: Settings): string {
  if (settings.apiUrl) return settings.apiUrl.url
  const active = config && installationOf(config, settings)
  return active && !active.installation.simulator ? active.installation.apiUrl : slackApiUrl
}
