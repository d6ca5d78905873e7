import type { FindingFacts } from './types.ts'

/** The findings about secrets in places where they do not belong. An install works in spite of these findings. */
export const leakFindings = {
  'secret-in-page': {
    weight: 'defect',
    says: 'The app shows the browser a secret, which belongs on the server only',
    cause: 'The page contains a whole object, such as Slack’s answer or the app’s settings',
    cure: 'Remove the secret from the page; show the name of the workspace instead',
    at: 'end',
  },
  'secret-in-url': {
    weight: 'defect',
    says: 'The app puts a secret into a URL, which stays in the browser’s history, in logs and in Referer headers',
    cause: 'The app hands the token over to its next page or its front end in the URL',
    cure: 'Keep the secret on the server, and give the browser a session cookie that names no secret',
    at: 'end',
  },
  'secret-in-link': {
    weight: 'defect',
    says: 'The link to Slack has a secret, so every browser that installs the app gets it',
    cause: 'The link is built from the same settings as the exchange',
    cure: 'Leave the secret out of the link: Slack reads it in oauth.v2.access only',
    at: 'before-slack',
  },
  'secret-in-cookie': {
    weight: 'defect',
    says: 'The app sets a cookie with a secret that a person or a script can read',
    cause: 'A session without a server-side store: its cookie is signed but not encrypted, or not even signed',
    cure: 'Store the token on the server, or encrypt the cookie, and set HttpOnly',
    at: 'end',
  },
  'secret-in-httponly-cookie': {
    weight: 'remark',
    says: 'The app sets a cookie with a token that is not encrypted: scripts can’t read it, but the person can',
    cause: 'A session without a server-side store: its cookie is signed but not encrypted, or not even signed',
    cure: 'Store the token on the server, or encrypt the cookie',
    at: 'end',
  },
  'secret-in-output': {
    weight: 'defect',
    says: 'The app prints a secret, so everybody who reads its log can use it',
    cause: 'A line for debugging prints a whole object: Slack’s answer, the installation, or the app’s settings',
    cure: 'Print ids only, such as the team’s; if it must be a token, print its first and last characters',
    at: 'none',
  },
  'secret-in-debug-log': {
    weight: 'remark',
    says: 'The app’s log at the level DEBUG has a secret, so everybody who reads that log can use it',
    cause: 'Slack’s SDK for Python and other libraries print whole answers of Slack at this level',
    cure: 'Set the level INFO wherever the log is stored',
    at: 'none',
  },
  'token-in-query': {
    weight: 'defect',
    says: 'The app sends its token to Slack in the URL, where Slack accepts no token of a newer app',
    cause: 'The call is written by hand, with token as a parameter of the URL',
    cure: 'Send the header Authorization: Bearer TOKEN, or the token in the form of a POST',
    at: 'none',
  },
  'secret-in-query': {
    weight: 'remark',
    says: 'The app sends Slack a secret in the URL, where proxies and HTTP logs store it',
    cause: 'The exchange is a GET, or its fields are parameters of the URL',
    cure: 'Send the fields as the form of a POST, and the client secret by HTTP Basic',
    at: 'none',
  },
  'token-in-message': {
    weight: 'defect',
    says: 'The app sends Slack a text with a token, which everybody in the conversation can read and use',
    cause: 'The text contains a whole object or an error message with the request',
    cure: 'Build the text from single fields',
    at: 'none',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
