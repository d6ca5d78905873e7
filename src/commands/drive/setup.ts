import type { NoPage } from '../../browser/hop.ts'
import { isAuthorize } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { addressOf, otherHost } from './addresses.ts'
import type { Artifacts } from './artifacts/artifacts.ts'
import { type AppCredentials, simulatedStateSecret } from './child-process.ts'
import type { DriveChromium } from './chromium/open-chromium.ts'
import { type CommandLine, commandLine, type DriveOptions } from './command-line.ts'
import { declaredManifest } from './declared-manifest.ts'
import { isNoInstallPage, noInstallPage } from './install-url.ts'
import { createStage, type DriveStage } from './types.ts'

export interface DriveSetup {
  /** Returns the address that the started app printed; undefined when it printed none. */
  readonly printed?: () => URL | undefined
  readonly options: DriveOptions
  readonly simulator: LocalSimulator
  readonly startedHere: boolean
  readonly chromium: DriveChromium | undefined
  readonly artifacts: Artifacts | undefined
  readonly credentials: {
    readonly [Name in Exclude<keyof AppCredentials, 'appToken'>]: AppCredentials[Name] | undefined
  }
}

/**
 * Creates the object that the scenarios use, and opens the install address once to check that it answers.
 * @throws CliError with the exit reason `failed` or `timedOut`: nothing answers at the address; `usage`: the address is
 * not that of an install page (`install_url_wrong`), or another option is invalid.
 */
export async function setStage(start: URL, setting: DriveSetup, context: Context): Promise<DriveStage> {
  const { options, simulator, startedHere, credentials, chromium, artifacts } = setting
  const { settings, clock, signal, terminal } = context
  const again = commandLine(options)
  const declared = await declaredManifest(options.manifest, context)
  const stage = createStage({
    simulator,
    credentials,
    redirectUrl: options.redirectUrl,
    startedHere,
    again,
    hintFor: otherHost(options),
    onOverruled: (url) =>
      terminal.noteOnce(
        `The app’s link has a redirect_uri, which Slack uses:\n${url}\n--redirect-url is only for links without one, so it is ignored\n`,
      ),
    onAssumed: (url) =>
      terminal.noteOnce(
        `The app’s link has no redirect_uri. Assumed from its settings:\n${url}\nIf it is another one, pass it with --redirect-url\n`,
      ),
    http: await context.http(),
    clock,
    signal,
    patience: settings.httpTimeout,
    allowedHosts: options.allowHost ?? [],
    start,
    chromium,
    artifacts,
    use: addressOf('use', start, options),
    declared,
    printed: setting.printed ?? (() => undefined),
    events: {
      url: addressOf('eventsUrl', start, options) ?? new URL('/slack/events', start),
      isGiven: options.eventsUrl !== undefined,
    },
    isNamed: (scenario) => options.scenario?.includes(scenario) ?? false,
    ownSecrets: await secretsOf(setting, context),
  })
  const answer = await terminal.wait(`Opening ${start.href}`, stage.newBrowser().visit(start, false))
  if (answer.kind !== 'page') throw notThere(start, answer, { startedHere, again })
  if (isNoInstallPage(answer)) throw await noInstallPage(answer, { again, http: stage.http, signal })
  // An answer that redirects to Slack shows the state for one more visitor.
  if (answer.location && isAuthorize(answer.location, new URL(simulator.url)))
    stage.states.saw(answer.location.searchParams.get('state'), answer)
  return stage
}

/**
 * Returns a map from name to secret, with the secrets that the app can have: those that the user gave, otherwise those
 * of the simulator’s app. An app in the simulator’s environment uses the latter.
 */
async function secretsOf(
  { simulator, startedHere, credentials }: DriveSetup,
  { environment }: Context,
): Promise<DriveStage['ownSecrets']> {
  const { app } = await control(simulator, 'describe', {}, ['app'])
  return {
    'client secret': credentials.clientSecret ?? app.clientSecret,
    'signing secret': credentials.signingSecret ?? app.signingSecret ?? undefined,
    'state secret': startedHere ? environment['SLACK_STATE_SECRET'] || simulatedStateSecret : undefined,
  }
}

interface Again {
  readonly startedHere: boolean
  readonly again: CommandLine
}

function notThere(url: URL, { kind, says }: NoPage, { startedHere, again }: Again): CliError {
  return new CliError(kind === 'silent' ? 'timedOut' : 'failed', `${url.href}: ${says}`, {
    code: kind === 'silent' ? 'no_answer' : 'nothing_there',
    hint: startedHere
      ? 'The app is running: check what its install page waits for'
      : `Start the app first, or let drive do it: ${again({ start: 'npm start' })}`,
  })
}
