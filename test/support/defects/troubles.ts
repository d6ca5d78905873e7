import type { grantFindings } from '../../../src/commands/drive/findings/grant.ts'
import type { refusalFindings } from '../../../src/commands/drive/findings/refusal.ts'
import type { ShownBy } from './types.ts'

const troubled = { app: 'troubled' } as const
/** The manifest of the app with its optional scopes. */
const manifest = {
  oauth_config: {
    scopes: {
      bot: ['chat:write', 'users:read', 'incoming-webhook'],
      bot_optional: ['users:read', 'incoming-webhook'],
      user: ['search:read'],
    },
  },
}

/** The apps that show the findings about an install that Slack refuses, or that does not go as usual. */
export const troubleDefects: ShownBy<keyof typeof refusalFindings | keyof typeof grantFindings> = {
  'refused-exchange-crash': [
    { app: 'callback cases', defect: 'throws-refusal', scenario: 'expired-code' },
    { ...troubled, defect: 'reads-at-once', scenario: 'expired-code' },
    { ...troubled, defect: 'reads-at-once', scenario: 'bad-code' },
    { ...troubled, defect: 'reads-at-once', scenario: 'used-code' },
  ],
  'refused-exchange-repeated': [{ ...troubled, defect: 'repeats-refusals', scenario: 'bad-code' }],
  'later-install-fails': [
    { ...troubled, defect: 'locks', scenario: 'expired-code' },
    { ...troubled, defect: 'one-install-at-a-time', scenario: 'approval-later' },
  ],
  'slow-slack-crash': [{ ...troubled, defect: 'gives-up-early', scenario: 'slow-slack' }],
  'error-500-crash': [{ ...troubled, defect: 'crashes-at-500', scenario: 'error-500' }],
  'rate-limited-crash': [{ ...troubled, defect: 'crashes-at-429', scenario: 'rate-limited' }],
  'failure-dead-end': [{ ...troubled, defect: 'crashes-at-500,shows-dead-end', scenario: 'error-500' }],
  'rate-limit-ignored': [{ ...troubled, defect: 'hammers', scenario: 'rate-limited' }],
  'short-grant-crash': [
    { ...troubled, defect: 'calls-at-once', scenario: 'short-grant' },
    { ...troubled, defect: 'calls-later', scenario: 'short-grant' },
    { ...troubled, defect: 'needs-scopes', scenario: 'short-grant', env: { SCOPE: 'chat:write,users:read' } },
  ],
  'optional-scopes-crash': [
    { ...troubled, defect: 'calls-later', scenario: 'optional-scopes', manifest },
    { ...troubled, defect: 'needs-scopes', scenario: 'optional-scopes', manifest },
  ],
  'v1-crash': [{ ...troubled, defect: 'needs-bot', scenario: 'v1', env: { FLOW: 'v1' } }],
  'webhook-crash': [{ ...troubled, defect: 'needs-general', scenario: 'webhook' }],
  'webhook-old-channel': [{ ...troubled, defect: 'keeps-first-webhook', scenario: 'webhook' }],
  'workspace-in-org-crash': [{ ...troubled, defect: 'team-or-org', scenario: 'workspace-in-org' }],
  'org-workspaces-mixed': [
    { app: 'lifecycle', defect: 'workspace-under-org', scenario: 'workspace-in-org' },
    { app: 'lifecycle', defect: 'one-bot-in-org', scenario: 'workspace-in-org' },
    { app: 'lifecycle', defect: 'looks-under-org', scenario: 'workspace-in-org', use: false },
  ],
}
