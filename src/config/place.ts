import type { Installation } from './installation.ts'

/**
 * Returns the name and id of the workspace, "Acme (T012)". For an org-wide install, returns those of the organization.
 */
export function workspaceLabel(installation: Installation): string {
  const place = installation.workspace ?? installation.organization
  if (!place) return 'an unknown workspace'
  return place.name ? `${place.name} (${place.id})` : place.id
}
