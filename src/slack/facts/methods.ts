/**
 * Facts about every Web API method that Slack documented on 2026-08-20, one row for each method. Source: Slack's
 * reference data (docs.slack.dev/reference/methods). Its gaps are filled from the docs and from live tests of Slack's
 * Java SDK. Newer methods exist: refuse a call only when the row of its method has `null`.
 */
export interface MethodFacts {
  /** The scopes for a bot token; any one is enough. `[]`: no scope is needed. `null`: bot tokens are not accepted. */
  readonly bot: readonly string[] | null | 'unknown'
  /** The scopes for a user token, with the same meanings of `[]` and `null`. */
  readonly user: readonly string[] | null | 'unknown'
  /** Slack's rate tier, per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits). */
  readonly tier: 'Tier 1' | 'Tier 2' | 'Tier 3' | 'Tier 4' | 'Special' | 'unknown'
  readonly verb: 'GET' | 'POST'
  /** Whether the method accepts a JSON body in addition to a form. */
  readonly json: boolean
  /** The required arguments besides the token. */
  readonly required: readonly string[]
  /** The scopes for kinds of token that no install returns. */
  readonly other?: { readonly app?: readonly string[]; readonly configuration?: readonly string[] }
  /**
   * How the method authenticates without a token: by client id and secret, not at all, or by a configuration refresh
   * token.
   */
  readonly auth?: 'client' | 'none' | 'refresh_token'
  /** The reason why Slack retired the method or advises against it. */
  readonly deprecated?: string
  /** Present when the method is retired for all apps: Slack answers `method_deprecated`. */
  readonly retired?: true
  /** The methods that replace this one, in the order of their use. */
  readonly successors?: readonly string[]
  /** A remark without a full stop. */
  readonly note?: string
}

/** The day on which Slack's reference data was read. */
export const methodsReadOn = '2026-08-20'

