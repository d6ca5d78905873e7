import type { FindingFacts } from './types.ts'

/** The findings about the first use of the app after its install. */
export const firstUseFindings = {
  'stored-token-refused': {
    weight: 'defect',
    says: 'The app calls Slack right after its install, and Slack does not accept its token',
    cause: 'The app stored another field than the token, sends none, or finds the installation of somebody else',
    cure: 'Store access_token and authed_user.access_token of Slack’s answer, each with its workspace and person; send it as Authorization: Bearer',
    at: 'end',
  },
  'only-token-not-used': {
    weight: 'remark',
    says: 'After an install that brought only one token, the app breaks, or calls Slack without that token',
    cause:
      'The code calls Slack with a token that this install did not bring, or did not store the one that it brought',
    cure: 'Store access_token and authed_user.access_token each on its own, and call Slack with the one that is there; or say on the page what is missing',
    at: 'end',
  },
  'cannot-act-after-install': {
    weight: 'defect',
    says: 'The app cannot act after its install: the page of --use fails or begins the install again, without a call to Slack',
    cause: 'The app did not store the installation, stores it later, or looks for it under another key',
    cure: 'Store the answer of the exchange before the callback answers, and look for it under the same key',
    at: 'end',
  },
  'no-call-after-install': {
    weight: 'remark',
    says: 'The app made no call to Slack when drive opened the address of --use right after the install',
    cause: 'The app did not store the installation, or it does not find it; or this address never makes it call Slack',
    cure: 'Look at the page: the app has to find the installation of the workspace. Otherwise give another address to --use',
    at: 'end',
  },
  'use-hangs': {
    weight: 'remark',
    says: 'The address of --use does not answer within the time limit, so drive does not open it again',
    cause: 'The page waits for something that does not come, or keeps its answer open, as a stream does',
    cure: 'Answer in every branch; or give --use another page that makes the app call Slack. --http-timeout sets the limit',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
