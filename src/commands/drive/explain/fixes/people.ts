import type { StackFixes } from '../types.ts'

/** Stores the bot token by workspace, and each user token by workspace and person. */
export const peopleFixes: StackFixes = {
  'bolt-js': {
    says: 'The installation has the bot and one person. Without an entry of the person who acts, give out the bot alone.',
    code: `const owner = (query) =>
  query.isEnterpriseInstall ? query.enterpriseId : query.teamId

const app = new App({
  ...settings,
  installationStore: {
    storeInstallation: async (one) => {
      const key = one.isEnterpriseInstall ? one.enterprise?.id : one.team?.id
      if (one.user.token) await database.set(\`\${key}/\${one.user.id}\`, one)
      await database.set(key, one)
    },
    fetchInstallation: async (query) => {
      const own = await database.get(\`\${owner(query)}/\${query.userId}\`)
      if (own) return own
      const { user, ...bot } = await database.get(owner(query))
      const nobody = { id: user.id, token: undefined, scopes: undefined }
      return { ...bot, user: nobody }
    },
    deleteInstallation: async (query) => {
      const { userId } = query
      const key = userId ? \`\${owner(query)}/\${userId}\` : owner(query)
      await database.delete(key)
    },
  },
})`,
  },
  'bolt-python': {
    says: 'The stores of the SDK keep the bot by workspace and each installation by its person. In a store of your own do the same.',
    code: `from copy import copy

def save(self, one):
    if one.bot_token is not None:
        bots[one.team_id] = one.to_bot()
    people[(one.team_id, one.user_id)] = one
    people[(one.team_id, None)] = one  # Bolt asks for the newest one first

def find_installation(self, *, team_id, user_id=None, **query):
    # Bolt removes the user token from what it gets
    return copy(people.get((team_id, user_id)))

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
