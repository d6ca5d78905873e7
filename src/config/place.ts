import type { Installation } from './installation.ts'

/** “Acme (T012)”, or the organization after an org-wide install. */
export function workspaceLabel(installation: Installation): string {
  const place = installation.workspace ?? installation.organization
  if (!place) return 'an unknown workspace'
  return place.name ? `${place.name} (${place.id})` : place.id
}
