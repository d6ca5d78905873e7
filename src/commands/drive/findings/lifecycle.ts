import type { FindingFacts } from './types.ts'

/** The findings about what happens after the install. */
export const lifecycleFindings = {
  'dead-token-used': {
    weight: 'defect',
    says: 'The app still calls Slack with a token that the uninstall revoked',
    cure: 'Delete the stored installation on the events app_uninstalled and tokens_revoked, and on the errors token_revoked and account_inactive',
  },
  'removal-untold': {
    weight: 'remark',
    says: 'The app still calls Slack with a revoked token, but drive could not send it the events of the uninstall',
    cure: 'Set the signing secret that the app checks (SLACK_SIGNING_SECRET), and --events-url for its events',
  },
  'no-reinstall': {
    weight: 'defect',
    says: 'After an uninstall the app can’t be installed again',
    cure: 'Let a new install replace the stored installation',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
