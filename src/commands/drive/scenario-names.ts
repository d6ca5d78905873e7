/** The scenarios, in the order of play. */
export const scenarioNames = [
  'allow',
  'deny',
  'wrong-state',
  'double-callback',
  'user-only',
  'bot-only',
  'uninstall',
  'org',
] as const

export type ScenarioName = (typeof scenarioNames)[number]
