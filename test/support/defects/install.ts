import type { callbackFindings } from '../../../src/commands/drive/findings/callback.ts'
import type { eventFindings } from '../../../src/commands/drive/findings/events.ts'
import type { exchangeFindings } from '../../../src/commands/drive/findings/exchange.ts'
import type { firstUseFindings } from '../../../src/commands/drive/findings/first-use.ts'
import type { walkFindings } from '../../../src/commands/drive/findings/walk.ts'
import type { DefectiveApp, ShownBy } from './types.ts'

type Shown = typeof walkFindings &
  typeof exchangeFindings &
  typeof callbackFindings &
  typeof firstUseFindings &
  typeof eventFindings

const plain = { app: 'plain', scenario: 'allow' } as const satisfies DefectiveApp
const careless = { app: 'careless', scenario: 'allow' } as const satisfies DefectiveApp
const cases = { app: 'callback cases' } as const
const forged = { app: 'careless', scenario: 'forged-events' } as const satisfies DefectiveApp

/** The apps that show the findings about the install and the first use. */
export const installDefects: ShownBy<keyof Shown> = {
  'app-ended': [{ ...plain, defect: 'dies-later' }],
  'crash-after-installs': [
    { ...plain, scenario: 'deny', defect: 'dies-at-third-install' },
    { ...plain, scenario: 'user-only', defect: 'third-install-500' },
  ],
  'no-link-to-slack': [
    { ...plain, defect: 'no-link' },
    { ...plain, defect: 'endless-page' },
  ],
  'other-slack-page': [{ ...plain, env: { LINK_PAGE: '/app_redirect' } }],
  'redirect-loop': [{ ...plain, defect: 'redirect-loop' }],
  'slack-refuses': [{ ...plain, defect: 'bad-scope' }],
  'scopes-differ': [
    {
      ...careless,
      manifest: { oauth_config: { scopes: { bot: ['chat:write', 'files:read'], user: ['search:read'] } } },
    },
  ],
  'landing-unreachable': [{ ...careless, defect: 'leads-nowhere' }],
  'no-exchange': [{ ...plain, defect: 'never-exchanges' }],
  'redirect-uri-differs': [{ ...plain, defect: 'redirect-uri-differs' }],
  'client-id-differs': [
    { ...plain, defect: 'other-client-id' },
    { ...plain, defect: 'other-client-id,by-basic' },
  ],
  'pkce-verifier-missing': [
    { ...careless, defect: 'pkce-verifier-missing' },
    { ...careless, defect: 'pkce-other-verifier' },
  ],
  'wrong-secret': [{ ...plain, defect: 'wrong-secret' }],
  'flows-mixed': [
    { app: 'troubled', defect: 'mixes-flows', scenario: 'allow' },
    { app: 'troubled', defect: 'mixes-flows', scenario: 'allow', env: { FLOW: 'v1' } },
  ],
  'exchange-refused': [{ ...plain, defect: 'cuts-code' }],
  'refused-code-500': [{ app: 'oauth 3', scenario: 'expired-code' }],
  'failure-as-success': [
    { ...cases, defect: 'failure-as-success', scenario: 'expired-code' },
    { ...cases, defect: 'thanks-for-failure', scenario: 'bad-code' },
    { app: 'troubled', defect: 'claims-success', scenario: 'used-code' },
    { app: 'troubled', defect: 'claims-success', scenario: 'error-500' },
    { app: 'troubled', defect: 'claims-success', scenario: 'rate-limited' },
  ],
  'code-exchanged-twice': [
    { ...plain, defect: 'code-exchanged-twice' },
    { app: 'troubled', defect: 'repeats-early', scenario: 'slow-slack' },
  ],
  'reload-exchanged': [{ app: 'plain', defect: 'exchanged-on-reload', scenario: 'double-callback' }],
  'callback-refused': [{ ...plain, defect: 'refuses' }],
  'callback-crash': [{ ...careless, defect: 'crashes-when-done' }],
  'install-declined': [{ ...cases, defect: 'declines', scenario: 'user-only' }],
  'not-simulated': [{ ...cases, defect: 'not-simulated', scenario: 'allow' }],
  'callback-hangs': [
    { ...careless, defect: 'hangs' },
    { ...careless, defect: 'hangs-before-exchange' },
  ],
  'answers-before-stored': [{ ...careless, defect: 'answers-before-stored' }],
  'installation-in-one-process': [{ app: 'two processes', defect: 'installation-in-one-process', scenario: 'allow' }],
  'denial-500': [
    { app: 'plain', defect: 'denial-500', scenario: 'deny' },
    { ...cases, defect: 'denial-thrown', scenario: 'deny' },
  ],
  'denial-exchanged': [{ ...cases, defect: 'denial-exchanged', scenario: 'deny' }],
  'denial-500-sdk': [{ app: 'bolt 4', scenario: 'deny' }],
  'reload-crash': [{ app: 'plain', defect: 'reload-crash', scenario: 'double-callback' }],
  'org-crash': [
    { app: 'plain', defect: 'org-crash', scenario: 'org' },
    { app: 'oauth 3', defect: 'org-crash', scenario: 'org' },
    { app: 'bolt 4', defect: 'org-crash', scenario: 'org' },
  ],
  'user-only-crash': [
    { ...cases, defect: 'bot-token-needed', scenario: 'user-only' },
    { app: 'plain', defect: 'user-only-crash', scenario: 'user-only' },
    { app: 'oauth 4', defect: 'user-only-crash', scenario: 'user-only' },
  ],
  'bot-only-crash': [
    { app: 'plain', defect: 'bot-only-crash', scenario: 'bot-only' },
    { app: 'bolt 5', defect: 'bot-only-crash', scenario: 'bot-only' },
  ],
  'stored-token-refused': [{ app: 'lifecycle', defect: 'stores-another-field', scenario: 'first-use' }],
  'only-token-not-used': [{ app: 'careless', defect: 'bot-token-only', scenario: 'user-only' }],
  'use-hangs': [{ app: 'careless', defect: 'use-hangs', scenario: 'first-use', more: ['--http-timeout', '5'] }],
  'cannot-act-after-install': [
    { app: 'careless', defect: 'stores-nothing', scenario: 'first-use' },
    { app: 'careless', defect: 'stores-nothing,says-so', scenario: 'first-use' },
    { app: 'careless', defect: 'stores-nothing,installs-again', scenario: 'first-use' },
  ],
  'no-call-after-install': [{ ...plain, scenario: 'first-use', use: false, more: ['--use', '/done'] }],
  'unsigned-event-accepted': [
    { ...forged, defect: 'unsigned-events' },
    { ...forged, defect: 'signature-optional' },
  ],
  'challenge-not-answered': [{ ...forged, defect: 'no-challenge' }],
  'signed-event-refused': [{ ...forged, defect: 'other-signing-secret' }],
  'old-event-accepted': [{ ...forged, defect: 'old-events' }],
  'removal-event-500': [{ app: 'careless', defect: 'removal-event-500', scenario: 'uninstall-reinstall' }],
}
