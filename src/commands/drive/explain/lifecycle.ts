import { peopleFixes } from './fixes/people.ts'
import { refreshFixes } from './fixes/refresh.ts'
import { refreshLockFixes } from './fixes/refresh-lock.ts'
import { removalFixes } from './fixes/removal.ts'
import { signatureFixes } from './fixes/signature.ts'
import { storeFixes } from './fixes/store.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about what happens after the install. */
export const lifecycleExplanations = {
  'dead-token-used': {
    seen: 'Drive removes the app and sends it tokens_revoked and app_uninstalled. The app then calls Slack twice or more with a token of that install.',
    why: 'Removing an app revokes its tokens. Slack says so once, by these events; after that every call is answered with token_revoked or account_inactive.',
    sources: [pages.revoking, pages.appUninstalled, pages.tokensRevoked],
    fixes: removalFixes,
  },
  'removal-untold': {
    seen: 'A token is revoked, but the app does not answer Slack’s challenge at its address for events, or refuses an event. The app then calls Slack with this token twice or more.',
    why: 'An app learns of revoked tokens by events, which Slack signs with the signing secret, and sends only to an address that answered its challenge. An app that cannot check them refuses them.',
    sources: [pages.signatures, pages.appUninstalled],
    fixes: signatureFixes,
  },
  'no-reinstall': {
    seen: 'Drive removes the app and installs it again; the second install fails, although the first one succeeded.',
    why: 'Slack allows a new install at any time, with new tokens or the same ones. It can also come without an uninstall before it, when an app asks for more scopes.',
    sources: [pages.asking, pages.revoking],
    fixes: storeFixes,
  },
  'old-tokens-after-reinstall': {
    seen: 'Drive removes the app, installs it again, and uses it: the app calls Slack with a token from before, and not with the new one.',
    why: 'Removing an app revokes its tokens for good. A new install gives out new ones, for the same workspace and the same people.',
    sources: [pages.revoking, pages.access],
    fixes: storeFixes,
  },
  'reinstall-failed': {
    seen: 'The same person installs twice; the second callback answers with a status of 500 or more, or its exchange fails.',
    why: 'Slack allows a new install at any time, and it is the only way to grant more scopes. It gives out the same tokens, or new ones with token rotation.',
    sources: [pages.asking],
    fixes: storeFixes,
  },
  'stops-after-reinstall': {
    seen: 'Drive uses the app before and after a second install of the same person: before, the app called Slack with a token, and afterwards it does not.',
    why: 'A second install takes nothing away: all tokens from before still work, and the new ones have at least their scopes.',
    sources: [pages.asking],
    fixes: storeFixes,
  },
  'second-install-failed': {
    seen: 'A second person or a second workspace installs; the callback answers with a status of 500 or more, or the exchange fails.',
    why: 'Every person of a workspace can install an app that others have installed, and a distributed app can be installed in any workspace.',
    sources: [pages.asking, pages.access],
    fixes: storeFixes,
  },
  'user-token-overwritten': {
    seen: 'Drive installs as a second person, and then uses the app as the first one again: the app no longer calls Slack with the first one’s user token.',
    why: 'A workspace has one bot token, which all installs share. A user token belongs to the person in authed_user, and every person who installs has one.',
    sources: [pages.access, pages.tokenStorage],
    fixes: peopleFixes,
  },
  'first-workspace-overwritten': {
    seen: 'Drive installs in a second workspace, and then uses the app in the first one again: the app no longer calls Slack with the first one’s token.',
    why: 'Each workspace has a bot user and tokens of its own. A token works only in its workspace: elsewhere Slack answers channel_not_found or user_not_found.',
    sources: [pages.access, pages.tokenStorage],
    fixes: storeFixes,
  },
  'other-workspace-token': {
    seen: 'A person of the second workspace mentions the app or opens its home, and the app calls Slack with the token of the first workspace.',
    why: 'Every event says by team_id in which workspace it happened. An answer with another workspace’s token goes to other people, or fails.',
    sources: [pages.access, pages.tokenStorage],
    fixes: storeFixes,
  },
  'removed-by-user-revocation': {
    seen: 'Drive installs as two people and revokes the user token of one. Slack sends tokens_revoked; afterwards the app no longer calls Slack for the other one.',
    why: 'tokens_revoked lists in tokens.oauth whose user tokens, and in tokens.bot whose bot tokens were revoked, by user id. The other tokens of the installation still work.',
    sources: [pages.tokensRevoked, pages.revoking],
    fixes: removalFixes,
  },
  'revoked-user-token-used': {
    seen: 'A person’s user token is revoked, or the account is deactivated. The app then calls Slack with this token twice or more.',
    why: 'Slack sends tokens_revoked once, and answers every further call with token_revoked. The token will never work again.',
    sources: [pages.tokensRevoked, pages.revoking],
    fixes: removalFixes,
  },
  'stops-when-installer-leaves': {
    seen: 'Drive installs as two people and deactivates the account of the one who installed last. The app then no longer calls Slack for the other one.',
    why: 'A bot token belongs to the workspace and outlives its installer. The user token of a deactivated account is revoked.',
    sources: [pages.tokens, pages.tokensRevoked],
    fixes: removalFixes,
  },
  'tokens-not-refreshed': {
    seen: 'Drive lets the tokens expire and uses the app: no call of oauth.v2.access with grant_type=refresh_token, and no token that works.',
    why: 'With token rotation an access token works for 12 hours. The exchange gives a refresh token with each, and expires_in.',
    sources: [pages.rotation, pages.access],
    fixes: refreshFixes,
  },
  'rotation-not-handled': {
    seen: 'Drive switches token rotation on in the simulator, lets the tokens expire and uses the app: it refreshes none.',
    why: 'Slack expires the tokens of an app only when its developer has switched token rotation on. Then an access token works for 12 hours.',
    sources: [pages.rotation],
    fixes: refreshFixes,
  },
  'token-pair-lost': {
    seen: 'Drive lets the tokens expire and uses the app: it refreshes one of its tokens, and makes no more calls with the other one.',
    why: 'The bot and each person have an access token and a refresh token of their own. A refresh answers with one pair, and token_type says whose.',
    sources: [pages.rotation, pages.access],
    fixes: refreshFixes,
  },
  'refresh-refused': {
    seen: 'Drive uses the app right after its install, or lets the tokens expire and uses it: Slack refuses its call of oauth.v2.access with grant_type=refresh_token.',
    why: 'A refresh needs client_id, client_secret, grant_type and the refresh token of this pair, as a form.',
    sources: [pages.rotation, pages.access],
    fixes: refreshFixes,
  },
  'refresh-not-stored': {
    seen: 'Drive lets the tokens expire twice. The second time the app sends the refresh token that it used the first time.',
    why: 'A refresh token works once. Each refresh answers with the next one, without which the installation is lost: only a new install helps.',
    sources: [pages.rotation, pages.access],
    fixes: refreshFixes,
  },
  'refresh-token-reused': {
    seen: 'Drive lets the tokens expire and uses the app twice at the same time: one refresh token is sent twice, and one of the two uses fails. Or one use sends it twice at once, and the app then loses the token.',
    why: 'A refresh token works once; the second answer is invalid_refresh_token, or for a short time a second pair, of which only one lives on. It happens when two events or two people come at once.',
    sources: [pages.rotation],
    fixes: refreshLockFixes,
  },
  'refresh-raced': {
    seen: 'Drive lets the tokens expire and uses the app twice at the same time: one refresh token is sent twice, and both uses succeed.',
    why: 'A refresh token works once. For a short time Slack may answer a second use with another pair, of which only one lives on, so the app can store the wrong one.',
    sources: [pages.rotation],
    fixes: refreshLockFixes,
  },
  'org-uninstall-ignored': {
    seen: 'Drive installs the app on an organization, uninstalls it there, and sends it tokens_revoked and app_uninstalled. The app then calls Slack twice or more with a token of that install.',
    why: 'An org-wide install has one bot token for all workspaces of the organization. The uninstall revokes it, and the events about that name the organization in enterprise_id. Slack does not document their team_id for this case, and authorizations can be missing, so it is only a remark.',
    sources: [pages.organizations, pages.appUninstalled],
    fixes: removalFixes,
  },
  'org-installation-lost': {
    seen: 'The app answers an event of a workspace. Drive removes it, installs it on the organization of this workspace, and sends the same event: the app makes no call.',
    why: 'After an org-wide install an event has the workspace in team_id, the organization in enterprise_id, and is_enterprise_install in authorizations. The installation belongs to the organization.',
    sources: [pages.organizations],
    fixes: storeFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
