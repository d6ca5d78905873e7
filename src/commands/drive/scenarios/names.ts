/** The names of the scenarios, in the order in which they are played. */
export const scenarioNames = [
  'allow',
  'deny',
  'wrong-state',
  'missing-state',
  'double-callback',
  'expired-code',
  'user-only',
  'bot-only',
  'uninstall-reinstall',
  'org',
] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** The groups of scenarios that `--scenario` accepts beside the names; `all` is every scenario. */
export const scenarioGroups = ['all', 'install', 'lifecycle'] as const
