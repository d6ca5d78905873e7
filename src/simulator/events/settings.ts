import { isLoopback } from '../../net/is-loopback.ts'
import { isRecord } from '../../shape/record.ts'
import { checkManifest } from '../api/manifest-errors.ts'
import { applyManifest } from '../state/app-manifest.ts'
import type { App, Manifest } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import type { EventHub } from './hub.ts'
import { verifyRequestUrl } from './verification.ts'

interface RequestUrlTarget {
  readonly app: App
  readonly events: EventHub
  readonly world: World
}

/**
 * Sends a challenge to the URL, and sets it as the app's request URL when the URL answers. At this URL, the app then
 * gets everything that its scopes allow.
 * @throws TypeError when the URL is not an http or https URL of an allowed computer
 * @throws Error when the URL does not answer with the challenge
 */
export async function setRequestUrl(target: RequestUrlTarget, requestUrl: string): Promise<void> {
  const url = checkedRequestUrl(target.events, requestUrl)
  const { problem } = await challenge(target, url)
  if (problem !== null) throw new Error(problem)
  use(target, url)
}

/** The answer of a request URL to the challenge. */
export interface ChallengeResult {
  /** The reason why the URL is not verified; null when it is verified. */
  readonly problem: string | null
  /** The HTTP status; null when the URL did not answer. */
  readonly status: number | null
}

/**
 * Sets the request URL of an app that may not run yet. When the URL does not answer the challenge, a new challenge is
 * sent before the first event.
 * @param keepsSubscriptions as in `App`
 * @throws TypeError when the URL is not an http or https URL of an allowed computer
 */
export async function setRequestUrlEarly(
  target: RequestUrlTarget,
  requestUrl: string,
  keepsSubscriptions = false,
): Promise<ChallengeResult> {
  const url = checkedRequestUrl(target.events, requestUrl)
  const answered = await challenge(target, url)
  use(target, url, keepsSubscriptions)
  later(target, answered.problem)
  return answered
}

/**
 * Checks a request URL and returns it in its normal form.
 * @throws TypeError when it is not an http or https URL of this computer or of a computer in `allowedHosts`
 */
export function checkedRequestUrl({ allowedHosts }: Pick<EventHub, 'allowedHosts'>, requestUrl: string): string {
  const url = URL.canParse(requestUrl) ? new URL(requestUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${requestUrl} is no http or https URL`)
  if (!isLoopback(url) && !allowedHosts.has(url.hostname))
    throw new TypeError(`${url.origin} is another computer: events go to this one only`)
  return url.href
}

/**
 * Sends a challenge to the URL for events in the app's manifest. When the URL does not answer the challenge, a new
 * challenge is sent before the first event.
 * @returns the reason why the URL is not verified; null when it is verified
 */
export async function challengeEarly(target: RequestUrlTarget, url: string): Promise<string | null> {
  return later(target, (await challenge(target, url)).problem)
}

/** Returns `problem` unchanged. When there is a problem, makes the app's next event wait for a new challenge. */
function later({ app, events }: RequestUrlTarget, problem: string | null): string | null {
  if (problem !== null) events.verifyLater(app)
  return problem
}

async function challenge({ app, events }: RequestUrlTarget, url: string): Promise<ChallengeResult> {
  const { ok, delivery } = await verifyRequestUrl(events.courier, app, url)
  const { error, status, body } = delivery
  if (ok) return { problem: null, status }
  const redirect = error === 'too_many_redirects' ? ` (status ${status}, ${String(body)}; ${redirectLimits})` : ''
  const reason = error === null ? `status ${status}, another body` : error
  return { problem: `${url} did not answer with the challenge: ${reason}${redirect}`, status }
}

const redirectLimits = 'a request URL may redirect twice, to its own host and port'

function use({ app, world }: RequestUrlTarget, url: string, keepsSubscriptions = false): void {
  app.requestUrl = url
  app.keepsSubscriptions = keepsSubscriptions
  world.changed()
}

/**
 * Replaces the app's settings with those in a manifest.
 * @throws TypeError with every problem for which Slack would refuse the manifest
 */
export function useManifest(world: World, app: App, manifest: object): void {
  const problems = isRecord(manifest) ? checkManifest(manifest) : [{ message: 'not a JSON object', pointer: '/' }]
  if (problems.length > 0 || !isRecord(manifest)) {
    throw new TypeError(problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '))
  }
  const { redirectUrls } = app
  applyManifest(app, structuredClone(manifest))
  // If the manifest has no redirect URLs, the app keeps its earlier redirect URLs.
  if (app.redirectUrls.length === 0) app.redirectUrls = redirectUrls
  delete app.requestUrl
  delete app.keepsSubscriptions
  world.changed()
}

/** Returns the manifest with `url` in place of every request URL. @param url the URL of an app on this computer */
export function withRequestUrl(manifest: Manifest, url: string): Manifest {
  const [features, settings] = [inside(manifest['features']), inside(manifest['settings'])]
  const [events, interactivity] = [inside(settings['event_subscriptions']), inside(settings['interactivity'])]
  const commands = features['slash_commands']
  return {
    ...manifest,
    features: {
      ...features,
      ...(Array.isArray(commands) && { slash_commands: commands.map((one) => ({ ...inside(one), url })) }),
    },
    settings: {
      ...settings,
      ...(settings['event_subscriptions'] !== undefined && { event_subscriptions: { ...events, request_url: url } }),
      ...(settings['interactivity'] !== undefined && {
        interactivity: {
          ...interactivity,
          request_url: url,
          ...(interactivity['message_menu_options_url'] !== undefined && { message_menu_options_url: url }),
        },
      }),
    },
  }
}

function inside(value: unknown): Manifest {
  return isRecord(value) ? value : {}
}
