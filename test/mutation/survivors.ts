import type { MutatedApp } from './drive-mutant.ts'

/**
 * The mutants in which `drive` finds no defect, grouped by app. Each has a reason: the mutant is equivalent to the
 * healthy app as Slack sees it, or `drive` has a gap. `npm run test:mutants` fails for any other survivor. An app
 * without an entry here was not examined yet.
 */
export const survivors: Readonly<Partial<Record<MutatedApp, Readonly<Record<string, string>>>>> = {
  express: {
    'always true: token ?': 'unknown: whether Slack minds a Bearer header beside the client secret is not documented',
    'drop the property: resave: false': 'equivalent: an option of the session that changes only when it is saved',
    'drop the property: saveUninitialized: false':
      'equivalent: an option of the session that changes only when it is saved',
    "drop the property: user_scope: 'search:read'": 'equivalent: a link for a bot only, which Slack and the app accept',
    "always true: error === 'access_denied' ?": 'equivalent: another text on the page for a denial',
    "always false: error === 'access_denied' ?": 'equivalent: another text on the page for a denial',
    'drop the property: ...installations.get(place)?.users':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    "drop: if (!installation) return response.status(401).send('Install the app …":
      'equivalent for Slack: the page of --use fails without an installation, and calls nothing',
    'always true: said.ok ?':
      'equivalent: another status or text of the page of --use, of which drive judges the calls only',
    'always false: said.ok ?':
      'equivalent: another status or text of the page of --use, of which drive judges the calls only',
    'always true: said.ok ? (2)':
      'equivalent: another status or text of the page of --use, of which drive judges the calls only',
    'always false: said.ok ? (2)':
      'equivalent: another status or text of the page of --use, of which drive judges the calls only',
    "drop the property: type: '*/*'":
      'equivalent: the middleware then reads JSON as text too, or the event is refused and the call notices the uninstall',
    "drop: if (event.type === 'tokens_revoked') { const installation = installat…":
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    'drop the operand: installations.get(enterprise) after installations.get(team)':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    'drop the operand: installations.get(team)':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    'drop: for (event.tokens.oauth ?? [])':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    'drop the operand: [] after event.tokens.oauth':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    'drop the operand: event.tokens.oauth':
      'gap: drive does not see it in an app that uses a user token only when there is no bot token',
    "drop the operand: '' after request.get('x-slack-request-…":
      'equivalent: the header is always there in what Slack sends',
    "drop the operand: '' after request.get('x-slack-signatur…":
      'equivalent: the header is always there in what Slack sends',
    'drop: response.end()': 'equivalent for drive: the event is handled before the answer',
    'drop the operand: sent.length === own.length':
      'equivalent: the comparison still refuses every forged event; its time is not measured',
  },
}
