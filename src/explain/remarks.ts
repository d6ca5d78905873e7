import type { ExplainedToken } from './explanation.ts'
import { contradictions, isRedacted, type Pair } from './tokens.ts'

export interface Findings {
  readonly tokens: readonly ExplainedToken[]
  readonly pairs: readonly Pair[]
  readonly isOrgInstall: boolean
}

/** What is odd about the tokens or needs care, a sentence each. */
export function remarks({ tokens, pairs, isOrgInstall }: Findings): string[] {
  const found = contradictions(tokens, pairs)
  if (tokens.some(({ rotating }) => rotating)) found.push(rotation)
  if (isOrgInstall) found.push(organizationWide)
  if (tokens.some(({ value }) => isRedacted(value))) {
    found.push('The tokens are redacted in this copy: to call Slack, take the whole ones from where it came from.')
  }
  return found
}

/** docs.slack.dev/authentication/using-token-rotation */
const rotation =
  'Rotating: an access token ends 12 hours after it was issued; a refresh token works once, at oauth.v2.access, for its own pair alone. Keep the new pair before you use it.'

/** docs.slack.dev/enterprise/developing-for-enterprise-orgs */
const organizationWide =
  'Org-wide install: one token for every workspace of the organization that an admin adds the app to. Methods such as conversations.list then want team_id.'
