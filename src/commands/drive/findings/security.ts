import type { FindingFacts } from './types.ts'

/** The findings about the state and about secrets. */
export const securityFindings = {
  'state-lost': {
    weight: 'defect',
    says: 'The app did not get its state cookie back at the callback, so it refused the install',
    cure: 'Use the same host for the install address and the callback. Set the cookie with Path=/ and SameSite=Lax, and with Secure only for https',
  },
  'state-not-checked': {
    weight: 'defect',
    says: 'The app exchanges a code although the state is wrong or missing, so an attacker can make another person’s browser finish an install',
    cure: 'Before the exchange, compare the state with the state stored for this browser; refuse when they differ',
  },
  'state-not-bound': {
    weight: 'remark',
    says: 'The state is not tied to the browser: another browser, which never opened the install address, can finish the install',
    cure: 'Store the state in a cookie as well, and compare the cookie with the state in the callback',
  },
  'wrong-state-crash': {
    weight: 'defect',
    says: 'The app breaks when the state is wrong',
    cure: 'Answer a callback with a wrong state with a page and a status below 500',
  },
  'secret-in-page': {
    weight: 'defect',
    says: 'The app shows the browser a secret, which belongs on the server only',
    cure: 'Remove the secret from the page and from its address; show the name of the workspace instead',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
