import type { StackFixes } from '../types.ts'

/** Deletes the stored installation when Slack says that the app was removed. */
export const removalFixes: StackFixes = {
  'bolt-js': {
    says: 'Subscribe to both events in the app’s settings. Bolt has no listener for them.',
    code: `const query = ({ context }) => {
  const { teamId, enterpriseId, isEnterpriseInstall } = context
  return { teamId, enterpriseId, isEnterpriseInstall }
}
app.event('app_uninstalled', async (args) => {
  await installationStore.deleteInstallation(query(args))
})
app.event('tokens_revoked', async (args) => {
  for (const userId of args.event.tokens.oauth ?? [])
    await installationStore.deleteInstallation({ ...query(args), userId })
})`,
  },
  'bolt-python': {
    says: 'Subscribe to both events in the app’s settings. Bolt has the listeners: switch them on.',
    code: `app = App(signing_secret=signing_secret, oauth_settings=oauth_settings)
app.enable_token_revocation_listeners()`,
  },
  'bolt-java': {
    says: 'Subscribe to both events in the app’s settings. Bolt has the handlers; your InstallationService needs deleteAll.',
    code: `app.service(installationService);
app.enableTokenRevocationHandlers();`,
  },
  'slack-go': {
    says: 'Subscribe to both events in the app’s settings, and handle them where the app receives events.',
    code: `event, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
if err != nil {
	w.WriteHeader(http.StatusBadRequest)
	return
}
// An org-wide install is stored under the organization alone.
place := event.TeamID
if !isInstalled(place) {
	place = event.EnterpriseID
}
switch inner := event.InnerEvent.Data.(type) {
case *slackevents.AppUninstalledEvent:
	deleteInstallation(place)
case *slackevents.TokensRevokedEvent:
	for _, user := range inner.Tokens.Oauth {
		deleteUserToken(place, user)
	}
}`,
  },
  node: {
    says: 'Subscribe to both events in the app’s settings, and handle them where the app receives events.',
    code: `const { team_id: teamId, enterprise_id: orgId, event } = JSON.parse(body)
// An org-wide install is stored under the organization alone.
const place = (await database.get(teamId)) ? teamId : orgId
if (event?.type === 'app_uninstalled') await database.delete(place)
if (event?.type === 'tokens_revoked')
  for (const userId of event.tokens.oauth ?? [])
    await database.delete(\`\${place}/\${userId}\`)
res.end()`,
  },
}
