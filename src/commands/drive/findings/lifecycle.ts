import type { FindingFacts } from './types.ts'

/** The findings about what happens after the install. */
export const lifecycleFindings = {
  'dead-token-used': {
    weight: 'defect',
    says: 'The app still calls Slack with a token that the uninstall revoked',
    cause: 'The events of the uninstall and the error token_revoked do not delete the stored installation',
    cure: 'Delete the stored installation on the events app_uninstalled and tokens_revoked, and on the errors token_revoked and account_inactive',
    at: 'none',
  },
  'removal-untold': {
    weight: 'remark',
    says: 'The app still calls Slack with a revoked token, but drive could not send it the events of the uninstall',
    cause: 'The app keeps a token that Slack refuses; whether its events would delete it is not known',
    cure: 'Set the signing secret that the app checks (SLACK_SIGNING_SECRET), and --events-url for its events',
    at: 'none',
  },
  'no-reinstall': {
    weight: 'defect',
    says: 'After an uninstall the app can’t be installed again',
    cause: 'The app still has the earlier installation and treats the new one as a duplicate',
    cure: 'Let a new install replace the stored installation',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
