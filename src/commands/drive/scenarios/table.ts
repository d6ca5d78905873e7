import { allow } from './allow.ts'
import { doubleCallback } from './double-callback.ts'
import { firstUse, oneToken } from './first-use.ts'
import { foreignReturn } from './foreign-return.ts'
import { forgedEvents } from './forged-events.ts'
import { deny } from './install.ts'
import { lifecycleScenarios } from './lifecycle-table.ts'
import { type ScenarioName, type ScenarioWord, scenarioNames } from './names.ts'
import { organization } from './organization.ts'
import type { Scenario } from './scenario.ts'
import { troubleScenarios } from './trouble-table.ts'
import { missingState, wrongState } from './wrong-state.ts'

/** All scenarios: what happens in each, and what a healthy app does. */
export const scenarios = {
  allow: {
    group: 'install',
    says: 'a person presses Allow',
    expects: 'exchanges the code and shows a page that reports success',
    needsInstall: false,
    play: allow,
  },
  deny: {
    group: 'install',
    says: 'a person presses Cancel',
    expects: 'shows a page with a status below 500, and exchanges nothing',
    needsInstall: false,
    play: deny,
  },
  'wrong-state': {
    group: 'install',
    says: 'the callback comes with another state than the app’s',
    expects: 'refuses the callback with a page (status below 500, or a way on), and exchanges nothing',
    needsInstall: true,
    play: wrongState,
  },
  'missing-state': {
    group: 'install',
    says: 'the callback comes without a state',
    expects: 'refuses the callback, and exchanges nothing',
    needsInstall: true,
    play: missingState,
  },
  'double-callback': {
    group: 'install',
    says: 'the callback is opened a second time',
    expects: 'shows a page with a status below 500 or a way on, and does not exchange the code again',
    needsInstall: true,
    play: doubleCallback,
  },
  'first-use': {
    group: 'lifecycle',
    says: 'the person uses the app after the install (--use)',
    expects: 'calls Slack with a token of this install',
    needsInstall: true,
    play: firstUse,
  },
  'foreign-return': {
    group: 'install',
    says: 'the URLs name a page on another host for afterwards',
    expects: 'stays on its own pages',
    needsInstall: true,
    play: foreignReturn,
  },
  ...troubleScenarios,
  'user-only': {
    group: 'install',
    says: 'only user scopes are granted, so no bot token comes',
    expects: 'works without the bot token, or says what is missing; try --use',
    needsInstall: true,
    play: (stage) => oneToken(stage, 'scope', 'user-only-crash'),
  },
  'bot-only': {
    group: 'install',
    says: 'only bot scopes are granted, so no user token comes',
    expects: 'works without the user token, or says what is missing; try --use',
    needsInstall: true,
    play: (stage) => oneToken(stage, 'user_scope', 'bot-only-crash'),
  },
  'forged-events': {
    group: 'lifecycle',
    says: 'events come signed, unsigned, wrongly signed and old',
    expects: 'accepts only what Slack has just signed, and answers its challenge',
    needsInstall: true,
    play: forgedEvents,
  },
  ...lifecycleScenarios,
  // This scenario is last: the app then stores an organization's installation, which the other scenarios do not expect.
  org: {
    group: 'install',
    says: 'an admin installs on the whole organization, then removes the app',
    expects: 'stores the installation under enterprise.id, works without team, and deletes it at the end',
    needsInstall: true,
    play: organization,
  },
} as const satisfies Readonly<Record<ScenarioName, Scenario>>

/** Returns the scenarios of the given names and groups: each once, in the order given. */
export function chosenScenarios(words: readonly ScenarioWord[]): readonly ScenarioName[] {
  const isMeant = (name: ScenarioName, word: ScenarioWord) =>
    word === 'all' || word === scenarios[name].group || word === name
  return [...new Set(words.flatMap((word) => scenarioNames.filter((name) => isMeant(name, word))))]
}
