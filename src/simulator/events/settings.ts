import { isLoopback } from '../../net/is-loopback.ts'
import { isRecord } from '../../shape/record.ts'
import { checkManifest } from '../api/manifest-errors.ts'
import { applyManifest } from '../state/app-manifest.ts'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import type { EventHub } from './hub.ts'
import { verifyRequestUrl } from './verification.ts'

interface RequestUrlTarget {
  readonly app: App
  readonly events: EventHub
  readonly world: World
}

/**
 * Sends everything that the scopes of an app allow to one URL, once the URL has answered Slack’s challenge.
 * @throws TypeError when it is no http or https URL of this computer; Error when it does not answer with the challenge
 */
export async function setRequestUrl({ app, events, world }: RequestUrlTarget, requestUrl: string): Promise<void> {
  const url = URL.canParse(requestUrl) ? new URL(requestUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${requestUrl} is no http or https URL`)
  if (!isLoopback(url)) throw new TypeError(`${url.origin} is another computer: events go to this one only`)
  const { ok, delivery } = await verifyRequestUrl(events.courier, app, url.href)
  if (!ok)
    throw new Error(
      `${url.href} did not answer with the challenge: ${delivery.error ?? `status ${delivery.status}, another body`}`,
    )
  app.requestUrl = url.href
  world.changed()
}

/** Takes over what a manifest says of the app. @throws TypeError with everything that Slack would refuse */
export function useManifest(world: World, app: App, manifest: object): void {
  const problems = isRecord(manifest) ? checkManifest(manifest) : [{ message: 'not a JSON object', pointer: '/' }]
  if (problems.length > 0 || !isRecord(manifest)) {
    throw new TypeError(problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '))
  }
  const { redirectUrls } = app
  applyManifest(app, structuredClone(manifest))
  // A test that names none goes on with those that it had.
  if (app.redirectUrls.length === 0) app.redirectUrls = redirectUrls
  delete app.requestUrl
  world.changed()
}
