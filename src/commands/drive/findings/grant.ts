import type { FindingFacts } from './types.ts'

/** The findings about installs whose grant differs from what the app expects. */
export const grantFindings = {
  'short-grant-crash': {
    weight: 'defect',
    says: 'The app breaks when Slack grants fewer scopes than the link requests',
    cause: (code) =>
      code === 'missing_scope'
        ? 'The app calls a method whose scope was not granted, and does not catch missing_scope'
        : 'The code expects every requested scope in the answer',
    cure: 'Compare scope in the answer with the requested scopes; say what is missing and offer a new install',
    at: 'end',
  },
  'optional-scopes-crash': {
    weight: 'defect',
    says: 'The app breaks when the person unticks its optional scopes',
    cause: (code) =>
      code === 'missing_scope'
        ? 'The app calls a method whose optional scope was not granted, and does not catch missing_scope'
        : 'The code expects every optional scope in the answer',
    cure: 'Look for the optional scope in the answer’s scope before the feature that needs it, or make it a required one',
    at: 'end',
  },
  'v1-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer of oauth.access has no bot: the token at the top is the person’s',
    cause: 'The code reads bot.bot_access_token, and the answer has no bot because the scope bot was not granted',
    cure: 'Check that bot is there before using it; access_token at the top always acts as the person',
    at: 'callback',
  },
  'webhook-crash': {
    weight: 'defect',
    says: 'The app breaks when the person chooses another channel for its incoming webhook',
    cause: 'The code expects a certain channel, or that it finds the channel of the webhook with its own token',
    cure: 'Use incoming_webhook.url as it is; channel and channel_id are only names for it',
    at: 'callback',
  },
  'webhook-old-channel': {
    weight: 'defect',
    says: 'After a new install with another channel, the app still posts only to the channel of the first install',
    cause: 'The app keeps the first incoming_webhook and ignores that of a later install',
    cure: 'Store incoming_webhook.url of the newest install, or post to every channel that was chosen',
    at: 'none',
  },
  'workspace-in-org-crash': {
    weight: 'defect',
    says: 'The app breaks on an install in one workspace of an Enterprise organization, whose answer has team and enterprise',
    cause: 'The code takes every answer with enterprise for an org-wide install',
    cure: 'Look at is_enterprise_install: it is false for an install in one workspace, which belongs to team.id',
    at: 'callback',
  },
  'org-workspaces-mixed': {
    weight: 'defect',
    says: 'The app mixes up the installations of the workspaces of an organization, so one of them loses its token or uses that of another',
    cause: 'The installation is stored or looked for under enterprise.id, although it belongs to one workspace',
    cure: 'Store and look up by team.id, or by both ids; by enterprise.id alone only where is_enterprise_install is true',
    at: 'none',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
