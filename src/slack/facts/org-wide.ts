/**
 * Matches the methods that need the argument `team_id` in a call with the token of an org-wide install
 * (docs.slack.dev/enterprise/developing-for-enterprise-orgs). With a workspace's token, Slack ignores `team_id`.
 */
const wanting =
  /^(bots\.info|chat\.scheduledMessages\.list|conversations\.(create|list)|files\.list|migration\.exchange|reactions\.list|search\..+|team\.(accessLogs|billableInfo|integrationLogs|profile\.get)|usergroups\..+|users\.(conversations|list))$/

export function wantsTeamId(method: string): boolean {
  return wanting.test(method)
}
