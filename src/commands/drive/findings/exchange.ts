import type { FindingFacts } from './types.ts'

/** The findings about the exchange of the code for tokens. */
export const exchangeFindings = {
  'no-exchange': {
    weight: 'defect',
    says: 'The app reports success, but never exchanged the code at the simulator',
    cause: 'The callback shows its page without the call, or the call failed and its error was ignored',
    cure: 'Call oauth.v2.access with the code before the page that reports success',
    at: 'callback',
  },
  'redirect-uri-differs': {
    weight: 'defect',
    says: 'The exchange does not repeat the redirect_uri of the link, so Slack refuses it (bad_redirect_uri)',
    cause: 'The two URLs are built in two places: another host, path, slash at the end, or a value that is left out',
    cure: 'Send the same redirect_uri to the consent page and to oauth.v2.access, or to neither',
    at: 'callback',
  },
  'client-id-differs': {
    weight: 'defect',
    says: 'The exchange sends another client id than the link, so Slack does not accept the code',
    cause: 'The link and the exchange read the client id from two settings',
    cure: 'Read client id and secret from one place, for the link and for the exchange',
    at: 'callback',
  },
  'pkce-verifier-missing': {
    weight: 'defect',
    says: 'The link has a code_challenge, and the exchange does not send the code_verifier of it, so Slack refuses it',
    cause: 'The verifier is made for the link and not stored until the callback, or made again there',
    cure: 'Store the verifier beside the state, and send it as code_verifier',
    at: 'callback',
  },
  'wrong-secret': {
    weight: 'defect',
    says: 'Slack does not accept the client secret that the app sends (bad_client_secret)',
    cause: (pair) =>
      pair === 'id_of_drive'
        ? 'The app takes the client id from drive, but the secret from its command, its code or a file of settings'
        : 'The secret is of another app, an old one that was regenerated, or was cut or quoted when it was copied',
    cure: (pair) =>
      pair === 'id_of_drive'
        ? 'Read both from SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, which drive sets for the app; to use your own, set both in the environment of drive'
        : 'Client id and client secret belong to one app: compare them with the app’s settings',
    at: 'callback',
  },
  'flows-mixed': {
    weight: 'defect',
    says: 'The link and the exchange belong to two different flows, so Slack refuses (oauth_authorization_url_mismatch)',
    cause: 'The link or the exchange comes from an older example, or only one of them was moved to the current flow',
    cure: 'Use /oauth/v2/authorize with oauth.v2.access; a classic app uses /oauth/authorize with oauth.access',
    at: 'callback',
  },
  'exchange-refused': {
    weight: 'defect',
    says: 'Slack refused to exchange the code',
    cause: (code) =>
      code === 'invalid_code'
        ? 'The callback sends another text than the code in its URL: cut, decoded twice, or from another install'
        : 'Something in the request for the exchange does not fit the link or the app’s settings',
    cure: (code) => `What the code means: slack-tokens why ${code}`,
    at: 'callback',
  },
  'refused-code-500': {
    weight: 'remark',
    once: true,
    says: 'When Slack refuses the exchange, the person gets the library’s own page with status 500, which monitoring counts as a crash',
    cause: 'The library treats the refusal as an error, and its failure page answers every error with 500',
    cure: 'Give installerOptions.callbackOptions.failure (Bolt), handleCallback a failure, or the framework an error page that answers 400',
    at: 'callback',
  },
  'failure-as-success': {
    weight: 'defect',
    says: 'The app reports success although Slack did not accept the code',
    cause: 'The code does not look at ok in Slack’s answer to the exchange; its status is 200 also for an error',
    cure: 'Check ok before anything is stored, and show a page with a link that starts the install again',
    at: 'end',
  },
  'code-exchanged-twice': {
    weight: 'defect',
    says: 'The app exchanges the same code twice; a code works once, so a reload of the callback gets an error',
    cause: 'The exchange runs in two places, or a retry sends it again after an answer',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
    at: 'callback',
  },
  'reload-exchanged': {
    weight: 'remark',
    says: 'The app exchanges the code again when its callback is reloaded: Slack refuses, and the person sees the error',
    cause: 'The state stays valid after its first use',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
