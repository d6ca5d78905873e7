import type { FindingFacts } from './types.ts'

/** The findings about the app’s answer to the callback. */
export const callbackFindings = {
  'callback-refused': {
    weight: 'defect',
    says: 'The callback refused an install that succeeded at Slack',
    cure: 'The page and the app’s output show why; the requests above list the cookies',
  },
  'callback-crash': {
    weight: 'defect',
    says: 'The callback failed with an error of the app, although the install succeeded at Slack',
    cure: 'The app’s output shows where the error is',
  },
  'denial-500': {
    weight: 'defect',
    says: 'The app breaks when a person presses Cancel',
    cure: 'Look for error=access_denied before code, and show a page that offers another try',
  },
  'denial-500-sdk': {
    weight: 'remark',
    says: 'A person who presses Cancel gets the SDK’s own page with status 500, which monitoring counts as a crash',
    cure: 'Give installerOptions.callbackOptions.failure (Bolt) or handleCallback a failure that answers 200',
  },
  'reload-crash': {
    weight: 'defect',
    says: 'The app breaks when the callback is opened a second time',
    cure: 'Answer the second callback with a page and a status below 500, whether or not the app installs again',
  },
  'org-crash': {
    weight: 'defect',
    says: 'The app breaks on an org-wide install, whose answer has team: null and enterprise',
    cure: (code) =>
      code === 'team_access_not_granted'
        ? 'An org-wide install adds the app to no workspace until an admin does: expect team_access_not_granted until then'
        : 'Use enterprise.id where is_enterprise_install is true; if the app is never org-wide: --scenario without org',
  },
  'user-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no bot token: access_token is then only in authed_user, not at the top',
    cure: 'Check that access_token and bot_user_id are there before using them: a person can deselect bot scopes',
  },
  'bot-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no user token: authed_user has only an id',
    cure: 'Check that authed_user.access_token is there before using it: a person can deselect user scopes',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
