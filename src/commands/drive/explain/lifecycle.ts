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
    seen: 'Drive removes the app, but the app does not accept the two events, or drive does not know its signing secret. The app then calls Slack twice or more.',
    why: 'An app learns of its removal by events, which Slack signs with the signing secret. An app that cannot check them refuses them.',
    sources: [pages.signatures, pages.appUninstalled],
    fixes: signatureFixes,
  },
  'no-reinstall': {
    seen: 'Drive removes the app and installs it again; the second install fails, although the first one succeeded.',
    why: 'Slack allows a new install at any time, with new tokens or the same ones. It can also come without an uninstall before it, when an app asks for more scopes.',
    sources: [pages.asking, pages.revoking],
    fixes: storeFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
