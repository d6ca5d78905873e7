import type { ScenarioName } from './names.ts'
import { reinstall } from './reinstall.ts'
import { rotation } from './rotation.ts'
import type { Scenario } from './scenario.ts'
import { secondPerson } from './second-person.ts'
import { secondWorkspace } from './second-workspace.ts'
import { installerLeaves, tokensRevoked } from './tokens-revoked.ts'
import { uninstall } from './uninstall-reinstall.ts'

/** The scenarios of what happens after the install. */
export const lifecycleScenarios = {
  reinstall: {
    group: 'lifecycle',
    says: 'the same person installs a second time',
    expects: 'works as before, with the newest tokens',
    needsInstall: true,
    play: reinstall,
  },
  'second-person': {
    group: 'lifecycle',
    says: 'a second person of the workspace installs',
    expects: 'keeps the first person’s user token, and uses each person’s own',
    needsInstall: true,
    play: secondPerson,
  },
  'second-workspace': {
    group: 'lifecycle',
    says: 'a second workspace installs',
    expects: 'keeps the first installation, and uses each workspace’s own token',
    needsInstall: true,
    play: secondWorkspace,
  },
  'tokens-revoked': {
    group: 'lifecycle',
    says: 'one person’s user token is revoked',
    expects: 'stops using this token, and goes on with all others',
    needsInstall: true,
    play: tokensRevoked,
  },
  'installer-leaves': {
    group: 'lifecycle',
    says: 'the account of the installer is deactivated',
    expects: 'goes on with the bot token, and stops using the installer’s user token',
    needsInstall: true,
    play: installerLeaves,
  },
  rotation: {
    group: 'lifecycle',
    says: 'the tokens expire while the app runs',
    expects: 'refreshes each pair once, and stores the new one',
    needsInstall: true,
    play: rotation,
  },
  'uninstall-reinstall': {
    group: 'lifecycle',
    says: 'an admin removes the app, then it is installed again',
    expects: 'deletes the stored installation, stops using its tokens, and can be installed again',
    needsInstall: true,
    play: uninstall,
  },
} as const satisfies Readonly<Partial<Record<ScenarioName, Scenario>>>
