import type { FindingFacts } from './types.ts'

/** The findings about the exchange of the code for tokens. */
export const exchangeFindings = {
  'no-exchange': {
    weight: 'defect',
    says: 'The app reports success, but never exchanged the code at the simulator',
    cure: 'Call oauth.v2.access with the code before the page that reports success',
  },
  'redirect-uri-differs': {
    weight: 'defect',
    says: 'The exchange does not repeat the redirect_uri of the link, so Slack refuses it (bad_redirect_uri)',
    cure: 'Send the same redirect_uri to the consent page and to oauth.v2.access, or to neither',
  },
  'client-id-differs': {
    weight: 'defect',
    says: 'The exchange sends another client id than the link, so Slack does not accept the code',
    cure: 'Read client id and secret from one place, for the link and for the exchange',
  },
  'wrong-secret': {
    weight: 'defect',
    says: 'Slack does not accept the client secret that the app sends (bad_client_secret)',
    cure: 'Client id and client secret belong to one app: compare them with the app’s settings',
  },
  'exchange-refused': {
    weight: 'defect',
    says: 'Slack refused to exchange the code',
    cure: (code) => `What the code means: slack-tokens why ${code}`,
  },
  'code-exchanged-twice': {
    weight: 'defect',
    says: 'The app exchanges the same code twice; a code works once, so a reload of the callback gets an error',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
  },
  'reload-exchanged': {
    weight: 'remark',
    says: 'The app exchanges the code again when its callback is reloaded: Slack refuses, and the person sees the error',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
