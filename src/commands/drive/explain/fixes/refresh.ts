import type { StackFixes } from '../types.ts'

/** Refreshes a pair of tokens before it expires, and stores the new pair. */
export const refreshFixes: StackFixes = {
  'bolt-js': {
    says: 'Inside of listeners Bolt refreshes by itself, when it has an installationStore. Outside of them ask for the token each time, and keep no token in a variable.',
    code: `import { InstallProvider } from '@slack/oauth'

const installer = new InstallProvider({
  clientId: process.env.SLACK_CLIENT_ID ?? '',
  clientSecret: process.env.SLACK_CLIENT_SECRET ?? '',
  stateSecret: process.env.SLACK_STATE_SECRET ?? '',
  installationStore,
})
const { botToken } = await installer.authorize({
  teamId: process.env.TEAM_ID,
  enterpriseId: undefined,
  isEnterpriseInstall: false,
})
await app.client.auth.test({ token: botToken ?? '' })`,
  },
  'bolt-python': {
    says: 'Inside of listeners Bolt refreshes by itself, when it has an installation store. Outside of them refresh before the token is used: app.client keeps the old one.',
    code: `rotator = TokenRotator(client_id=client_id, client_secret=client_secret)
one = store.find_installation(enterprise_id=None, team_id=team_id)
refreshed = rotator.perform_token_rotation(installation=one)
if refreshed is not None:
    store.save(refreshed)
    one = refreshed
WebClient(token=one.bot_token).auth_test()`,
  },
  'bolt-java': {
    says: 'Inside of handlers Bolt refreshes by itself. Outside of them refresh before the token is used, for the bot and for each person.',
    code: `TokenRotator rotator = new TokenRotator(clientId, clientSecret);
Optional<RefreshedToken> fresh = rotator.performTokenRotation(r -> r
    .accessToken(bot.getBotAccessToken())
    .refreshToken(bot.getBotRefreshToken())
    .expiresAt(bot.getBotTokenExpiresAt()));
if (fresh.isPresent()) {
  bot.setBotAccessToken(fresh.get().getAccessToken());
  bot.setBotRefreshToken(fresh.get().getRefreshToken());
  bot.setBotTokenExpiresAt(fresh.get().getExpiresAt());
  installationService.saveBot(bot); // not in a lambda: it can throw
}`,
  },
  'slack-go': {
    says: 'Do this for the bot and for each person: each has a refresh token of its own, which works once.',
    code: `if time.Until(pair.Expires) < 2*time.Hour {
	fresh, err := slack.RefreshOAuthV2TokenContext(
		ctx, http.DefaultClient, clientID, clientSecret, pair.Refresh)
	if err != nil {
		return err
	}
	pair.Access, pair.Refresh = fresh.AccessToken, fresh.RefreshToken
	pair.Expires = time.Now().Add(time.Duration(fresh.ExpiresIn) * time.Second)
	if err := save(pair); err != nil {
		return err
	}
}`,
  },
  node: {
    says: 'Do this for the bot and for each person: each has a refresh token of its own, which works once.',
    code: `const early = 2 * 60 * 60 * 1000
let pair = await database.get(owner)
if (pair.expires - Date.now() < early) {
  const answer = await fetch('https://slack.com/api/oauth.v2.access', {
    method: 'POST',
    body: new URLSearchParams({
      client_id: process.env.SLACK_CLIENT_ID ?? '',
      client_secret: process.env.SLACK_CLIENT_SECRET ?? '',
      grant_type: 'refresh_token',
      refresh_token: pair.refresh,
    }),
  })
  const fresh = await answer.json()
  if (!fresh.ok) throw new Error(fresh.error)
  const expires = Date.now() + fresh.expires_in * 1000
  pair = { access: fresh.access_token, refresh: fresh.refresh_token, expires }
  await database.set(owner, pair)
}`,
  },
}
