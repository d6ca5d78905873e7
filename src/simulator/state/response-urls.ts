import { randomBytes } from 'node:crypto'
import type { ResponseUrl } from './content-types.ts'
import type { World } from './types.ts'
import { currentWorkspace } from './workspaces.ts'

/**
 * Maximum number of answers to a response URL, and its lifetime in milliseconds
 * (docs.slack.dev/interactivity/handling-user-interaction).
 */
const mostUses = 5
const lifetime = 30 * 60_000
/** Number of stored response URLs; the oldest are removed. */
const mostRemembered = 1000

/** Issues a response URL, where an app answers an interaction. */
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

/** Returns the response URL with this path, and counts the use; or returns the reason why it is invalid. */
export function useResponseUrl(world: World, path: string): ResponseUrl | 'unknown_url' | 'used_url' | 'expired_url' {
  const found = world.state.responseUrls?.find((one) => one.path === path)
  if (!found) return 'unknown_url'
  if (world.now() - found.issuedAt > lifetime) return 'expired_url'
  if (found.uses >= mostUses) return 'used_url'
  found.uses += 1
  world.changed()
  return found
}
