import type { lifecycleFindings } from '../../../src/commands/drive/findings/lifecycle.ts'
import type { DefectiveApp, ShownBy } from './types.ts'

const lives = { app: 'lifecycle' } as const
const careless = { app: 'careless' } as const
const rotating = { app: 'rotating', scenario: 'rotation' } as const satisfies DefectiveApp
/** Without `--use`, `drive` judges the app’s reaction to an event. */
const byEvent = { use: false } as const
const keepsCalling = { app: 'lifecycle', defect: 'ignores-events,keeps-calling' } as const

/** The apps that show the findings about what happens after the install. */
export const lifecycleDefects: ShownBy<keyof typeof lifecycleFindings> = {
  'dead-token-used': [
    { app: 'plain', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
    { app: 'bolt 4', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
    { app: 'bolt 4, Socket Mode', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
    { app: 'bolt 5, Socket Mode', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
    { ...keepsCalling, scenario: 'uninstall-reinstall' },
  ],
  'removal-untold': [
    {
      ...{ app: 'plain', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
      more: ['--events-url', '/callback'],
    },
    // The app answers 404 there, so its events go to an address that drive does not know.
    {
      ...{ app: 'plain', defect: 'dead-token-used', scenario: 'uninstall-reinstall' },
      more: ['--events-url', '/no-events-here'],
    },
  ],
  'no-reinstall': [{ app: 'plain', defect: 'forgets-nothing', scenario: 'uninstall-reinstall' }],
  'old-tokens-after-reinstall': [{ ...careless, defect: 'inserts-once', scenario: 'uninstall-reinstall' }],
  'reinstall-failed': [{ ...careless, defect: 'inserts-duplicate', scenario: 'reinstall' }],
  'stops-after-reinstall': [{ ...careless, defect: 'revokes-before', scenario: 'reinstall' }],
  'second-install-failed': [{ ...careless, defect: 'one-workspace', scenario: 'second-workspace' }],
  'user-token-overwritten': [
    { ...lives, defect: 'second-person-replaces-first', scenario: 'second-person' },
    { ...lives, defect: 'second-person-replaces-first', scenario: 'second-person', ...byEvent },
  ],
  'first-workspace-overwritten': [
    { ...lives, defect: 'second-workspace-replaces-first', scenario: 'second-workspace' },
    { ...lives, defect: 'second-workspace-replaces-first', scenario: 'second-workspace', ...byEvent },
  ],
  'other-workspace-token': [
    { ...lives, defect: 'one-token-for-all', scenario: 'second-workspace', ...byEvent },
    { ...lives, defect: 'first-bot-for-all', scenario: 'second-workspace', ...byEvent },
  ],
  'removed-by-user-revocation': [{ ...lives, defect: 'deletes-all-on-revoked', scenario: 'tokens-revoked' }],
  'revoked-user-token-used': [
    { ...keepsCalling, scenario: 'tokens-revoked' },
    { ...keepsCalling, scenario: 'tokens-revoked', ...byEvent },
    { ...keepsCalling, scenario: 'installer-leaves' },
  ],
  'stops-when-installer-leaves': [{ ...lives, defect: 'deletes-all-on-revoked', scenario: 'installer-leaves' }],
  'tokens-not-refreshed': [
    { ...rotating, env: { PLAN: 'never' }, manifest: { settings: { token_rotation_enabled: true } } },
  ],
  'rotation-not-handled': [{ ...rotating, env: { PLAN: 'never' } }],
  'token-pair-lost': [{ ...rotating, env: { PLAN: 'bot-only' } }],
  'refresh-refused': [{ ...rotating, env: { PLAN: 'wrong-secret' } }],
  'refresh-not-stored': [{ ...lives, defect: 'loses-refresh-token', scenario: 'rotation' }],
  'refresh-token-reused': [
    { ...lives, defect: 'refresh-race', scenario: 'rotation' },
    { ...lives, defect: 'refresh-race', scenario: 'rotation', ...byEvent },
    { ...rotating, env: { PLAN: 'at-once' } },
    { app: 'lifecycle, two processes', defect: 'refresh-race', scenario: 'rotation' },
    { app: 'rotating oauth 3', defect: 'no-lock', scenario: 'rotation' },
    { app: 'rotating bolt 5', defect: 'no-lock', scenario: 'rotation' },
  ],
  'refresh-raced': [{ ...rotating, env: { PLAN: 'careful-race' } }],
  'org-uninstall-ignored': [{ ...lives, defect: 'forgets-team-only,keeps-calling', scenario: 'org' }],
  'org-installation-lost': [{ ...lives, defect: 'org-under-wrong-key', scenario: 'org', ...byEvent }],
}
