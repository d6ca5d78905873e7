import { type AccessToken, handleOrId, type Installation } from '../config/installation.ts'
import type { Grant } from '../responses/grant.ts'
import { commandOf } from '../runtime/credential-command.ts'

/** Returns what a reinstall changed, one sentence for each change; empty for a first install. */
export function describeChanges(old: Installation | undefined, now: Installation, grant: Grant): string[] {
  if (!old) return []
  const granted = now.users.find(({ token }) => token === grant.user?.token)
  const before = old.users.find(
    ({ userId, token }) => token === granted?.token || (userId !== null && userId === granted?.userId),
  )
  const others = granted ? now.users.filter((one) => one !== granted) : []
  return [
    ...(grant.bot && now.bot ? [tokenChange('bot token', old.bot, now.bot)] : []),
    ...(granted ? [tokenChange('user token', before ?? null, granted)] : []),
    ...others.map((one) => `the user token of ${handleOrId(one, 'another person')} stays`),
    ...(grant.webhook && old.webhooks.length > 0 ? [`webhook added, ${now.webhooks.length} in all`] : []),
  ]
}

function tokenChange(label: string, old: AccessToken | null, now: AccessToken): string {
  if (!old) return `${label}: new`
  const added = now.scopes.filter((scope) => !old.scopes.includes(scope))
  const lost = old.scopes.filter((scope) => !now.scopes.includes(scope))
  const parts = [
    old.token === now.token
      ? 'same token'
      : commandOf(old.token)
        ? 'stored in the file; until now a command printed it'
        : 'another token, the old one may have expired',
    ...(added.length > 0 ? [`gained ${added.join(', ')}`] : []),
    ...(lost.length > 0 ? [`lost ${lost.join(', ')}`] : []),
  ]
  return `${label}: ${parts.join('; ')}`
}
