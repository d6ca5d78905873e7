import type { Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'

/**
 * What Slack does when a token is revoked, for a person who is about to
 * (docs.slack.dev/reference/methods/auth.revoke; authentication/using-token-rotation, installing-with-oauth).
 */
export function consequencesOf(storedToken: StoredToken): string[] {
  const { installation, identity, access } = storedToken
  const head = `${capital(nameOf(storedToken))} is revoked at ${workspaceLabel(installation)}:`
  if (access.refreshToken !== null) {
    return [head, '  this pair ends, both halves of it; the installation and pairs of others stay']
  }
  const deployed = [
    '  without rotation the whole authorization usually ends with it,',
    '  the deployed app’s too: it then has to be installed again',
  ]
  if (identity === 'user') return [head, ...deployed]
  return [
    head,
    '  its bot user is deactivated and leaves every channel',
    '  webhooks that came with it stop working',
    ...deployed,
    ...(orgWide(installation) ? ['  an admin of the organization has to remove the app itself'] : []),
  ]
}

function orgWide({ workspace, organization }: Installation): boolean {
  return workspace === null && organization !== null
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
