import type { Token } from './app-types.ts'
import type { World } from './types.ts'
import { workspaceOf, worldOf } from './workspaces.ts'

/**
 * Runs `work`, which can revoke tokens, and returns its result. Then sends `tokens_revoked` to each app that lost
 * tokens in a workspace, and also `app_uninstalled` when the app has no valid token left in that workspace
 * (docs.slack.dev/reference/events/tokens_revoked).
 */
export function announcingRevocations<Result>(world: World, work: () => Result): Result {
  const before = world.state.tokens.filter(({ revoked }) => !revoked)
  const result = work()
  const lost = before.filter(({ revoked }) => revoked)
  for (const group of byInstallation(world, lost)) announce(world, group)
  return result
}

function announce(world: World, lost: readonly [Token, ...Token[]]): void {
  const [{ appId, workspaceId }] = lost
  const there = worldOf(world, workspaceId)
  const ids = (kind: Token['kind']) => [
    ...new Set(lost.filter((token) => token.kind === kind).map((one) => one.userId)),
  ]
  world.happened(there, { what: 'tokens_revoked', appId, people: ids('user'), bots: ids('bot') })
  const place = workspaceOf(world, workspaceId)
  const hasMore = world.state.tokens.some(
    (token) => !token.revoked && token.appId === appId && workspaceOf(world, token.workspaceId) === place,
  )
  if (!hasMore) world.happened(there, { what: 'app_uninstalled', appId })
}

function byInstallation(world: World, tokens: readonly Token[]): [Token, ...Token[]][] {
  const groups = new Map<string, [Token, ...Token[]]>()
  for (const token of tokens) {
    const key = `${token.appId} ${workspaceOf(world, token.workspaceId).id}`
    const group = groups.get(key)
    if (group) group.push(token)
    else groups.set(key, [token])
  }
  return [...groups.values()]
}