// biome-ignore format: one row a line, so that a difference shows the method it is about
export const methods = {
  'admin.analytics.getFile': { bot: null, user: ['admin.analytics:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['type'] },
  'admin.analytics.messages.activity': { bot: null, user: ['admin.analytics:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['channel'] },
  'admin.analytics.messages.metadata': { bot: null, user: ['admin.analytics:read'], tier: 'Special', verb: 'GET', json: false, required: ['channel'], note: '1200 requests per minute, burst 2000' },
  'admin.apps.activities.list': { bot: null, user: ['admin.app_activities:read'], tier: 'Tier 3', verb: 'POST', json: false, required: [] },
  'admin.apps.approve': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.apps.approved.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'admin.apps.clearResolution': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.config.lookup': { bot: null, user: ['admin.apps:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.apps.config.set': { bot: null, user: ['admin.apps:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.mcp.servers.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 3', verb: 'POST', json: true, required: [] },
  'admin.apps.mcp.servers.permissions.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.mcp.servers.permissions.set': { bot: null, user: ['admin.apps:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['app_id', 'server_id', 'permission_type'] },
  'admin.apps.permissions.add': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.permissions.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.permissions.remove': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['app_id'] },
  'admin.apps.permissions.set': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['app_id', 'permission_type'] },
  'admin.apps.requests.cancel': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['request_id'] },
  'admin.apps.requests.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'admin.apps.restrict': { bot: null, user: ['admin.apps:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.apps.restricted.list': { bot: null, user: ['admin.apps:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'admin.apps.uninstall': { bot: null, user: ['admin.apps:write'], tier: 'Tier 1', verb: 'POST', json: true, required: ['app_id'] },
  'admin.audit.anomaly.allow.getItem': { bot: null, user: ['admin'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.audit.anomaly.allow.updateItem': { bot: null, user: ['admin'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.auth.policy.assignEntities': { bot: null, user: ['admin.users:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['entity_type', 'entity_ids', 'policy_name'] },
  'admin.auth.policy.getEntities': { bot: null, user: ['admin.users:read'], tier: 'Tier 4', verb: 'POST', json: true, required: ['policy_name'] },
  'admin.auth.policy.removeEntities': { bot: null, user: ['admin.users:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['policy_name', 'entity_ids', 'entity_type'] },
  'admin.barriers.create': { bot: null, user: ['admin.barriers:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['primary_usergroup_id', 'barriered_from_usergroup_ids', 'restricted_subjects'] },
  'admin.barriers.delete': { bot: null, user: ['admin.barriers:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['barrier_id'] },
  'admin.barriers.list': { bot: null, user: ['admin.barriers:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'admin.barriers.update': { bot: null, user: ['admin.barriers:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['barrier_id', 'primary_usergroup_id', 'barriered_from_usergroup_ids', 'restricted_subjects'] },
  'admin.conversations.archive': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.bulkArchive': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['channel_ids'] },
  'admin.conversations.bulkDelete': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['channel_ids'] },
  'admin.conversations.bulkMove': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['target_team_id', 'channel_ids'] },
  'admin.conversations.bulkSetExcludeFromSlackAi': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['channel_ids', 'exclude'] },
  'admin.conversations.bulkSetProperties': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['channel_ids', 'property'] },
  'admin.conversations.convertToPrivate': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.convertToPublic': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.create': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['name', 'is_private'] },
  'admin.conversations.createForObjects': { bot: null, user: ['admin.conversations:manage_objects'], tier: 'Tier 2', verb: 'POST', json: true, required: ['object_id', 'salesforce_org_id'] },
  'admin.conversations.delete': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.disconnectShared': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.ekm.listOriginalConnectedChannelInfo': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'POST', json: false, required: [] },
  'admin.conversations.getConversationPrefs': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.getCustomRetention': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.getTeams': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.invite': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'user_ids'] },
  'admin.conversations.linkObjects': { bot: null, user: ['admin.conversations:manage_objects'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'record_id', 'salesforce_org_id'] },
  'admin.conversations.lookup': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'POST', json: false, required: ['team_ids', 'last_message_activity_before'] },
  'admin.conversations.removeCustomRetention': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.rename': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'name'] },
  'admin.conversations.restrictAccess.addGroup': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['group_id', 'channel_id'] },
  'admin.conversations.restrictAccess.listGroups': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['channel_id'] },
  'admin.conversations.restrictAccess.removeGroup': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 1', verb: 'GET', json: false, required: ['team_id', 'group_id', 'channel_id'] },
  'admin.conversations.search': { bot: null, user: ['admin.conversations:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.conversations.setConversationPrefs': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['prefs', 'channel_id'] },
  'admin.conversations.setCustomRetention': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'duration_days'] },
  'admin.conversations.setTeams': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.unarchive': { bot: null, user: ['admin.conversations:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'admin.conversations.unlinkObjects': { bot: null, user: ['admin.conversations:manage_objects'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'new_name'] },
  'admin.emoji.add': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['name'] },
  'admin.emoji.addAlias': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['name', 'alias_for'] },
  'admin.emoji.list': { bot: null, user: ['admin.teams:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'admin.emoji.remove': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['name'] },
  'admin.emoji.rename': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['name', 'new_name'] },
  'admin.functions.list': { bot: null, user: ['admin.workflows:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['app_ids'] },
  'admin.functions.permissions.lookup': { bot: null, user: ['admin.workflows:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['function_ids'] },
  'admin.functions.permissions.set': { bot: null, user: ['admin.workflows:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['function_id'] },
  'admin.inviteRequests.approve': { bot: null, user: ['admin.invites:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['invite_request_id'] },
  'admin.inviteRequests.approved.list': { bot: null, user: ['admin.invites:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.inviteRequests.denied.list': { bot: null, user: ['admin.invites:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.inviteRequests.deny': { bot: null, user: ['admin.invites:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['invite_request_id'] },
  'admin.inviteRequests.list': { bot: null, user: ['admin.invites:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.roles.addAssignments': { bot: null, user: ['admin.roles:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['role_id', 'entity_ids', 'user_ids'] },
  'admin.roles.listAssignments': { bot: null, user: ['admin.roles:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'admin.roles.removeAssignments': { bot: null, user: ['admin.roles:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['role_id', 'entity_ids', 'user_ids'] },
  'admin.teams.admins.list': { bot: null, user: ['admin.teams:read'], tier: 'Tier 3', verb: 'GET', json: false, required: ['team_id'] },
  'admin.teams.create': { bot: null, user: ['admin.teams:write'], tier: 'Tier 1', verb: 'POST', json: true, required: ['team_domain', 'team_name'] },
  'admin.teams.list': { bot: null, user: ['admin.teams:read'], tier: 'Tier 3', verb: 'POST', json: true, required: [] },
  'admin.teams.owners.list': { bot: null, user: ['admin.teams:read'], tier: 'Tier 3', verb: 'GET', json: false, required: ['team_id'] },
  'admin.teams.settings.info': { bot: null, user: ['admin.teams:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['team_id'] },
  'admin.teams.settings.setDefaultChannels': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['team_id', 'channel_ids'] },
  'admin.teams.settings.setDescription': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'description'] },
  'admin.teams.settings.setDiscoverability': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'discoverability'] },
  'admin.teams.settings.setIcon': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'GET', json: false, required: ['team_id', 'image_url'] },
  'admin.teams.settings.setName': { bot: null, user: ['admin.teams:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['team_id', 'name'] },
  'admin.usergroups.addChannels': { bot: null, user: ['admin.usergroups:write'], tier: 'Tier 1', verb: 'POST', json: true, required: ['usergroup_id', 'channel_ids'] },
  'admin.usergroups.addTeams': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup_id', 'team_ids'] },
  'admin.usergroups.listChannels': { bot: null, user: ['admin.usergroups:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup_id'] },
  'admin.usergroups.removeChannels': { bot: null, user: ['admin.usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup_id', 'channel_ids'] },
  'admin.usergroups.removeTeams': { bot: null, user: ['admin.teams:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup_id', 'team_ids'] },
  'admin.users.assign': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'user_id'] },
  'admin.users.getExpiration': { bot: null, user: ['admin.users:read'], tier: 'Tier 4', verb: 'GET', json: false, required: ['user'] },
  'admin.users.invite': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['email', 'team_id', 'channel_ids'] },
  'admin.users.list': { bot: null, user: ['admin.users:read'], tier: 'Tier 4', verb: 'POST', json: true, required: [] },
  'admin.users.remove': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'user_id'] },
  'admin.users.session.clearSettings': { bot: null, user: ['admin.users:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['user_ids'] },
  'admin.users.session.getSettings': { bot: null, user: ['admin.users:read'], tier: 'Tier 4', verb: 'POST', json: true, required: ['user_ids'] },
  'admin.users.session.invalidate': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['user_id', 'session_id'] },
  'admin.users.session.list': { bot: null, user: ['admin.users:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.users.session.reset': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['user_id'] },
  'admin.users.session.resetBulk': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['user_ids'] },
  'admin.users.session.setSettings': { bot: null, user: ['admin.users:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['user_ids'] },
  'admin.users.setAdmin': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'user_id'] },
  'admin.users.setExpiration': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['user_id', 'expiration_ts'] },
  'admin.users.setOwner': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'user_id'] },
  'admin.users.setRegular': { bot: null, user: ['admin.users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['team_id', 'user_id'] },
  'admin.users.unsupportedVersions.export': { bot: null, user: ['admin.users:read'], tier: 'Tier 1', verb: 'POST', json: false, required: [] },
  'admin.workflows.collaborators.add': { bot: null, user: ['admin.workflows:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['workflow_ids', 'collaborator_ids'] },
  'admin.workflows.collaborators.remove': { bot: null, user: ['admin.workflows:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['workflow_ids', 'collaborator_ids'] },
  'admin.workflows.permissions.lookup': { bot: null, user: ['admin.workflows:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['workflow_ids'] },
  'admin.workflows.search': { bot: null, user: ['admin.workflows:read'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'admin.workflows.triggers.types.permissions.lookup': { bot: null, user: ['client'], tier: 'Tier 2', verb: 'POST', json: true, required: ['trigger_type_ids'] },
  'admin.workflows.triggers.types.permissions.set': { bot: null, user: ['client'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id'] },
  'admin.workflows.unpublish': { bot: null, user: ['admin.workflows:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['workflow_ids'] },
  'agents.sessions.rename': { bot: ['chat:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['channel_id', 'title'] },
  'agents.sessions.setStatus': { bot: ['chat:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['channel_id', 'status'] },
  'api.test': { bot: [], user: [], tier: 'Tier 4', verb: 'POST', json: true, required: [], auth: 'none', note: 'needs no token; any token is accepted' },
  'apps.activities.list': { bot: null, user: ['hosting:read'], tier: 'Tier 3', verb: 'POST', json: false, required: ['app_id'] },
  'apps.auth.external.delete': { bot: 'unknown', user: 'unknown', tier: 'Tier 4', verb: 'POST', json: true, required: [], note: 'it wants no scope' },
  'apps.auth.external.get': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['external_token_id'], note: 'it wants no scope' },
  'apps.connections.open': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: [], other: { app: ['connections:write'] } },
  'apps.datastore.bulkDelete': { bot: ['datastore:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['datastore', 'ids'] },
  'apps.datastore.bulkGet': { bot: ['datastore:read'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['datastore', 'ids'] },
  'apps.datastore.bulkPut': { bot: ['datastore:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['datastore', 'items'] },
  'apps.datastore.count': { bot: ['datastore:read'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['datastore'] },
  'apps.datastore.delete': { bot: ['datastore:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['datastore', 'id'] },
  'apps.datastore.get': { bot: ['datastore:read'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['datastore', 'id'] },
  'apps.datastore.put': { bot: ['datastore:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['datastore', 'item'] },
  'apps.datastore.query': { bot: ['datastore:read'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['datastore'] },
  'apps.datastore.update': { bot: ['datastore:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['datastore', 'item'] },
  'apps.event.authorizations.list': { bot: null, user: null, tier: 'Special', verb: 'POST', json: true, required: ['event_context'], other: { app: ['authorizations:read'] } },
  'apps.icon.set': { bot: null, user: ['app_configurations:write'], tier: 'Tier 1', verb: 'POST', json: true, required: ['app_id'] },
  'apps.managed.permissions.set': { bot: null, user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['app_id', 'permissions'], other: { configuration: ['app_configurations:write'] } },
  'apps.manifest.create': { bot: null, user: null, tier: 'Tier 1', verb: 'POST', json: true, required: ['manifest'], other: { configuration: ['app_configurations:write'] } },
  'apps.manifest.delete': { bot: null, user: null, tier: 'Tier 1', verb: 'POST', json: true, required: ['app_id'], other: { configuration: ['app_configurations:write'] } },
  'apps.manifest.export': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['app_id'], other: { configuration: ['app_configurations:read'] } },
  'apps.manifest.update': { bot: null, user: null, tier: 'Tier 1', verb: 'POST', json: true, required: ['manifest', 'app_id'], other: { configuration: ['app_configurations:write'] } },
  'apps.manifest.validate': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['manifest'], other: { configuration: ['app_configurations:write'] } },
  'apps.uninstall': { bot: 'unknown', user: 'unknown', tier: 'Tier 1', verb: 'POST', json: false, required: ['client_id', 'client_secret'], note: 'the reference says that a granular bot token has no permission; apps do call it with theirs' },
  'apps.user.connection.update': { bot: null, user: ['users:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['user_id', 'status'] },
  'assistant.search.context': { bot: ['search:read.files', 'search:read.public', 'search:read.users'], user: ['search:read.files', 'search:read.im', 'search:read.mpim', 'search:read.private', 'search:read.public', 'search:read.users'], tier: 'Special', verb: 'POST', json: true, required: ['query'], note: 'a bot token needs the action_token of an event besides' },
  'assistant.search.info': { bot: ['search:read.public'], user: ['search:read.public'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'assistant.threads.setStatus': { bot: ['chat:write'], user: null, tier: 'Special', verb: 'POST', json: true, required: ['channel_id', 'thread_ts', 'status'] },
  'assistant.threads.setSuggestedPrompts': { bot: ['assistant:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['channel_id', 'prompts'] },
  'assistant.threads.setTitle': { bot: ['assistant:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['channel_id', 'thread_ts', 'title'] },
  'auth.revoke': { bot: [], user: [], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'auth.teams.list': { bot: [], user: 'unknown', tier: 'Tier 2', verb: 'POST', json: false, required: [], note: 'Slack’s own tests call it with a bot token' },
  'auth.test': { bot: [], user: [], tier: 'Special', verb: 'POST', json: true, required: [], note: 'hundreds a minute' },
  'blocks.validate': { bot: 'unknown', user: 'unknown', tier: 'unknown', verb: 'POST', json: true, required: [] },
  'bookmarks.add': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['title', 'type'] },
  'bookmarks.edit': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'bookmarks.list': { bot: ['bookmarks:read'], user: ['bookmarks:read'], tier: 'Tier 3', verb: 'POST', json: true, required: [] },
  'bookmarks.remove': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'bots.info': { bot: ['users:read'], user: ['users:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'calls.add': { bot: ['calls:write'], user: ['calls:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['external_unique_id', 'join_url'] },
  'calls.end': { bot: ['calls:write'], user: ['calls:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id'] },
  'calls.info': { bot: ['calls:read'], user: ['calls:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id'] },
  'calls.participants.add': { bot: ['calls:write'], user: ['calls:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id', 'users'] },
  'calls.participants.remove': { bot: ['calls:write'], user: ['calls:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id', 'users'] },
  'calls.update': { bot: ['calls:write'], user: ['calls:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['id'] },
  'canvases.access.delete': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['canvas_id'] },
  'canvases.access.set': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['canvas_id', 'access_level'] },
  'canvases.create': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'canvases.delete': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['canvas_id'] },
  'canvases.edit': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['canvas_id', 'changes'] },
  'canvases.sections.lookup': { bot: ['canvases:read'], user: ['canvases:read'], tier: 'Tier 3', verb: 'POST', json: true, required: ['canvas_id', 'criteria'] },
  'chat.appendStream': { bot: ['chat:write'], user: null, tier: 'Tier 4', verb: 'POST', json: true, required: ['channel', 'ts'], note: 'wants markdown_text or chunks; Slack’s SDKs send chunks alone' },
  'chat.delete': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['ts', 'channel'] },
  'chat.deleteScheduledMessage': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['scheduled_message_id', 'channel'] },
  'chat.getPermalink': { bot: [], user: [], tier: 'Special', verb: 'GET', json: false, required: ['channel', 'message_ts'], note: 'hundreds a minute' },
  'chat.meMessage': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel', 'text'] },
  'chat.postEphemeral': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['user', 'channel'] },
  'chat.postMessage': { bot: ['chat:write'], user: ['chat:write'], tier: 'Special', verb: 'POST', json: true, required: ['channel'], note: 'about one message a second in a channel, some hundreds a minute in a workspace' },
  'chat.scheduleMessage': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel', 'post_at'] },
  'chat.scheduledMessages.list': { bot: [], user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: [], note: 'Slack’s own tests call it with a bot token' },
  'chat.startStream': { bot: ['chat:write'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'chat.stopStream': { bot: ['chat:write'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'ts'] },
  'chat.unfurl': { bot: ['links:write'], user: ['links:write'], tier: 'Tier 3', verb: 'POST', json: true, required: [] },
  'chat.update': { bot: ['chat:write'], user: ['chat:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['ts', 'channel'] },
  'conversations.acceptSharedInvite': { bot: ['conversations.connect:write'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_name'] },
  'conversations.approveSharedInvite': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['invite_id'] },
  'conversations.archive': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'conversations.canvases.create': { bot: ['canvases:write'], user: ['canvases:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id'] },
  'conversations.close': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'conversations.create': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['name'] },
  'conversations.declineSharedInvite': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 3', verb: 'GET', json: true, required: ['invite_id'] },
  'conversations.externalInvitePermissions.set': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 2', verb: 'POST', json: false, required: ['channel', 'target_team', 'action'] },
  'conversations.history': { bot: ['channels:history', 'groups:history', 'im:history', 'mpim:history'], user: ['channels:history', 'groups:history', 'im:history', 'mpim:history'], tier: 'Tier 3', verb: 'GET', json: true, required: ['channel'], note: 'once a minute, 15 messages each, for apps sold outside the Slack Marketplace since May 2025' },
  'conversations.info': { bot: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], user: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], tier: 'Tier 3', verb: 'GET', json: false, required: ['channel'] },
  'conversations.invite': { bot: ['channels:manage', 'channels:write.invites', 'groups:write', 'groups:write.invites', 'im:write', 'mpim:write'], user: ['channels:write', 'channels:write.invites', 'groups:write', 'groups:write.invites', 'im:write', 'mpim:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel', 'users'] },
  'conversations.inviteShared': { bot: ['conversations.connect:write'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'conversations.join': { bot: ['channels:join'], user: ['channels:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel'] },
  'conversations.kick': { bot: ['channels:manage', 'groups:write'], user: ['channels:write', 'groups:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel'] },
  'conversations.leave': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel'] },
  'conversations.list': { bot: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], user: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'conversations.listConnectInvites': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 1', verb: 'POST', json: true, required: [] },
  'conversations.mark': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['channel', 'ts'] },
  'conversations.members': { bot: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], user: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], tier: 'Tier 4', verb: 'GET', json: false, required: ['channel'] },
  'conversations.open': { bot: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 3', verb: 'POST', json: true, required: [] },
  'conversations.rename': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'name'] },
  'conversations.replies': { bot: ['channels:history', 'groups:history', 'im:history', 'mpim:history'], user: ['channels:history', 'groups:history', 'im:history', 'mpim:history'], tier: 'Tier 3', verb: 'GET', json: false, required: ['channel', 'ts'], note: 'once a minute, 15 messages each, for apps sold outside the Slack Marketplace since May 2025' },
  'conversations.requestSharedInvite.approve': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['invite_id'] },
  'conversations.requestSharedInvite.deny': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['invite_id'] },
  'conversations.requestSharedInvite.list': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'conversations.setPurpose': { bot: ['channels:manage', 'channels:write.topic', 'groups:write', 'groups:write.topic', 'im:write', 'im:write.topic', 'mpim:write', 'mpim:write.topic'], user: ['channels:write', 'channels:write.topic', 'groups:write', 'groups:write.topic', 'im:write', 'im:write.topic', 'mpim:write', 'mpim:write.topic'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'purpose'] },
  'conversations.setTopic': { bot: ['channels:manage', 'channels:write.topic', 'groups:write', 'groups:write.topic', 'im:write', 'im:write.topic', 'mpim:write', 'mpim:write.topic'], user: ['channels:write', 'channels:write.topic', 'groups:write', 'groups:write.topic', 'im:write', 'im:write.topic', 'mpim:write', 'mpim:write.topic'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel', 'topic'] },
  'conversations.unarchive': { bot: ['channels:manage', 'channels:write', 'groups:write', 'im:write', 'mpim:write'], user: ['channels:write', 'groups:write', 'im:write', 'mpim:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'dialog.open': { bot: [], user: 'unknown', tier: 'Tier 4', verb: 'POST', json: true, required: ['trigger_id', 'dialog'] },
  'dnd.endDnd': { bot: null, user: ['dnd:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'dnd.endSnooze': { bot: null, user: ['dnd:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'dnd.info': { bot: ['dnd:read'], user: ['dnd:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'dnd.setSnooze': { bot: null, user: ['dnd:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['num_minutes'] },
  'dnd.teamInfo': { bot: ['dnd:read'], user: ['dnd:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['users'] },
  'emoji.list': { bot: ['emoji:read'], user: ['emoji:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'entity.acknowledgeCommentAction': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id'], note: 'it wants no scope' },
  'entity.presentComments': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id', 'comments'], note: 'it wants no scope' },
  'entity.presentDetails': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id'], note: 'it wants no scope' },
  'files.comments.delete': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['file', 'id'] },
  'files.completeUploadExternal': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 4', verb: 'POST', json: true, required: ['files'] },
  'files.delete': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['file'] },
  'files.getUploadURLExternal': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 4', verb: 'POST', json: false, required: ['length', 'filename'] },
  'files.info': { bot: ['files:read'], user: ['files:read'], tier: 'Tier 4', verb: 'GET', json: false, required: ['file'] },
  'files.list': { bot: ['files:read'], user: ['files:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'files.remote.add': { bot: ['remote_files:write'], user: null, tier: 'Tier 2', verb: 'POST', json: false, required: ['external_id', 'title', 'external_url'] },
  'files.remote.info': { bot: ['remote_files:read'], user: ['remote_files:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'files.remote.list': { bot: ['remote_files:read'], user: ['remote_files:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'files.remote.remove': { bot: ['remote_files:write'], user: null, tier: 'Tier 2', verb: 'POST', json: false, required: [] },
  'files.remote.share': { bot: ['remote_files:share'], user: ['remote_files:share'], tier: 'Tier 2', verb: 'GET', json: false, required: ['channels'] },
  'files.remote.update': { bot: ['remote_files:write'], user: null, tier: 'Tier 2', verb: 'POST', json: false, required: [] },
  'files.revokePublicURL': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['file'] },
  'files.sharedPublicURL': { bot: null, user: ['files:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['file'] },
  'files.upload': { bot: ['files:write'], user: ['files:write'], tier: 'Tier 2', verb: 'POST', json: false, required: [], deprecated: 'closed to new apps in May 2024, ended for all in November 2025', retired: true, successors: ['files.getUploadURLExternal', 'files.completeUploadExternal'] },
  'functions.completeError': { bot: [], user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['function_execution_id', 'error'], note: 'a workflow token (xwfp-) works, too' },
  'functions.completeSuccess': { bot: [], user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['function_execution_id', 'outputs'], note: 'a workflow token (xwfp-) works, too' },
  'functions.distributions.permissions.add': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: [], other: { configuration: ['app_configurations:write'] } },
  'functions.distributions.permissions.list': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: [], other: { configuration: ['app_configurations:read'] } },
  'functions.distributions.permissions.remove': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: [], other: { configuration: ['app_configurations:write'] } },
  'functions.distributions.permissions.set': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: true, required: [], other: { configuration: ['app_configurations:write'] } },
  'functions.workflows.steps.list': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['function_id'], note: 'it wants no scope' },
  'functions.workflows.steps.responses.export': { bot: 'unknown', user: 'unknown', tier: 'Tier 3', verb: 'POST', json: true, required: ['step_id'], note: 'it wants no scope' },
  'migration.exchange': { bot: ['tokens.basic'], user: ['tokens.basic'], tier: 'Tier 2', verb: 'GET', json: false, required: ['users'] },
  'oauth.access': { bot: null, user: null, tier: 'Tier 4', verb: 'POST', json: false, required: [], auth: 'client', deprecated: 'for classic apps alone', successors: ['oauth.v2.access'] },
  'oauth.v2.access': { bot: null, user: null, tier: 'Special', verb: 'POST', json: false, required: [], auth: 'client', note: '600 a minute' },
  'oauth.v2.exchange': { bot: null, user: null, tier: 'Tier 3', verb: 'POST', json: false, required: ['client_id', 'client_secret'], auth: 'client', note: 'the token argument is the long-lived token being exchanged' },
  'oauth.v2.user.access': { bot: null, user: null, tier: 'Special', verb: 'POST', json: false, required: [], auth: 'client' },
  'openid.connect.token': { bot: null, user: null, tier: 'Tier 4', verb: 'POST', json: false, required: [], auth: 'client' },
  'openid.connect.userInfo': { bot: null, user: ['openid'], tier: 'Tier 3', verb: 'POST', json: false, required: [] },
  'pins.add': { bot: ['pins:write'], user: ['pins:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'pins.list': { bot: ['pins:read'], user: ['pins:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['channel'] },
  'pins.remove': { bot: ['pins:write'], user: ['pins:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel'] },
  'reactions.add': { bot: ['reactions:write'], user: ['reactions:write'], tier: 'Tier 3', verb: 'POST', json: true, required: ['name', 'timestamp', 'channel'] },
  'reactions.get': { bot: ['reactions:read'], user: ['reactions:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'reactions.list': { bot: ['reactions:read'], user: ['reactions:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'reactions.remove': { bot: ['reactions:write'], user: ['reactions:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['name'] },
  'reminders.add': { bot: null, user: ['reminders:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['text', 'time'] },
  'reminders.complete': { bot: null, user: ['reminders:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['reminder'] },
  'reminders.delete': { bot: null, user: ['reminders:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['reminder'] },
  'reminders.info': { bot: null, user: ['reminders:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['reminder'] },
  'reminders.list': { bot: null, user: ['reminders:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'rtm.connect': { bot: 'unknown', user: 'unknown', tier: 'Tier 1', verb: 'GET', json: false, required: [], note: 'for classic apps and their bot tokens alone' },
  'rtm.start': { bot: 'unknown', user: 'unknown', tier: 'Tier 1', verb: 'GET', json: false, required: [], note: 'for classic apps and their bot tokens alone', deprecated: 'replaced for classic apps, too', successors: ['rtm.connect'] },
  'search.all': { bot: null, user: ['search:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['query'] },
  'search.files': { bot: null, user: ['search:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['query'] },
  'search.messages': { bot: null, user: ['search:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['query'] },
  'slackLists.access.delete': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 3', verb: 'POST', json: false, required: ['list_id'] },
  'slackLists.access.set': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 3', verb: 'POST', json: false, required: ['list_id', 'access_level'] },
  'slackLists.create': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['name'] },
  'slackLists.download.get': { bot: ['lists:read'], user: ['lists:read'], tier: 'Tier 4', verb: 'POST', json: false, required: ['job_id', 'list_id'] },
  'slackLists.download.start': { bot: ['lists:read'], user: ['lists:read'], tier: 'Tier 2', verb: 'POST', json: false, required: ['list_id'] },
  'slackLists.items.create': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 3', verb: 'POST', json: false, required: ['list_id'] },
  'slackLists.items.delete': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['list_id', 'id'] },
  'slackLists.items.deleteMultiple': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['list_id', 'ids'] },
  'slackLists.items.info': { bot: ['lists:read'], user: ['lists:read'], tier: 'Tier 2', verb: 'POST', json: false, required: ['list_id', 'id'] },
  'slackLists.items.list': { bot: ['lists:read'], user: ['lists:read'], tier: 'Tier 2', verb: 'POST', json: false, required: ['list_id'] },
  'slackLists.items.update': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 3', verb: 'POST', json: false, required: ['list_id', 'cells'] },
  'slackLists.update': { bot: ['lists:write'], user: ['lists:write'], tier: 'Tier 2', verb: 'POST', json: false, required: ['id'] },
  'stars.add': { bot: null, user: ['stars:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [], deprecated: 'nobody sees stars in Slack any more' },
  'stars.list': { bot: null, user: ['stars:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [], deprecated: 'nobody sees stars in Slack any more' },
  'stars.remove': { bot: null, user: ['stars:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [], deprecated: 'nobody sees stars in Slack any more' },
  'team.accessLogs': { bot: null, user: ['admin'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'team.billableInfo': { bot: null, user: ['admin'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'team.billing.info': { bot: ['team.billing:read'], user: ['team.billing:read'], tier: 'Tier 3', verb: 'POST', json: false, required: [] },
  'team.externalTeams.disconnect': { bot: ['conversations.connect:manage'], user: null, tier: 'Tier 1', verb: 'POST', json: false, required: ['target_team'] },
  'team.externalTeams.list': { bot: ['conversations.connect:manage', 'team:read'], user: null, tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'team.info': { bot: ['team:read'], user: ['team:read'], tier: 'Tier 3', verb: 'GET', json: true, required: [] },
  'team.integrationLogs': { bot: null, user: ['admin'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'team.preferences.list': { bot: ['team.preferences:read'], user: ['team.preferences:read'], tier: 'Tier 3', verb: 'POST', json: false, required: [] },
  'team.profile.get': { bot: ['users.profile:read'], user: ['users.profile:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'tooling.tokens.rotate': { bot: null, user: null, tier: 'Special', verb: 'POST', json: false, required: ['refresh_token'], auth: 'refresh_token', note: 'takes only a configuration refresh token' },
  'usergroups.create': { bot: ['usergroups:write'], user: ['usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['name'] },
  'usergroups.disable': { bot: ['usergroups:write'], user: ['usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup'] },
  'usergroups.enable': { bot: ['usergroups:write'], user: ['usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup'] },
  'usergroups.list': { bot: ['usergroups:read'], user: ['usergroups:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'usergroups.update': { bot: ['usergroups:write'], user: ['usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup'] },
  'usergroups.users.list': { bot: ['usergroups:read'], user: ['usergroups:read'], tier: 'Tier 2', verb: 'GET', json: false, required: ['usergroup'] },
  'usergroups.users.update': { bot: ['usergroups:write'], user: ['usergroups:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['usergroup', 'users'] },
  'users.conversations': { bot: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], user: ['channels:read', 'groups:read', 'im:read', 'mpim:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'users.deletePhoto': { bot: null, user: ['users.profile:write'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'users.discoverableContacts.lookup': { bot: ['conversations.connect:manage', 'team:read'], user: null, tier: 'Tier 2', verb: 'POST', json: true, required: ['email'] },
  'users.getPresence': { bot: ['users:read'], user: ['users:read'], tier: 'Tier 3', verb: 'GET', json: false, required: [] },
  'users.identity': { bot: null, user: ['identity.basic'], tier: 'Tier 3', verb: 'GET', json: false, required: [], note: 'identity.email, identity.avatar and identity.team add what they name' },
  'users.info': { bot: ['users:read'], user: ['users:read'], tier: 'Tier 4', verb: 'GET', json: false, required: ['user'] },
  'users.list': { bot: ['users:read'], user: ['users:read'], tier: 'Tier 2', verb: 'GET', json: false, required: [] },
  'users.lookupByEmail': { bot: ['users:read.email'], user: ['users:read.email'], tier: 'Tier 3', verb: 'GET', json: false, required: ['email'] },
  'users.profile.get': { bot: ['users.profile:read'], user: ['users.profile:read'], tier: 'Tier 4', verb: 'GET', json: false, required: [] },
  'users.profile.set': { bot: null, user: ['users.profile:write'], tier: 'Tier 3', verb: 'POST', json: true, required: [], note: '10 a minute for one person, 30 people a minute for one token' },
  'users.setActive': { bot: ['users:write'], user: ['users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: [] },
  'users.setPhoto': { bot: null, user: ['users.profile:write'], tier: 'Tier 2', verb: 'POST', json: false, required: [] },
  'users.setPresence': { bot: ['users:write'], user: ['users:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['presence'] },
  'views.open': { bot: [], user: [], tier: 'Tier 4', verb: 'POST', json: true, required: ['view'] },
  'views.publish': { bot: [], user: 'unknown', tier: 'Tier 4', verb: 'POST', json: true, required: ['user_id', 'view'] },
  'views.push': { bot: [], user: 'unknown', tier: 'Tier 4', verb: 'POST', json: true, required: ['view'] },
  'views.update': { bot: [], user: 'unknown', tier: 'Tier 4', verb: 'POST', json: true, required: ['view'] },
  'workflows.featured.add': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'trigger_ids'] },
  'workflows.featured.list': { bot: ['bookmarks:read'], user: ['bookmarks:read'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_ids'] },
  'workflows.featured.remove': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'trigger_ids'] },
  'workflows.featured.set': { bot: ['bookmarks:write'], user: ['bookmarks:write'], tier: 'Tier 2', verb: 'POST', json: true, required: ['channel_id', 'trigger_ids'] },
  'workflows.triggers.permissions.add': { bot: ['triggers:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id'] },
  'workflows.triggers.permissions.list': { bot: ['triggers:read'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id'] },
  'workflows.triggers.permissions.remove': { bot: ['triggers:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id'] },
  'workflows.triggers.permissions.set': { bot: ['triggers:write'], user: null, tier: 'Tier 3', verb: 'POST', json: true, required: ['trigger_id', 'permission_type'] },
} as const satisfies Record<string, MethodFacts>

export type MethodName = keyof typeof methods

/**
 * The number of calls that each tier allows, for each method, workspace and app
 * (docs.slack.dev/apis/web-api/rate-limits). Short bursts can exceed it; Slack does not publish by how much.
 */
export const tiers = {
  'Tier 1': 'at least 1 a minute',
  'Tier 2': 'at least 20 a minute',
  'Tier 3': 'at least 50 a minute',
  'Tier 4': 'at least 100 a minute',
  Special: 'a limit of its own',
  unknown: 'not documented',
} as const satisfies Record<MethodFacts['tier'], string>

/**
 * Returns the facts about a method. Undefined when the table does not have it: a misspelt name, or a method that is
 * newer than the table.
 */
export function methodFacts(name: string): MethodFacts | undefined {
  return Object.hasOwn(methods, name) ? methods[name as MethodName] : undefined
}

const retiredFamilies = /^(?:channels|groups|im|mpim)\.(?=[a-z])/

/** Returns the method with this name, in any mixture of capital and small letters; undefined for any other name. */
export function methodNamed(name: string): string | undefined {
  const small = name.toLowerCase()
  return Object.keys(methods).find((one) => one.toLowerCase() === small)
}

/**
 * Returns the successor of a method in a family that Slack has retired completely: channels.*, groups.*, im.* and
 * mpim.*, which answer `method_deprecated`. Undefined for any other method.
 */
export function retiredFor(name: string): MethodName | 'conversations.*' | undefined {
  if (!retiredFamilies.test(name)) return undefined
  const successor = name.replace(retiredFamilies, 'conversations.')
  return Object.hasOwn(methods, successor) ? (successor as MethodName) : 'conversations.*'
}

/** Whether Slack answers every call of the method with `method_deprecated`. */
export function isRetired(name: string): boolean {
  return retiredFor(name) !== undefined || methodFacts(name)?.retired === true
}

// A method that only reads is recognized by its name. The HTTP method that Slack prefers does not help: it is POST for
// all methods with a token in a form.
const reading =
  /(?:^|\.)(?:list|listAssignments|listGroups|info|history|replies|members|test|validate|export|lookup|lookupByEmail|search|all|files|messages|identity|accessLogs|billableInfo|integrationLogs|teamInfo|get[A-Z]?\w*)$/
const writingAllTheSame = /^(?:files\.getUploadURLExternal|admin\.analytics\.getFile)$/

/** Whether a method changes nothing. An unknown method counts as one that changes something. */
export function onlyReads(name: string): boolean {
  return methodFacts(name) !== undefined && reading.test(name) && !writingAllTheSame.test(name)
}
