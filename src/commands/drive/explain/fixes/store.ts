import type { StackFixes } from '../types.ts'

/** Stores an installation by its workspace or organization, and replaces an older one. */
export const storeFixes: StackFixes = {
  'bolt-js': {
    says: 'The key is the id of the organization or of the workspace; set replaces what was there.',
    code: `const owner = (query) =>
  query.isEnterpriseInstall ? query.enterpriseId : query.teamId

const app = new App({
  ...settings,
  installationStore: {
    storeInstallation: async (one) => {
      const whole = one.isEnterpriseInstall
      await database.set(whole ? one.enterprise?.id : one.team?.id, one)
    },
    fetchInstallation: async (query) => await database.get(owner(query)),
    deleteInstallation: async (query) => await database.delete(owner(query)),
  },
})`,
  },
  'bolt-python': {
    says: 'The key is the id of the organization or of the workspace; the assignment replaces what was there.',
    code: `from copy import copy
from slack_sdk.oauth import InstallationStore

class Store(InstallationStore):
    def save(self, one):
        org = one.is_enterprise_install
        database[one.enterprise_id if org else one.team_id] = one

    def find_installation(self, *, enterprise_id, team_id, **query):
        org = query.get("is_enterprise_install")
        one = database.get(enterprise_id if org else team_id)
        # Another person must not get the user token in it
        mine = one and query.get("user_id") in (None, one.user_id)
        return copy(one) if mine else None

    def delete_all(self, *, enterprise_id, team_id):
        database.pop(team_id or enterprise_id, None)`,
  },
  'bolt-java': {
    says: 'The key is the id of the organization or of the workspace; put replaces what was there.',
    code: `// In your InstallationService
@Override
public void saveInstallerAndBot(Installer one) {
  boolean wholeOrg = Boolean.TRUE.equals(one.getIsEnterpriseInstall());
  database.put(wholeOrg ? one.getEnterpriseId() : one.getTeamId(), one);
}

@Override
public void deleteAll(String enterpriseId, String teamId) {
  database.remove(teamId != null ? teamId : enterpriseId);
}`,
  },
  'slack-go': {
    says: 'Team is empty after an org-wide install, and Enterprise has the id.',
    code: `owner := answer.Team.ID
if answer.IsEnterpriseInstall {
	owner = answer.Enterprise.ID
}
// database/sql with PostgreSQL or SQLite
_, err = db.Exec(\`INSERT INTO installations (owner, bot_token) VALUES ($1, $2)
	ON CONFLICT (owner) DO UPDATE SET bot_token = excluded.bot_token\`,
	owner, answer.AccessToken)`,
  },
  node: {
    says: 'team is null after an org-wide install, and enterprise has the id.',
    code: `const owner = installed.is_enterprise_install
  ? installed.enterprise.id
  : installed.team.id
// set replaces; in SQL: INSERT … ON CONFLICT (owner) DO UPDATE
await database.set(owner, installed)`,
  },
}
