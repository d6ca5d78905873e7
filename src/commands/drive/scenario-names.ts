/** The names of the scenarios, in the order in which they are played. */
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
