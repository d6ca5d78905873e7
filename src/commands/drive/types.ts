import { type Browser, createBrowser } from '../../browser/browser.ts'
import type { Hop } from '../../browser/hop.ts'
import { sendOver } from '../../browser/send.ts'
import type { Http, RunClock } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { startWatch, type Watch } from './app-calls.ts'
import { createConsentStep, type SlackOptions } from './consent-step.ts'
import type { Finding } from './findings.ts'
import { createWalker, type Walker } from './walk.ts'

export interface StageOptions extends SlackOptions {
  /** The way to the app. */
  readonly http: Http
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** Milliseconds that one hop may take. */
  readonly patience: number
  readonly allowedHosts: readonly string[]
  /** What to do about a host that may not be visited. */
  readonly hintFor: (url: URL) => string
  /** An address of the app that makes it call Slack. */
  readonly use: URL | undefined
  /** Where it takes events, and what signs them; undefined when the secret is not known. */
  readonly events: { readonly url: URL; readonly signingSecret: string } | undefined
}

/** What a scenario plays on. */
export interface DriveStage extends StageOptions {
  /** One with no cookies yet. */
  newBrowser(): Browser
  /** The same with a browser of its own. */
  newWalker(): Walker
  watch(): Promise<Watch>
}

export function createStage(options: StageOptions): DriveStage {
  const { simulator, clock, signal } = options
  const slack = createConsentStep(options)
  const newBrowser = () => createBrowser({ ...options, send: sendOver(options.http) })
  return {
    ...options,
    newBrowser,
    newWalker: () => createWalker({ ...options, browser: newBrowser(), slack, simulator: new URL(simulator.url) }),
    watch: () => startWatch(simulator, clock, signal),
  }
}

/** What became of one scenario. */
export interface PlayedScenario {
  /** How it went, in words. */
  readonly says: string
  readonly hops: readonly Hop[]
  /** What the app sent to Slack meanwhile. */
  readonly calls: readonly LoggedRequest[]
  readonly findings: readonly Finding[]
}
