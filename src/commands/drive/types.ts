import { type Browser, createBrowser } from '../../browser/browser.ts'
import type { Hop } from '../../browser/hop.ts'
import { sendOver } from '../../browser/send.ts'
import type { Http, RunClock } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { startWatch, type Watch } from './app-calls.ts'
import type { Artifacts } from './artifacts/artifacts.ts'
import type { DriveChromium } from './chromium/open-chromium.ts'
import { createConsentStep, type SlackOptions, type SlackSide } from './consent-step.ts'
import type { Finding } from './findings/finding.ts'
import { createOwnInstallBrowser, type InstallBrowser } from './install-browser.ts'
import type { ScenarioName } from './scenarios/names.ts'
import { createSecretFinder } from './secrets/find.ts'
import { type SecretWatch, watchForSecrets } from './secrets/watch.ts'
import { createStagedFaults, type StagedFaults } from './staged-faults.ts'
import { type StateWatch, watchStates } from './states/watch.ts'
import { type UseWatch, watchUse } from './use-watch.ts'
import { createWalker, type Walker } from './walk.ts'

export interface StageOptions extends SlackOptions {
  /** The HTTP client for requests to the app. */
  readonly http: Http
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** The time limit for each request, in milliseconds. */
  readonly patience: number
  readonly allowedHosts: readonly string[]
  /** Returns the hint for a host that is not allowed. */
  readonly hintFor: (url: URL) => string
  /**
   * The address of `--use`; undefined without this option. When a browser opens that address, the app calls Slack with
   * its token.
   */
  readonly use: URL | undefined
  /** Returns the address that the started app printed. It can differ from the address for browsers. */
  printed(): URL | undefined
  /** The app's address for events, and whether the user gave it. */
  readonly events: { readonly url: URL; readonly isGiven: boolean }
  /** Whether `--scenario` names this scenario itself, and not only a group that contains it. */
  isNamed(scenario: ScenarioName): boolean
  /**
   * A map from the name of each of the app’s own secrets, such as `client secret`, to the secret; undefined for an
   * unknown secret.
   */
  readonly ownSecrets: Readonly<Record<string, string | undefined>>
  /** The Chromium in which the scenarios open the app; undefined when they use our own browser. */
  readonly chromium: DriveChromium | undefined
  /** The object that keeps the pages; undefined without `--artifacts`. */
  readonly artifacts: Artifacts | undefined
}

/** What a scenario needs: the options, new browsers, and the watch for secrets. */
export interface DriveStage extends StageOptions {
  /** Returns a browser without cookies. */
  newBrowser(): Browser
  /**
   * Returns an object that goes through an install with a new browser.
   * @param start the install address; by default that of the drive
   */
  newWalker(start?: URL): Walker
  watch(): Promise<Watch>
  /** The watch that finds secrets in the app's pages. */
  readonly secrets: SecretWatch
  /** The watch over the states of the app’s links. */
  readonly states: StateWatch
  readonly faults: StagedFaults
  /** The watch over the address of `--use`. `use` is undefined when this address does not answer. */
  readonly useWatch: UseWatch
  /** How the app refused a second plain install of the same person; `page` is undefined when it did not. */
  readonly secondInstall: { page: string | undefined }
  /** Returns the requests of all walkers since the last call. */
  takeHops(): readonly Hop[]
}

/** Creates the object that the scenarios use. Sends nothing. */
export function createStage(options: StageOptions): DriveStage {
  const { simulator, clock, signal, chromium, artifacts } = options
  const step = createConsentStep(options)
  const secrets = watchForSecrets(createSecretFinder(options.ownSecrets))
  const states = watchStates(clock.now)
  const useWatch = watchUse(options.use)
  let walkers: Walker[] = []
  /** Returns the Slack side of an install for one browser. It also looks at the app’s link. */
  const slackFor = (browser: object): SlackSide => ({
    prepare(authorize, choice) {
      secrets.link(authorize)
      states.saw(authorize.searchParams.get('state'), browser)
      return step.prepare(authorize, choice)
    },
  })
  const newBrowser = () => {
    const browser = secrets.watching(createBrowser({ ...options, send: sendOver(options.http, { isFresh: true }) }))
    return artifacts ? artifacts.keeping(browser) : browser
  }
  const newInstallBrowser = (): InstallBrowser => {
    if (!chromium) {
      const browser = newBrowser()
      return createOwnInstallBrowser(browser, { slack: slackFor(browser), simulator })
    }
    return chromium.newInstallBrowser({
      slack: slackFor({}),
      hintFor: options.hintFor,
      onAnswer: secrets.see,
      onResource: secrets.seeResource,
      onPage: async (page) => await artifacts?.keep(page),
    })
  }
  return {
    ...options,
    get use() {
      return useWatch.address
    },
    newBrowser,
    secondInstall: { page: undefined },
    secrets,
    states,
    useWatch,
    faults: createStagedFaults(simulator),
    newWalker(start = options.start) {
      const walker = useWatch.watching(
        createWalker({ ...options, start, browser: newInstallBrowser(), simulator: new URL(simulator.url) }),
      )
      walkers.push(walker)
      return walker
    },
    takeHops() {
      const hops = walkers.flatMap((walker) => walker.hops)
      walkers = []
      return hops
    },
    watch: () => startWatch(simulator, clock, signal),
  }
}

/** The result of one scenario. */
export interface PlayedScenario {
  /** What happened, as a text for the user. */
  readonly says: string
  /**
   * What the scenario did not see and therefore did not judge, and how it could see it; undefined when nothing is
   * missing.
   */
  readonly notSeen?: string | undefined
  readonly hops: readonly Hop[]
  /** The app's calls to Slack during the scenario. */
  readonly calls: readonly LoggedRequest[]
  readonly findings: readonly Finding[]
}
