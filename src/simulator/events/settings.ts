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
 * Sets the request URL of an app, once the URL has answered Slack’s challenge. The app then gets everything that its
 * scopes allow at this URL.
 * @throws TypeError when it is not an http or https URL of this computer; Error when it does not answer with the
 * challenge
 */
export async function setRequestUrl(target: RequestUrlTarget, requestUrl: string): Promise<void> {
  const url = checkedRequestUrl(target.events, requestUrl)
  const problem = await challengeProblem(target, url)
  if (problem !== null) throw new Error(problem)
  use(target, url)
}

/**
 * Sets the request URL of an app that possibly does not run yet. Without an answer, the URL is verified again before
 * the first event.
 * @returns why the URL is not verified; null when it is
 * @throws TypeError when it is not an http or https URL of this computer
 */
export async function setRequestUrlEarly(target: RequestUrlTarget, requestUrl: string): Promise<string | null> {
  const url = checkedRequestUrl(target.events, requestUrl)
  const problem = await challengeProblem(target, url)
  use(target, url)
  if (problem !== null) target.events.verifyLater(target.app)
  return problem
}

/**
 * Checks that requests can be sent to a URL, and returns it.
 * @throws TypeError when it is not an http or https URL of an allowed computer
 */
export function checkedRequestUrl({ allowedHosts }: Pick<EventHub, 'allowedHosts'>, requestUrl: string): string {
  const url = URL.canParse(requestUrl) ? new URL(requestUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${requestUrl} is no http or https URL`)
  if (!isLoopback(url) && !allowedHosts.has(url.hostname))
    throw new TypeError(`${url.origin} is another computer: events go to this one only`)
  return url.href
}

/** Returns why a URL is not verified; null when it is. */
async function challengeProblem({ app, events }: RequestUrlTarget, url: string): Promise<string | null> {
  const { ok, delivery } = await verifyRequestUrl(events.courier, app, url)
  if (ok) return null
  return `${url} did not answer with the challenge: ${delivery.error ?? `status ${delivery.status}, another body`}`
}

function use({ app, world }: RequestUrlTarget, url: string): void {
  app.requestUrl = url
  world.changed()
}

/**
 * Applies the settings of a manifest to the app.
 * @throws TypeError with everything that Slack would refuse
 */
export function useManifest(world: World, app: App, manifest: object): void {
  const problems = isRecord(manifest) ? checkManifest(manifest) : [{ message: 'not a JSON object', pointer: '/' }]
  if (problems.length > 0 || !isRecord(manifest)) {
    throw new TypeError(problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '))
  }
  const { redirectUrls } = app
  applyManifest(app, structuredClone(manifest))
  // An app whose manifest has no redirect URLs gets those it had before.
  if (app.redirectUrls.length === 0) app.redirectUrls = redirectUrls
  delete app.requestUrl
  world.changed()
}

/** Returns the manifest with `url` in place of every request URL. `url` is that of an app on this computer. */
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
