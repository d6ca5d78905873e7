/** The names of the scenarios, in the order in which they are played. */
export const scenarioNames = [
  'allow',
  'deny',
  'wrong-state',
  'missing-state',
  'double-callback',
  'foreign-return',
  'first-use',
  'expired-code',
  'bad-code',
  'used-code',
  'short-grant',
  'optional-scopes',
  'user-only',
  'bot-only',
  'approval-later',
  'slow-slack',
  'error-500',
  'rate-limited',
  'webhook',
  'v1',
  'forged-events',
  'reinstall',
  'second-person',
  'second-workspace',
  'tokens-revoked',
  'installer-leaves',
  'rotation',
  'uninstall-reinstall',
  'workspace-in-org',
  'org',
] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** The groups of scenarios that `--scenario` accepts beside the names; `all` is every scenario. */
export const scenarioGroups = ['all', 'install', 'lifecycle'] as const

/** What `--scenario` accepts: the name of a scenario, or a group of them. */
export type ScenarioWord = ScenarioName | (typeof scenarioGroups)[number]
