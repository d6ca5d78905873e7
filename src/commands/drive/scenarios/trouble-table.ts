import { approvalLater } from './approval-later.ts'
import { optionalScopes, shortGrant } from './fewer-scopes.ts'
import { classic } from './install.ts'
import type { ScenarioName } from './names.ts'
import { badCode, endedCode } from './refused-code.ts'
import type { Scenario } from './scenario.ts'
import { rateLimited, serverError, slowSlack } from './slack-down.ts'
import { webhook } from './webhook.ts'
import { workspaceInOrg } from './workspace-in-org.ts'

/** The scenarios in which Slack refuses, is slow, or makes a grant that the app does not expect. */
export const troubleScenarios = {
  'expired-code': {
    group: 'install',
    says: 'the person comes back when the code has expired',
    expects: 'shows a page that does not report success and offers another try; a later install works',
    needsInstall: true,
    play: (stage) => endedCode(stage, 'expire'),
  },
  'bad-code': {
    group: 'install',
    says: 'the callback comes with a code that Slack never issued',
    expects: 'shows a page that does not report success and offers another try; a later install works',
    needsInstall: true,
    play: badCode,
  },
  'used-code': {
    group: 'install',
    says: 'another program has exchanged the code before the app',
    expects: 'shows a page that does not report success and offers another try; a later install works',
    needsInstall: true,
    play: (stage) => endedCode(stage, 'use'),
  },
  'short-grant': {
    group: 'install',
    says: 'Slack grants fewer scopes than the link requests',
    expects: 'notices what is missing, or goes on without a crash where it calls Slack; try --use',
    needsInstall: true,
    play: shortGrant,
  },
  'optional-scopes': {
    group: 'install',
    says: 'the person unticks the optional scopes',
    expects: 'goes on without a crash where it would use them; try --use',
    needsInstall: true,
    play: optionalScopes,
  },
  'approval-later': {
    group: 'install',
    says: 'an admin approves the app a day after the person asked for it',
    expects: 'can be installed then, in the same browser',
    needsInstall: true,
    play: approvalLater,
  },
  'slow-slack': {
    group: 'install',
    says: 'Slack answers the exchange after two seconds',
    expects: 'waits, or gives up with a page that offers another try; exchanges the code once',
    needsInstall: true,
    play: slowSlack,
  },
  'error-500': {
    group: 'install',
    says: 'Slack answers the exchange with status 500',
    expects: 'tries again, or shows a page that does not report success and offers another try',
    needsInstall: true,
    play: serverError,
  },
  'rate-limited': {
    group: 'install',
    says: 'Slack’s rate limit refuses the exchange',
    expects: 'waits as long as Retry-After says, or shows a page that offers another try',
    needsInstall: true,
    play: rateLimited,
  },
  webhook: {
    group: 'install',
    says: 'the person installs twice, with two channels for the webhook',
    expects: 'posts to the channel that was chosen last; try --use',
    needsInstall: true,
    play: webhook,
  },
  v1: {
    group: 'install',
    says: 'the answer of oauth.access has only the person’s token',
    expects: 'works without the bot token, or says what is missing',
    needsInstall: true,
    play: classic,
  },
  'workspace-in-org': {
    group: 'install',
    says: 'two workspaces of an organization install, one uninstalls',
    expects: 'keeps one installation for each workspace, under team.id; try --use',
    needsInstall: true,
    play: workspaceInOrg,
  },
} as const satisfies Readonly<Partial<Record<ScenarioName, Scenario>>>
