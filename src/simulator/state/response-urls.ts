import { randomBytes } from 'node:crypto'
import type { ResponseUrl } from './content-types.ts'
import type { World } from './types.ts'
import { currentWorkspace } from './workspaces.ts'

/**
 * Maximum number of answers that an app can send to one response URL, and the URL's lifetime in milliseconds
 * (docs.slack.dev/interactivity/handling-user-interaction).
 */
const mostUses = 5
const lifetime = 30 * 60_000
/** Maximum number of response URLs that are stored; older ones are removed. */
const mostRemembered = 1000

/**
 * Issues a response URL, to which an app can send answers to an interaction.
 * @param kind the first part of the URL's path
 */
export function issueResponseUrl(
  world: World,
  kind: 'commands' | 'actions' | 'app-actions' | 'app',
  target: Pick<ResponseUrl, 'appId' | 'channelId' | 'userId' | 'messageTs'>,
): ResponseUrl {
  const secret = () => randomBytes(12).toString('hex')
  const path = `${kind}/${currentWorkspace(world).id}/sim${secret()}/${secret()}`
  const issued: ResponseUrl = { ...target, path, issuedAt: world.now(), uses: 0 }
  const all = world.state.responseUrls ?? []
  world.state.responseUrls = [...all.slice(1 - mostRemembered), issued]
  world.changed()
  return issued
}

/**
 * Returns the response URL with this path and counts the use. When the URL cannot be used, returns the reason as a
 * code.
 */
export function useResponseUrl(world: World, path: string): ResponseUrl | 'unknown_url' | 'used_url' | 'expired_url' {
  const found = world.state.responseUrls?.find((one) => one.path === path)
  if (!found) return 'unknown_url'
  if (world.now() - found.issuedAt > lifetime) return 'expired_url'
  if (found.uses >= mostUses) return 'used_url'
  found.uses += 1
  world.changed()
  return found
}
