import type { ParsedResponse, ResponseToken } from '../../responses/types.ts'
import { isCut, isRedacted } from '../../slack/facts/token-kinds.ts'
import { shownTime } from './token-meanings.ts'

/** Returns warnings, each as a sentence. @param now milliseconds since 1970. */
export function remarks(parsed: Pick<ParsedResponse, 'shape' | 'tokens' | 'isOrgInstall'>, now: number): string[] {
  const { shape, tokens, isOrgInstall } = parsed
  const access = tokens.filter(({ kind }) => kind !== 'refresh')
  const ended = access.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) <= now)
  const isOfConfiguration =
    shape === 'config' ||
    (tokens.some(({ kind }) => kind === 'config') && !tokens.some(({ kind }) => kind === 'bot' || kind === 'user'))
  return [
    ...ended.map((one) =>
      endedRemark(
        one,
        tokens.some(({ kind }) => kind === 'refresh'),
      ),
    ),
    ...(tokens.some(({ rotating }) => rotating) && !isOfConfiguration ? [rotation] : []),
    ...(access.some(({ kind }) => kind === 'config') ? [configuration] : []),
    ...(tokens.length > 0 && access.length === 0 ? [refreshAlone] : []),
    ...(shape === 'openid' ? [identityOnly] : []),
    ...(tokens.some(({ kind }) => kind === 'session') ? [session] : []),
    ...(isOrgInstall ? [organizationWide] : []),
    ...redactedRemark(
      tokens.filter(({ value }) => isRedacted(value)),
      tokens.length,
    ),
    ...(tokens.some(({ value }) => isCut(value)) ? [cutOff] : []),
  ]
}

function endedRemark({ path, kind, expiresAt }: ResponseToken, refreshable: boolean): string {
  const next =
    kind === 'config'
      ? 'tooling.tokens.rotate buys the next with the refresh token.'
      : `Slack answers token_expired. ${refreshable ? 'The refresh token beside it buys the next, or' : 'For a new one'}: slack-tokens login`
  return `${path || 'The token'} ended on ${shownTime(expiresAt ?? '')}: ${next}`
}

function redactedRemark(found: readonly ResponseToken[], all: number): string[] {
  const [only] = found
  if (!only) return []
  if (found.length === all) return [redacted]
  const which = found.length === 1 && only.path !== '' ? only.path : 'A token'
  return [`${which} is redacted in this copy: to use it, take the whole one from where it came from.`]
}

const redacted = 'The tokens are redacted in this copy: to call Slack, take the whole ones from where it came from.'

const cutOff =
  'A token in this copy is cut off: its last part is missing, so it calls nothing. Take the whole token from where it came from.'

/** The warning about rotating tokens. Source: docs.slack.dev/authentication/using-token-rotation */
const rotation =
  'Rotating: an access token expires 12 hours after it was issued; a refresh token works once, at oauth.v2.access, for its own pair alone. Store the new pair before you use it.'

const refreshAlone =
  'There is no access token here: a refresh token calls no method. It belongs in the field refresh_token of oauth.v2.access, with the app’s client id and secret.'

/** The warning about configuration tokens. Source: docs.slack.dev/app-manifests/configuring-apps-with-app-manifests */
const configuration =
  'A configuration token edits the apps of one person in one workspace, expires after 12 hours and acts as nobody: no install yields it. It begins like a rotating user token; only its place tells them apart.'

/** The warning about sign-in tokens. Source: docs.slack.dev/authentication/sign-in-with-slack */
const identityOnly =
  'Sign in with Slack says who a person is; its token reads their identity and nothing else. To install an app: slack-tokens login'

const session =
  'A browser session token belongs to a person’s sign-in, not to an app; it ends when they sign out, and apps may not use it.'

/** The warning about org-wide installs. Source: docs.slack.dev/enterprise/developing-for-enterprise-orgs */
const organizationWide =
  'Org-wide install: one token for every workspace of the organization that an admin adds the app to. Methods such as conversations.list then want team_id.'
