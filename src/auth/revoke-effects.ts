import type { Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'
import { capital } from '../terminal/capital.ts'

/**
 * Returns lines about what a revocation of this token at Slack will change
 * (docs.slack.dev/reference/methods/auth.revoke; authentication/using-token-rotation, installing-with-oauth).
 */
export function consequencesOf(storedToken: StoredToken): string[] {
  const { installation, identity, access } = storedToken
  const head = `${capital(nameOf(storedToken))} will be revoked in ${workspaceLabel(installation)}:`
  if (access.refreshToken !== null) {
    return [head, '  the access token and its refresh token stop working; the installation and tokens of others stay']
  }
  const deployed = [
    '  for a token without rotation, this usually ends the whole authorization,',
    '  also for a deployed app, which must then be installed again',
  ]
  if (identity === 'user') return [head, ...deployed]
  return [
    head,
    '  its bot user is deactivated and leaves every channel',
    '  webhooks that came with it stop working',
    ...deployed,
    ...(orgWide(installation) ? ['  the app stays: only an admin of the organization can remove it'] : []),
  ]
}

function orgWide({ workspace, organization }: Installation): boolean {
  return workspace === null && organization !== null
}
