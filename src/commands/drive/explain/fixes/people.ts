import type { StackFixes } from '../types.ts'

/** Stores the bot token by workspace, and each user token by workspace and person. */
export const peopleFixes: StackFixes = {
  'bolt-js': {
    says: 'The installation has the bot and one person. Without an entry of the person who acts, give out the bot alone.',
    code: `const app = new App({
  ...settings,
  installationStore: {
    storeInstallation: async (one) => {
      await database.set(\`\${one.team?.id}/\${one.user.id}\`, one)
      await database.set(one.team?.id, one)
    },
    fetchInstallation: async ({ teamId, userId }) => {
      const own = await database.get(\`\${teamId}/\${userId}\`)
      if (own) return own
      const { user, ...bot } = await database.get(teamId ?? '')
      const nobody = { id: user.id, token: undefined, scopes: undefined }
      return { ...bot, user: nobody }
    },
  },
})`,
  },
  'bolt-python': {
    says: 'The stores of the SDK keep the bot by workspace and each installation by its person. In a store of your own do the same.',
    code: `def save(self, one):
    if one.bot_token is not None:
        bots[one.team_id] = one.to_bot()
    people[(one.team_id, one.user_id)] = one

def find_installation(self, *, team_id, user_id=None, **query):
    return people.get((team_id, user_id))

def find_bot(self, *, team_id, **query):
    return bots.get(team_id)`,
  },
  'bolt-java': {
    says: 'In an InstallationService of your own keep the bot by workspace, and each installer by workspace and person.',
    code: `@Override
public void saveInstallerAndBot(Installer one) {
  bots.put(one.getTeamId(), one.toBot());
  people.put(one.getTeamId() + "/" + one.getInstallerUserId(), one);
}

@Override
public Installer findInstaller(
    String enterpriseId, String teamId, String user) {
  return people.get(teamId + "/" + user);
}`,
  },
  'slack-go': {
    says: 'AuthedUser is the person who pressed Allow; the token at the top is the bot’s.',
    code: `if answer.AccessToken != "" {
	saveBotToken(answer.Team.ID, answer.AccessToken)
}
if answer.AuthedUser.AccessToken != "" {
	saveUserToken(answer.Team.ID, answer.AuthedUser.ID,
		answer.AuthedUser.AccessToken)
}`,
  },
  node: {
    says: 'authed_user is the person who pressed Allow; the token at the top is the bot’s.',
    code: `const { team, access_token: bot, authed_user: person } = installed
if (bot) await database.set(team.id, bot)
if (person.access_token)
  await database.set(\`\${team.id}/\${person.id}\`, person.access_token)`,
  },
}
