import type { MutatedApp } from './drive-mutant.ts'

/**
 * The mutants that drive finds healthy, by app, each with the reason: equivalent to the healthy app as Slack sees it, or a
 * gap of drive. `npm run test:mutants` fails for any other survivor. An app without an entry here was not examined yet.
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
    'drop the property: users: { ...installations.get(place)?.users, [granted.authed_user.id]…':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the property: ...installations.get(place)?.users':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the property: [granted.authed_user.id]: granted.authed_user.access_token':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    "drop: if (!installation) return response.status(401).send('Install the app …":
      'equivalent for Slack: the page of --use fails without an installation, and calls nothing',
    'drop the operand: Object.values(installation.users).at(-1) after installation.bot':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
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
    "drop: if (type === 'url_verification') return response.send(challenge)":
      'gap: the events of a drive come also without the answer to the challenge',
    "drop: if (event.type === 'app_uninstalled') { installations.delete(team) in…":
      'redundant: a new install replaces the old one, and one call with a revoked token is allowed',
    'drop: installations.delete(team)':
      'redundant: a new install replaces the old one, and one call with a revoked token is allowed',
    'drop: installations.delete(enterprise)': 'gap: no scenario uninstalls the app from a whole organization',
    "drop: if (event.type === 'tokens_revoked') { const installation = installat…":
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the operand: installations.get(enterprise) after installations.get(team)':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the operand: installations.get(team)':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop: for (event.tokens.oauth ?? [])':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the operand: [] after event.tokens.oauth':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    'drop the operand: event.tokens.oauth':
      'gap: no scenario plays this for an app that makes all its calls as the bot',
    "drop the operand: '' after request.get('x-slack-request-…":
      'equivalent: the header is always there in what Slack sends',
    "drop the operand: request.get('x-slack-request-timestamp')":
      'gap: the app refuses every event, and notices the uninstall by its one call with a revoked token',
    "drop the operand: '' after request.get('x-slack-signatur…":
      'equivalent: the header is always there in what Slack sends',
    'drop: response.end()': 'equivalent for drive: the event is handled before the answer',
    "drop the operand: request.get('x-slack-signature')":
      'gap: the app refuses every event, and notices the uninstall by its one call with a revoked token',
    'drop the operand: sent.length === own.length':
      'equivalent: the comparison still refuses every forged event; its time is not measured',
  },
}
