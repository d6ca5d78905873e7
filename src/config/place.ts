import type { Installation } from './installation.ts'

/**
 * Returns the name and id of the workspace, or of the organization after an org-wide install: "Acme (T012)".
 */
export function workspaceLabel(installation: Installation): string {
  const place = installation.workspace ?? installation.organization
  if (!place) return 'an unknown workspace'
  return place.name ? `${place.name} (${place.id})` : place.id
}
