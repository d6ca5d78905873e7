import type { leakFindings } from '../../../src/commands/drive/findings/leaks.ts'
import type { securityFindings } from '../../../src/commands/drive/findings/security.ts'
import type { DefectiveApp, ShownBy } from './types.ts'

const plain = { app: 'plain', scenario: 'allow' } as const satisfies DefectiveApp
const leaking = { app: 'leaking', scenario: 'allow' } as const satisfies DefectiveApp
const careless = { app: 'careless', scenario: 'allow' } as const satisfies DefectiveApp
const redirecting = { app: 'careless', scenario: 'foreign-return' } as const satisfies DefectiveApp

/** The apps that show the findings about the state and about secrets. */
export const securityDefects: ShownBy<keyof typeof securityFindings | keyof typeof leakFindings> = {
  'state-lost': [
    { ...plain, defect: 'state-lost-host' },
    { app: 'oauth 4', defect: 'state-lost-host', scenario: 'allow' },
    { ...plain, defect: 'state-lost-path' },
    { ...plain, defect: 'state-lost-strict' },
    { ...plain, defect: 'state-lost-none' },
    { ...plain, defect: 'state-lost-domain' },
  ],
  'state-not-checked': [
    { app: 'plain', defect: 'state-not-checked', scenario: 'wrong-state' },
    { app: 'oauth 3', defect: 'state-not-checked', scenario: 'wrong-state' },
    { app: 'bolt 5', defect: 'state-not-checked', scenario: 'wrong-state' },
    { app: 'callback cases', defect: 'no-state-equals-no-state', scenario: 'missing-state' },
  ],
  'state-not-bound': [{ app: 'plain', defect: 'state-not-bound', scenario: 'wrong-state' }],
  'state-in-one-process': [{ app: 'two processes', defect: 'state-in-one-process', scenario: 'allow' }],
  'cookie-stripped': [{ app: 'behind a host', defect: 'cookie-stripped', scenario: 'allow' }],
  'state-repeated': [{ ...careless, defect: 'same-state' }],
  'state-guessable': [
    { ...careless, defect: 'counter-state' },
    { ...careless, defect: 'time-state' },
  ],
  'state-short': [{ ...careless, defect: 'short-state' }],
  'open-redirect': [
    { ...redirecting, defect: 'open-redirect' },
    { ...redirecting, defect: 'open-redirect-slashes' },
    { ...redirecting, defect: 'open-redirect-at-callback' },
    { ...redirecting, defect: 'open-redirect-at-install' },
    { ...redirecting, defect: 'open-redirect-by-refresh' },
    { ...redirecting, defect: 'open-redirect-by-meta' },
    { ...redirecting, defect: 'open-redirect-by-script' },
  ],
  'wrong-state-crash': [{ app: 'plain', defect: 'wrong-state-crash', scenario: 'wrong-state' }],
  'secret-in-page': [
    { ...plain, defect: 'secret-in-page' },
    { app: 'page', defect: 'secret-in-install-page', scenario: 'allow' },
    { ...leaking, defect: 'token-in-json' },
    { ...leaking, defect: 'token-in-base64' },
    { ...leaking, defect: 'state-secret-in-page' },
    { ...leaking, defect: 'webhook-in-page' },
    { ...leaking, defect: 'token-in-script' },
  ],
  'secret-in-url': [
    { ...leaking, defect: 'token-in-url' },
    { ...leaking, defect: 'token-in-redirect-page' },
  ],
  'secret-in-fragment': [{ ...plain, defect: 'secret-in-address' }],
  'secret-to-other-host': [
    { ...leaking, defect: 'token-in-url-of-other-host' },
    { ...leaking, defect: 'token-in-image' },
  ],
  'secret-in-header': [{ ...leaking, defect: 'token-in-header' }],
  'secret-in-link': [{ ...leaking, defect: 'client-secret-in-link' }],
  'secret-in-cookie': [
    { ...leaking, defect: 'token-in-cookie' },
    { ...leaking, defect: 'secret-in-httponly-cookie' },
  ],
  'secret-in-httponly-cookie': [{ ...leaking, defect: 'token-in-httponly-cookie' }],
  'secret-in-output': [
    { ...leaking, defect: 'token-in-output' },
    { ...leaking, defect: 'token-in-hexadecimal-output' },
    { ...leaking, defect: 'secret-in-output' },
  ],
  'secret-in-debug-log': [{ ...leaking, defect: 'token-in-debug-log' }],
  'token-in-query': [{ ...leaking, defect: 'token-in-query' }],
  'secret-in-query': [{ ...leaking, defect: 'secret-in-query' }],
  'token-in-message': [{ ...leaking, defect: 'token-in-message' }],
}
