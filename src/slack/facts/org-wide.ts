/**
 * Methods that want `team_id` with the token of an organization (docs.slack.dev/enterprise/developing-for-enterprise-orgs);
 * with a workspace's token it is ignored.
 */
const wanting =
  /^(bots\.info|chat\.scheduledMessages\.list|conversations\.(create|list)|files\.list|migration\.exchange|reactions\.list|search\..+|team\.(accessLogs|billableInfo|integrationLogs|profile\.get)|usergroups\..+|users\.(conversations|list))$/

export function wantsTeamId(method: string): boolean {
  return wanting.test(method)
}
