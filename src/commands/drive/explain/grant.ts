import { missingTokenFixes } from './fixes/missing-token.ts'
import { storeFixes } from './fixes/store.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about installs whose grant differs from what the app expects. */
export const grantExplanations = {
  'short-grant-crash': {
    seen: 'Drive lets Slack grant fewer scopes than the link requests; then the callback, or the address of --use, answers with a status of 500 or more, or not at all.',
    why: 'Slack’s answer says in scope what was granted, and that can be less than the link requested. A call that needs more is refused with missing_scope, days after the install.',
    sources: [pages.optionalScopes, pages.access],
    fixes: missingTokenFixes,
  },
  'optional-scopes-crash': {
    seen: 'Drive unticks the scopes that the app’s manifest calls optional; then the callback, or the address of --use, answers with a status of 500 or more, or not at all.',
    why: 'People may install an app without its optional scopes. Slack’s answer says in scope what they left, and refuses a call that needs more with missing_scope.',
    sources: [pages.optionalScopes, pages.access],
    fixes: missingTokenFixes,
  },
  'v1-crash': {
    seen: 'Drive grants a classic app its scopes without bot, and the callback answers with a status of 500 or more, or not at all.',
    why: 'oauth.access gives the person’s token at the top, and the bot’s in bot. Without the scope bot there is no bot in the answer.',
    sources: [pages.classicAccess],
    fixes: missingTokenFixes,
  },
  'webhook-crash': {
    seen: 'Drive chooses another channel for the incoming webhook, and the callback answers with a status of 500 or more, or not at all.',
    why: 'The person chooses the channel on Slack’s page, among those that they are in. The app may be in none of them, and need not be: the URL alone is enough to post there.',
    sources: [pages.webhooks],
    fixes: storeFixes,
  },
  'webhook-old-channel': {
    seen: 'Drive installs the app twice with two channels and opens the address of --use; the app posts only through the webhook of the first install.',
    why: 'Each install gives out a webhook of its own, and the older ones stay valid. So nothing fails, and the messages go where nobody looks for them.',
    sources: [pages.webhooks],
    fixes: storeFixes,
  },
  'workspace-in-org-crash': {
    seen: 'Drive installs the app in one workspace of an organization, and the callback answers with a status of 500 or more, or not at all.',
    why: 'A workspace can belong to an organization without an org-wide install. Then Slack answers team and enterprise, and is_enterprise_install: false.',
    sources: [pages.organizations, pages.access],
    fixes: storeFixes,
  },
  'org-workspaces-mixed': {
    seen: 'Drive installs the app in two workspaces of an organization, and uninstalls it from the second one. After each step it opens the address of --use or sends an event, and the app makes no call with the token of that workspace; without an organization it does.',
    why: 'Each workspace has its own install and its own tokens, and all have the same enterprise.id. Only an org-wide install (is_enterprise_install: true) belongs to the organization.',
    sources: [pages.organizations],
    fixes: storeFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
