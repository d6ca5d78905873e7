import type { FindingFacts } from './types.ts'

/** The findings about the app’s answer to the callback. */
export const callbackFindings = {
  'callback-refused': {
    weight: 'defect',
    says: 'The callback refused an install that a person allowed at Slack',
    cause:
      'The callback rejects something that this install has: a check of the session, of the person or of the workspace',
    cure: 'The page and the app’s output show why; the requests above list the cookies',
    at: 'callback',
  },
  'callback-crash': {
    weight: 'defect',
    says: 'The callback failed with an error of the app after a person pressed Allow',
    cause: (reached) =>
      reached === 'no_exchange'
        ? 'Code before the exchange threw an error that nothing catches: a setting, the session, or the database'
        : 'Code after the exchange threw an error that nothing catches: a missing field of Slack’s answer, the database, or a later call',
    cure: 'The app’s output shows where the error is',
    at: 'callback',
  },
  'install-declined': {
    weight: 'remark',
    says: 'The app declines this install with a page, after it exchanged the code',
    cause: (broken) =>
      broken === 'org-crash'
        ? 'The code does not accept an install on a whole organization'
        : 'The code checks for something that this install does not have, such as a token',
    cure: (broken) =>
      broken === 'org-crash'
        ? 'Nothing, if the app is for one workspace and the page says so'
        : 'Nothing, if the page says what is missing and how to install again',
    at: 'callback',
  },
  'not-simulated': {
    weight: 'remark',
    says: 'The callback failed after a call that the simulator does not have, so drive can’t judge it',
    cause: 'The code does not expect that this call fails',
    cure: 'Test this install in a real workspace, or let the app go on when that call fails',
    at: 'callback',
  },
  'callback-hangs': {
    weight: 'defect',
    says: 'The callback never answers, so the person sees an empty page that loads',
    cause: 'A branch that sends no answer, or a wait for something that does not come',
    cure: 'Answer in every branch, and give every call a time limit. The evidence names the last call to Slack',
    at: 'end',
  },
  'answers-before-stored': {
    weight: 'defect',
    says: 'The callback answers before the app has stored the installation, so the next page does not find it',
    cause: 'The function that stores the installation is not awaited, or a queue stores it later',
    cure: 'Answer the callback only after the store has confirmed; on an error show a page that offers another try',
    at: 'end',
  },
  'installation-in-one-process': {
    weight: 'defect',
    says: 'After the install the app works only sometimes, because only one of its processes has the installation',
    cause: 'The installation is stored in the memory of the process that got the callback',
    cure: 'Store installations where every process finds them: in the database, or in a file that all of them read',
    at: 'end',
  },
  'denial-500': {
    weight: 'defect',
    says: 'The app breaks when a person presses Cancel',
    cause:
      'The callback reads code before it looks for error: after Cancel the URL has error=access_denied and no code',
    cure: 'Look for error=access_denied before code, and show a page that offers another try',
    at: 'callback',
  },
  'denial-exchanged': {
    weight: 'defect',
    says: 'The app calls Slack to exchange a code although the person pressed Cancel, so there is none',
    cause: 'The code does not look for the error that the callback brings in place of a code',
    cure: 'Look for error=access_denied before code, and show a page that offers another try',
    at: 'callback',
  },
  'denial-500-sdk': {
    weight: 'remark',
    says: 'A person who presses Cancel gets the SDK’s own page with status 500, which monitoring counts as a crash',
    cause: 'The SDK treats Cancel as an error, and its own failure page answers every error with 500',
    cure: 'Give installerOptions.callbackOptions.failure (Bolt) or handleCallback a failure that answers 200',
    at: 'callback',
  },
  'reload-crash': {
    weight: 'defect',
    says: 'The app breaks when the callback is opened a second time',
    cause:
      'The state or the session was deleted by the first callback, and the code does not expect that it is missing',
    cure: 'Answer the second callback with a page and a status below 500, whether or not the app installs again',
    at: 'end',
  },
  'org-crash': {
    weight: 'defect',
    says: 'The app breaks on an org-wide install, whose answer has team: null and enterprise',
    cause: (code) =>
      code === 'team_access_not_granted'
        ? 'The app calls Slack for a workspace to which the admin has not added it yet'
        : 'The code reads team.id, and team is null in the answer of an org-wide install',
    cure: (code) =>
      code === 'team_access_not_granted'
        ? 'An org-wide install adds the app to no workspace until an admin does: expect team_access_not_granted until then'
        : 'Use enterprise.id where is_enterprise_install is true; if the app is never org-wide: --scenario without org',
    at: 'callback',
  },
  'user-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no bot token: access_token is then only in authed_user, not at the top',
    cause: 'The code reads access_token or bot_user_id, and the answer has neither',
    cure: 'Check that access_token and bot_user_id are there before using them: a person can deselect optional scopes. If no bot scope of the app is optional: --scenario without user-only',
    at: 'callback',
  },
  'bot-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no user token: authed_user has only an id',
    cause: 'The code reads authed_user.access_token, and the answer does not have it',
    cure: 'Check that authed_user.access_token is there before using it: a person can deselect optional scopes. If no user scope of the app is optional: --scenario without bot-only',
    at: 'callback',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
