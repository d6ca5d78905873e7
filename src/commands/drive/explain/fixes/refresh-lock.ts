import type { StackFixes } from '../types.ts'

/** Keeps two requests or processes from using one refresh token at the same time. */
export const refreshLockFixes: StackFixes = {
  'bolt-js': {
    says: 'lock is one that all processes share, such as an advisory lock of the database. @slack/oauth has none of its own. The receiver keeps the install route, and App takes authorize from it.',
    code: `import { HTTPReceiver } from '@slack/bolt'

const receiver = new HTTPReceiver({
  clientId: process.env.SLACK_CLIENT_ID ?? '',
  clientSecret: process.env.SLACK_CLIENT_SECRET ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  stateSecret: process.env.SLACK_STATE_SECRET ?? '',
  scopes: ['chat:write'],
  installationStore,
})
const { installer } = receiver
if (installer) {
  const { authorize } = installer
  installer.authorize = async (query) =>
    await lock(\`\${query.enterpriseId} \${query.teamId}\`, () =>
      authorize(query),
    )
}
const app = new App({ receiver })`,
  },
  'bolt-python': {
    says: 'lock is one that all processes share, such as an advisory lock of the database. Read the installation inside of it.',
    code: `import logging

class LockedAuthorize(InstallationStoreAuthorize):
    def __call__(self, *, context, enterprise_id, team_id, user_id, **more):
        with lock(enterprise_id, team_id):
            return super().__call__(
                context=context,
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                **more,
            )

# The install route stays: only authorize of its settings is another one
oauth_settings.authorize = LockedAuthorize(
    logger=logging.getLogger("authorize"),
    installation_store=oauth_settings.installation_store,
    client_id=oauth_settings.client_id,
    client_secret=oauth_settings.client_secret,
)
app = App(signing_secret=signing_secret, oauth_settings=oauth_settings)`,
  },
  'bolt-java': {
    says: 'lock is one that all processes share, such as a row of the database. Read the bot inside of it, and refresh only if the pair is still old.',
    code: `lock.run(teamId, () -> {
  Bot bot = installationService.findBot(enterpriseId, teamId);
  rotator.performTokenRotation(r -> r
      .accessToken(bot.getBotAccessToken())
      .refreshToken(bot.getBotRefreshToken())
      .expiresAt(bot.getBotTokenExpiresAt())
  ).ifPresent(fresh -> save(bot, fresh));
});`,
  },
  'slack-go': {
    says: 'FOR UPDATE makes other processes wait until this one has stored the new pair; then they read it.',
    code: `tx, err := db.BeginTx(ctx, nil)
if err != nil {
	return err
}
defer tx.Rollback()
row := tx.QueryRowContext(ctx, \`SELECT access, refresh, expires
	FROM pairs WHERE owner = $1 FOR UPDATE\`, owner)
if err := row.Scan(&pair.Access, &pair.Refresh, &pair.Expires); err != nil {
	return err
}
if err := refreshWhenOld(ctx, tx, &pair); err != nil {
	return err
}
return tx.Commit()`,
  },
  node: {
    says: 'lock is one that all processes share, such as an advisory lock of the database. isOld and refresh are yours.',
    code: `const access = await lock(owner, async () => {
  // Another process may have refreshed it while this one waited
  const pair = await database.get(owner)
  if (!isOld(pair)) return pair.access
  const fresh = await refresh(pair)
  await database.set(owner, fresh)
  return fresh.access
})`,
  },
}
