import type { FindingFacts } from './types.ts'

/** The findings about the state. */
export const securityFindings = {
  'state-lost': {
    weight: 'defect',
    says: 'The app did not get its state cookie back at the callback, so it refused the install',
    cause: 'The cookie’s host, Path, SameSite or Secure does not fit the callback',
    cure: 'Use the same host for the install address and the callback. Set the cookie with Path=/ and SameSite=Lax, and with Secure only for https',
    at: 'callback',
  },
  'state-not-checked': {
    weight: 'defect',
    says: 'The app exchanges a code although the state is wrong or missing, so an attacker can make another person’s browser finish an install',
    cause: 'The callback never compares the state with the one that the app gave to this browser',
    cure: 'Before the exchange, compare the state with the state stored for this browser; refuse when they differ',
    at: 'callback',
  },
  'state-not-bound': {
    weight: 'remark',
    says: 'The state is not tied to the browser: another browser, which never opened the install address, can finish the install',
    cause: 'The app looks the state up in a list for all browsers, and stores nothing in the browser',
    cure: 'Store the state in a cookie as well, and compare the cookie with the state in the callback',
    at: 'end',
  },
  'state-in-one-process': {
    weight: 'defect',
    says: 'The app refuses some installs and accepts others, because only one of its processes knows the state',
    cause: 'The state or the session is stored in the memory of a process, and another process gets the callback',
    cure: 'Store the state where every process finds it: in a cookie of the browser, or in the database',
    at: 'callback',
  },
  'cookie-stripped': {
    weight: 'defect',
    says: 'A host between the browser and the app removes the app’s cookie, so the callback refuses the install',
    cause: 'A proxy, a gateway or a cache in between removes Set-Cookie from its answers',
    cure: 'Let that host pass Set-Cookie and Cookie on unchanged, and cache none of the app’s pages',
    at: 'start',
  },
  'state-repeated': {
    weight: 'defect',
    says: 'Several people get the same state, so a link that an attacker began works in any other browser',
    cause: 'The state is a constant, or it is made once when the app starts',
    cure: 'Make a new random state, such as 16 random bytes, for each visit to the install address',
    at: 'before-slack',
  },
  'state-guessable': {
    weight: 'defect',
    says: 'The next state can be guessed from the last one, so an attacker can make a valid link',
    cause: 'The state is a counter or the time, perhaps encoded or hashed, without a random part',
    cure: 'Make a new random state, such as 16 random bytes, for each visit to the install address',
    at: 'before-slack',
  },
  'state-short': {
    weight: 'remark',
    says: 'The state is so short that it can be found by trying',
    cause: 'The state is cut, or made from a random number with few digits',
    cure: 'Use at least 16 random bytes',
    at: 'before-slack',
  },
  'open-redirect': {
    weight: 'defect',
    says: 'After the install the app sends the browser to any address that its URL names, so a link to the app can lead to an attacker’s page',
    cause: 'A parameter for the way back is used without a look at its host',
    cure: 'Accept paths of the app only: a single slash at the start, no second one and no backslash; refuse or ignore everything else',
    at: 'end',
  },
  'wrong-state-crash': {
    weight: 'defect',
    says: 'The app breaks when the state is wrong',
    cause: 'The check of the state throws, and nothing catches the error',
    cure: 'Answer a callback with a wrong state with a page and a status below 500',
    at: 'callback',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
