import type { Installation } from '../installations/installation.ts'
import { type KeptPair, nameOf } from '../installations/kept-pair.ts'
import { placeOf } from '../installations/place.ts'

/**
 * What Slack does when a token is revoked, for a person who is about to
 * (docs.slack.dev/reference/methods/auth.revoke; authentication/using-token-rotation, installing-with-oauth).
 */
export function consequencesOf(pair: KeptPair): string[] {
  const { installation, identity, access } = pair
  const head = `${capital(nameOf(pair))} is revoked at ${placeOf(installation)}:`
  if (access.refreshToken !== null) {
    return [
      head,
      '  this one pair ends, access token and refresh token; the installation stays, and so do pairs that others hold',
    ]
  }
  const deployed =
    'without rotation this usually ends the whole authorization, the deployed app’s too: it has to be installed again'
  if (identity === 'user') return [head, `  ${deployed}`]
  return [
    head,
    '  its bot user is deactivated and leaves every channel',
    '  webhooks that came with it stop working',
    `  ${deployed}`,
    ...(orgWide(installation) ? ['  an admin of the organization has to remove the app itself'] : []),
  ]
}

function orgWide({ workspace, organization }: Installation): boolean {
  return workspace === null && organization !== null
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
