import type { FailureDetails } from '../../errors.ts'

/**
 * Where a code occurs: on Slack's own page, in the query of the redirect, in the answer of the code exchange, of a
 * token rotation, of any other method, or of an incoming webhook; in an error that Slack's SDKs throw in a program; in
 * the output of this program.
 */
export type ErrorPlace = 'page' | 'callback' | 'exchange' | 'rotation' | 'api' | 'webhook' | 'sdk' | 'local'

export interface ErrorFacts {
  /** The meaning, in one sentence with a full stop. */
  readonly means: string
  /** What to do next, in the imperative, without a full stop; with a command if one helps. */
  readonly next: string
  /** The exit reason of a command that gets this code. */
  readonly ending: Extract<FailureDetails, 'slack' | 'noToken' | 'wrongToken' | 'refused' | 'failed'>
}

/**
 * Slack's error codes by place. Sources of codes and meanings: the reference pages of the methods and their common list
 * (docs.slack.dev/reference/methods), docs.slack.dev/authentication, the page about webhooks, the error lists of
 * Slack's SDKs and CLI, and reports in their issues. The codes of pages are Slack's own if the page shows one.
 */
// biome-ignore format: one row a line
export const errors = {
  page: {
    bad_redirect_uri: { ending: 'refused', means: 'The redirect URL is not among those saved for this client id.', next: 'Save exactly the URL that was passed (app settings → OAuth & Permissions → Redirect URLs → Add, then Save URLs): scheme, host, port and path count, and 127.0.0.1 is not localhost; with an app configuration token: slack-tokens app push NAME' },
    invalid_client_id: { ending: 'refused', means: 'Slack knows no app with this client id.', next: 'Copy the Client ID, two numbers joined by a dot, from Basic Information → App Credentials; one that starts with A is the app’s id' },
    blank_scope: { ending: 'refused', means: 'No scope reached Slack.', next: 'Name some: slack-tokens login --scopes chat:write for the bot, --user-scopes search:read for the user' },
    invalid_scope: { ending: 'refused', means: 'A scope does not exist, stands in the list of the other token, or is not open to this app.', next: 'Put bot scopes in --scopes and user scopes in --user-scopes, and compare them with the app settings (OAuth & Permissions)' },
    invalid_scope_requested: { ending: 'refused', means: 'The newer consent page refuses a scope: it does not exist, is in the wrong list, or is not open to this app.', next: 'Put bot scopes in --scopes and user scopes in --user-scopes, and compare them with the app settings (OAuth & Permissions)' },
    unapproved_scope: { ending: 'refused', means: 'The app is in the Slack Marketplace and this scope was not approved for it yet.', next: 'Ask only for approved scopes, or test with a copy of the app that is not in the Marketplace' },
    identity_scopes_mixed: { ending: 'refused', means: 'Scopes that sign a person in were requested together with scopes of an install.', next: 'Leave out identity.*, openid, email and profile; signing in is a flow of its own' },
    scope_not_allowed_on_enterprise: { ending: 'refused', means: 'A scope cannot be granted to a whole organization.', next: 'Install into one workspace of the organization, or leave out bot and apps.requests:write' },
    invalid_team_for_non_distributed_app: { ending: 'refused', means: 'The app is not distributed, so only the workspace it was made in can install it, and the browser is signed in to another.', next: 'Sign in to the app’s own workspace, or turn on distribution in the app settings (Manage Distribution)' },
    no_bot_scopes_requested: { ending: 'refused', means: 'This place wants bot scopes and got none, often because an organization was chosen instead of a workspace.', next: 'Choose a workspace on the page, or ask for bot scopes too: slack-tokens login --scopes chat:write' },
    no_bot_user: { ending: 'refused', means: 'Bot scopes were requested, but the app has no bot user.', next: 'Add a bot user in the app settings (App Home), or request user scopes only: slack-tokens login --user-scopes chat:write' },
    enterprise_only_feature: { ending: 'refused', means: 'A scope, such as admin.*, exists only in Enterprise organizations.', next: 'Leave the scope out, or install into a developer sandbox, which is such an organization' },
    approval_required: { ending: 'refused', means: 'Only admins approve apps in this workspace; a request goes to them and nothing returns to the program.', next: 'Send the request, end this command with Ctrl-C, and run slack-tokens login again once an admin has agreed' },
    app_approval_request_eligible: { ending: 'refused', means: 'The workspace wants an admin’s approval, and none was requested yet.', next: 'Send the request on the page, then run slack-tokens login again once an admin has agreed' },
    app_approval_request_pending: { ending: 'refused', means: 'A request for the app waits for an admin.', next: 'Ask an admin to look at it, then run slack-tokens login again' },
    app_approval_request_denied: { ending: 'refused', means: 'An admin turned the request for the app down.', next: 'Ask an admin why; fewer scopes are approved more easily' },
    installation_denied: { ending: 'refused', means: 'An admin of the workspace does not let the app be installed.', next: 'Ask whoever manages apps in the workspace' },
  },
  callback: {
    access_denied: { ending: 'refused', means: 'Cancel was pressed, or the workspace lets only admins approve apps.', next: 'Run slack-tokens login again and press Allow, or ask an admin to approve the app' },
    invalid_team_for_non_distributed_app: { ending: 'refused', means: 'The app is not distributed, so only the workspace it was made in can install it, and the browser is signed in to another.', next: 'Sign in to the app’s own workspace, or turn on distribution in the app settings (Manage Distribution), then run slack-tokens login again' },
    missing_code: { ending: 'refused', means: 'The callback was opened without a code: by hand, by a scanner, or from an old tab.', next: 'Start from the link that slack-tokens login prints' },
  },
  exchange: {
    invalid_code: { ending: 'slack', means: 'The code is wrong, older than ten minutes, used before, or belongs to another client id.', next: 'Start again for a new code, as one code is good for one try: slack-tokens login' },
    code_already_used: { ending: 'slack', means: 'The code was exchanged before, by a reload, the back button or a second server.', next: 'See whether that first exchange was stored: slack-tokens list; if not, slack-tokens login' },
    bad_redirect_uri: { ending: 'slack', means: 'The redirect URL of the exchange is not the one that the code was issued for.', next: 'Send the very same string at both steps; here: slack-tokens login' },
    invalid_client_id: { ending: 'slack', means: 'Slack knows no app with this client id, or none arrived.', next: 'Copy the Client ID, two numbers joined by a dot, from Basic Information → App Credentials; one that starts with A is the app’s id' },
    invalid_client: { ending: 'slack', means: 'Client id and secret do not name an app.', next: 'Copy both again from Basic Information → App Credentials' },
    bad_client_secret: { ending: 'slack', means: 'The client secret is wrong, missing, or of another app.', next: 'Copy the Client Secret again from Basic Information → App Credentials; the Signing Secret beside it is something else. A stored one is replaced by slack-tokens app add --name NAME --client-secret' },
    oauth_authorization_url_mismatch: { ending: 'slack', means: 'The code was issued by one flow (v1, v2, v2_user) and exchanged by another.', next: 'Use one flow throughout: slack-tokens login --v1 for a classic app, without --v1 for any other' },
    no_scopes: { ending: 'slack', means: 'The install requested no scope.', next: 'Name some: slack-tokens login --scopes chat:write' },
    no_user_scopes: { ending: 'slack', means: 'The flow for user tokens alone was run without user scopes.', next: 'Name some: slack-tokens login --user-scopes search:read' },
    invalid_grant: { ending: 'slack', means: 'The code or refresh token is not good any more.', next: 'Start again: slack-tokens login' },
    invalid_grant_type: { ending: 'slack', means: 'The request named a grant_type that Slack does not know.', next: 'Send authorization_code, refresh_token, or leave grant_type out' },
    unsupported_grant_type: { ending: 'slack', means: 'The request named a grant_type that this method does not take.', next: 'Send authorization_code or refresh_token' },
    invalid_request: { ending: 'slack', means: 'The exchange lacks a parameter or has one too many.', next: 'Look at what was sent: slack-tokens login --verbose' },
    pkce_not_allowed: { ending: 'slack', means: 'A code_verifier was sent for an app that has not opted into PKCE.', next: 'Leave the verifier out and send the client secret; opting in (OAuth & Permissions) cannot be undone' },
    invalid_code_verifier: { ending: 'slack', means: 'The code_verifier does not fit the challenge that the install began with.', next: 'Start again, with both from one run: slack-tokens login' },
    internal_error: { ending: 'slack', means: 'Slack failed inside; with PKCE it is also the answer to a secret and a verifier sent together.', next: 'With PKCE send no client secret; otherwise try again: slack-tokens login' },
    invalid_auth: { ending: 'slack', means: 'The exchange carried a token, or client id and secret in a wrong place.', next: 'Send client id and secret as HTTP Basic or in the form, with no token and no empty code' },
    cannot_install_an_org_installed_app: { ending: 'slack', means: 'The app is installed on the whole organization already.', next: 'Add the workspace in the organization’s app management, or choose the organization on the consent page' },
    user_email_unverified: { ending: 'slack', means: 'Who installs has not confirmed their email address.', next: 'Confirm it by the message Slack sent, then run slack-tokens login again' },
    preview_feature_not_available: { ending: 'slack', means: 'The app uses a preview that this workspace does not have.', next: 'Install into another workspace, or leave the preview out of the app' },
    not_implemented: { ending: 'slack', means: 'Slack has not switched this method on here.', next: 'Use the ordinary flow: slack-tokens login' },
    missing_resource: { ending: 'slack', means: 'The workspace-app resource that the code was for is gone; those apps were retired in 2021.', next: 'Make a new app and install that: slack-tokens login' },
  },
  rotation: {
    invalid_refresh_token: { ending: 'noToken', means: 'The refresh token was used before, revoked, expired, or belongs to another app; each works once.', next: 'See what is stored: slack-tokens show; for a new pair: slack-tokens login' },
    invalid_token: { ending: 'slack', means: 'What was sent is no token that can be refreshed or exchanged.', next: 'See what is stored: slack-tokens show' },
    token_rotation_not_enabled: { ending: 'slack', means: 'The app has no token rotation, so its tokens do not end by themselves.', next: 'Go on using the token; rotation is switched on in the app settings (OAuth & Permissions) and never off again' },
    token_already_exchanged: { ending: 'slack', means: 'This long-lived token was turned into a rotating pair before.', next: 'Use that pair: slack-tokens list; if nobody has it, slack-tokens login' },
    authorization_not_found: { ending: 'noToken', means: 'The install that the token came from is gone.', next: 'Install the app again: slack-tokens login' },
  },
  api: {
    not_authed: { ending: 'noToken', means: 'No token arrived.', next: 'Install an app: slack-tokens login; or set SLACK_BOT_TOKEN or SLACK_USER_TOKEN; a program sends it as Authorization: Bearer' },
    invalid_auth: { ending: 'noToken', means: 'Slack does not know this token, or does not take it from this network address.', next: 'See which token is used, and where it comes from: slack-tokens show; for a new one: slack-tokens login' },
    account_inactive: { ending: 'noToken', means: 'The token’s account is switched off: the app was removed, or the person or workspace is gone.', next: 'Install the app again: slack-tokens login' },
    token_revoked: { ending: 'noToken', means: 'The token was revoked, or its person or app was removed; Slack also revokes tokens it finds published.', next: 'Install the app again: slack-tokens login; and make sure that the token stands in no public code' },
    token_expired: { ending: 'noToken', means: 'The token rotates and its 12 hours are over, or its workflow has ended.', next: 'Refresh the pair where it is stored: slack-tokens refresh; for a new one, install the app again: slack-tokens login' },
    legacy_custom_bots_deprecated: { ending: 'noToken', means: 'The token is of a custom bot, a kind that ended in March 2025.', next: 'Make a Slack app with a bot user and install it: slack-tokens login' },
    not_bearer_token: { ending: 'wrongToken', means: 'This kind of token cannot be revoked so.', next: 'Use a bot or user token: slack-tokens list shows what there is' },
    not_allowed_token_type: { ending: 'wrongToken', means: 'The method never takes this kind of token, whatever its scopes.', next: 'See which it takes and which you have: slack-tokens which METHOD; then choose with --as' },
    missing_scope: { ending: 'wrongToken', means: 'The token is of the right kind but lacks a scope.', next: 'Request it too, and it is added to those granted: slack-tokens login --add-scope NAME for the bot, --add-user-scope NAME for the user; what it opens: slack-tokens scopes NAME' },
    is_bot: { ending: 'wrongToken', means: 'A bot may not do that.', next: 'Do it as the person: --as user' },
    user_is_bot: { ending: 'wrongToken', means: 'A bot may not do that, or it may not be done to a bot.', next: 'Do it as the person: --as user' },
    enterprise_is_restricted: { ending: 'wrongToken', means: 'The method does not take a token of a whole organization.', next: 'Use a token of one workspace: slack-tokens list shows which there are' },
    client_id_token_mismatch: { ending: 'wrongToken', means: 'Token and client id belong to different apps.', next: 'Choose the installation of that app: slack-tokens list, then slack-tokens use NAME' },
    no_permission: { ending: 'slack', means: 'Whoever the token acts as lacks the right: often it is no member there, or a bot may not do it.', next: 'Add it to the channel, or do it as the person: --as user' },
    access_denied: { ending: 'slack', means: 'This is closed to whoever the token acts as.', next: 'Try the other token with --as; a file is shared by the one who uploaded it; otherwise ask an admin' },
    accesslimited: { ending: 'slack', means: 'The workspace limits from where it can be reached.', next: 'Use a network that it allows, or have this address allowed' },
    app_access_restricted: { ending: 'slack', means: 'This person may not use the app.', next: 'Ask an admin of the workspace to allow it' },
    app_management_app_not_installed_on_org: { ending: 'slack', means: 'The app has to be installed on the organization for that.', next: 'Have an org admin install it there: slack-tokens login, choosing the organization' },
    app_not_found: { ending: 'slack', means: 'No app of that id belongs to whoever made the configuration token.', next: 'Check the id (A…) at api.slack.com/apps, and that the token was made in the app’s workspace' },
    app_not_eligible: { ending: 'slack', means: 'The app cannot be deleted so: only those that were made from a manifest can.', next: 'Delete it in the app settings, under Basic Information' },
    not_an_admin: { ending: 'slack', means: 'The token’s person is not an admin.', next: 'Have an admin install the app: slack-tokens login' },
    not_admin: { ending: 'slack', means: 'The token’s person is not an admin.', next: 'Have an admin install the app: slack-tokens login' },
    admin_unauthorized: { ending: 'slack', means: 'The token’s person is not an admin with that right.', next: 'Have an admin who has it install the app: slack-tokens login' },
    user_is_restricted: { ending: 'slack', means: 'The person is a guest, and guests may not do that.', next: 'Use the token of a full member' },
    user_is_ultra_restricted: { ending: 'slack', means: 'The person is a single-channel guest, who may not do that.', next: 'Use the token of a full member' },
    ura_max_channels: { ending: 'slack', means: 'A single-channel guest cannot be in more channels.', next: 'Invite a full member, or have the guest’s account changed' },
    send_on_behalf_not_allowed: { ending: 'slack', means: 'The token may not act for that person.', next: 'Have that person install the app: slack-tokens login' },
    two_factor_setup_required: { ending: 'slack', means: 'The person has to set up two-factor authentication first.', next: 'Set it up in Slack, then try again' },
    org_login_required: { ending: 'slack', means: 'The workspace is being moved into an organization.', next: 'Wait until the move is over' },
    team_added_to_org: { ending: 'slack', means: 'The workspace is being moved into an organization.', next: 'Wait until the move is over' },
    team_access_not_granted: { ending: 'slack', means: 'The app is installed on the organization but was not added to this workspace.', next: 'Have an org admin add the workspace to the app, or name another one as team_id' },
    team_not_found: { ending: 'slack', means: 'The workspace is not known to this token, or an organization’s token was given a channel’s name.', next: 'Give ids: team_id=T… and channel=C…' },
    forbidden_team: { ending: 'slack', means: 'The workspace may not open this connection.', next: 'Check which workspace the app-level token’s app is installed in' },
    insecure_request: { ending: 'slack', means: 'The request came over http.', next: 'Use the https URL of the Web API' },
    feature_not_enabled: { ending: 'slack', means: 'The workspace or its plan does not have the feature.', next: 'Have an admin switch it on, or test in a developer sandbox' },
    restricted_plan_level: { ending: 'slack', means: 'The workspace’s plan does not have the feature.', next: 'Test in a developer sandbox, which has all of them' },
    plan_upgrade_required: { ending: 'slack', means: 'The feature needs a paid plan.', next: 'Test in a developer sandbox, which has all of them' },
    paid_only: { ending: 'slack', means: 'The feature needs a paid plan.', next: 'Test in a developer sandbox, which has all of them' },
    free_team_not_allowed: { ending: 'slack', means: 'Workspaces on the free plan may not do that.', next: 'Test in a developer sandbox, which has all features' },
    limit_required: { ending: 'slack', means: 'The list is too long to be sent at once.', next: 'Ask page by page: limit=200, then cursor=… from response_metadata.next_cursor' },
    ratelimited: { ending: 'slack', means: 'Too many calls of this method came in a minute.', next: 'Wait the seconds named by the Retry-After header, then run the command again' },
    rate_limited: { ending: 'slack', means: 'Too many messages were posted in a short time.', next: 'Wait the seconds named by the Retry-After header, at least one per message in a channel' },
    message_limit_exceeded: { ending: 'slack', means: 'The workspace has posted all the messages it may for now.', next: 'Wait a while, then run the command again' },
    method_deprecated: { ending: 'slack', means: 'Slack has retired the method.', next: 'Find its successor: slack-tokens which "conversations.*" for channels.*, groups.* and im.*; files are sent by slack-tokens upload' },
    deprecated_endpoint: { ending: 'slack', means: 'Slack has retired this address.', next: 'Use the method that replaced it, under docs.slack.dev/reference/methods' },
    unknown_method: { ending: 'slack', means: 'There is no such method.', next: 'Check the spelling, capitals too; for the nearest: slack-tokens which METHOD' },
    control_token_needed: { ending: 'slack', means: 'The local Slack simulator lets nobody act over TCP without the token of this run.', next: 'Open the address that it prints, token and all: slack-tokens sim open; a program sends the controlToken that slack-tokens sim start prints in its JSON' },
    not_simulated: { ending: 'slack', means: 'The local Slack simulator let the call pass but does not act this method out.', next: 'Try it in a real workspace, or use one that it acts out, such as chat.postMessage or conversations.list' },
    channel_not_found: { ending: 'slack', means: 'The channel’s id or name is wrong, it is in another workspace, or it is private and this token cannot see it.', next: 'List what the token sees: slack-tokens call conversations.list types=public_channel,private_channel; a bot sees a private one only after /invite @APP in it' },
    not_in_channel: { ending: 'slack', means: 'The token sees the channel but is no member of it.', next: 'Type /invite @APP in the channel, or join a public one: slack-tokens call conversations.join channel=C…; the scope chat:write.public spares it' },
    is_archived: { ending: 'slack', means: 'The channel is archived.', next: 'Use another channel, or unarchive it in Slack' },
    invalid_channel: { ending: 'slack', means: 'That is no channel this method takes.', next: 'Give the channel’s id: slack-tokens call conversations.list shows them' },
    already_in_channel: { ending: 'slack', means: 'It is a member already.', next: 'Go on; there is nothing to do' },
    cant_invite_self: { ending: 'slack', means: 'Nobody can invite themselves.', next: 'Join instead: slack-tokens call conversations.join channel=C…' },
    cant_invite: { ending: 'slack', means: 'That person cannot be invited there.', next: 'Check that the person is a member of the workspace and no guest' },
    name_taken: { ending: 'slack', means: 'A channel of that name exists, perhaps archived or private.', next: 'Choose another name' },
    method_not_supported_for_channel_type: { ending: 'slack', means: 'The method does not work on this kind of conversation, such as inviting into a direct message.', next: 'Use a channel, or conversations.open for a new group of people' },
    messages_tab_disabled: { ending: 'slack', means: 'The app takes no direct messages: its messages tab is off.', next: 'Switch it on in the app settings (App Home → Messages Tab), or post to a channel: slack-tokens post "#general" "hello"' },
    cannot_dm_bot: { ending: 'slack', means: 'A bot cannot write to a bot directly.', next: 'Post to a channel that both are in' },
    restricted_action: { ending: 'slack', means: 'A rule of the workspace forbids that there.', next: 'Use another channel, or ask an admin' },
    restricted_action_read_only_channel: { ending: 'slack', means: 'Only some people may post in this channel.', next: 'Use another channel, or have the app allowed to post there' },
    restricted_action_thread_only_channel: { ending: 'slack', means: 'This channel takes replies in threads only.', next: 'Reply in a thread: add thread_ts=…' },
    restricted_action_non_threadable_channel: { ending: 'slack', means: 'This channel takes no replies in threads.', next: 'Leave out thread_ts' },
    restricted_action_thread_locked: { ending: 'slack', means: 'The thread is locked.', next: 'Post outside of it' },
    posting_to_general_channel_denied: { ending: 'slack', means: 'An admin limits who posts in the general channel.', next: 'Use another channel, or ask an admin' },
    posting_to_channel_denied: { ending: 'slack', means: 'Posting in this channel is not allowed to this token.', next: 'Use another channel, or ask an admin' },
    as_user_not_supported: { ending: 'slack', means: 'The argument as_user is for classic apps; today the token decides who the author is.', next: 'Leave it out and choose the token: slack-tokens post --as user' },
    no_text: { ending: 'slack', means: 'There is nothing to post.', next: 'Give a text: slack-tokens post "#general" "hello"' },
    msg_too_long: { ending: 'slack', means: 'The text is longer than 40,000 characters.', next: 'Shorten it, or upload it as a file' },
    msg_blocks_too_long: { ending: 'slack', means: 'The blocks hold more text than a message may.', next: 'Split the message' },
    invalid_blocks: { ending: 'slack', means: 'A block does not follow Block Kit’s rules.', next: 'Correct the block that response_metadata.messages names; Block Kit Builder shows what it will look like' },
    invalid_metadata_format: { ending: 'slack', means: 'The metadata is no JSON object.', next: 'Give it as {"event_type":"…","event_payload":{…}}' },
    invalid_metadata_schema: { ending: 'slack', means: 'The metadata lacks event_type (a text) or event_payload (an object).', next: 'Give it as {"event_type":"…","event_payload":{…}}' },
    metadata_too_large: { ending: 'slack', means: 'The metadata is larger than a message may carry.', next: 'Keep the data elsewhere, and its id in the metadata' },
    invalid_blocks_format: { ending: 'slack', means: 'The blocks are not a JSON array of objects.', next: 'Give them as [{"type":"section", …}]' },
    too_many_attachments: { ending: 'slack', means: 'A message takes at most 100 attachments.', next: 'Split the message' },
    cant_update_message: { ending: 'slack', means: 'Only its author can change a message.', next: 'Use the token it was posted with: --as bot or --as user' },
    cant_delete_message: { ending: 'slack', means: 'Only its author, or an admin, can delete a message.', next: 'Use the token it was posted with: --as bot or --as user' },
    edit_window_closed: { ending: 'slack', means: 'The time in which the workspace allows changes is over.', next: 'Post a new message' },
    message_not_found: { ending: 'slack', means: 'No message has that ts in that channel.', next: 'Give channel and ts as chat.postMessage returned them' },
    thread_not_found: { ending: 'slack', means: 'No thread has that ts in that channel.', next: 'Give the ts of the thread’s first message' },
    time_in_past: { ending: 'slack', means: 'post_at lies in the past.', next: 'Give Unix seconds in the future; milliseconds are wrong too' },
    time_too_far: { ending: 'slack', means: 'post_at is more than 120 days ahead.', next: 'Choose a nearer time' },
    invalid_time: { ending: 'slack', means: 'post_at is no Unix time in seconds.', next: 'Give seconds since 1970, such as date +%s prints' },
    restricted_too_many: { ending: 'slack', means: 'Too many messages are scheduled around that time.', next: 'Choose another time' },
    already_reacted: { ending: 'slack', means: 'That reaction is there already.', next: 'Go on; there is nothing to do' },
    no_reaction: { ending: 'slack', means: 'That reaction is not there.', next: 'Go on; there is nothing to remove' },
    already_archived: { ending: 'slack', means: 'The channel is archived already.', next: 'Go on; there is nothing to do' },
    not_archived: { ending: 'slack', means: 'The channel is not archived.', next: 'Go on; there is nothing to undo' },
    bad_timestamp: { ending: 'slack', means: 'The timestamp is not one of a message.', next: 'Give the ts of the message as Slack sent it, such as 1712345678.123456' },
    invalid_timestamp: { ending: 'slack', means: 'The timestamp is not one of a message.', next: 'Give the ts of the message as Slack sent it, such as 1712345678.123456' },
    invalid_thread_ts: { ending: 'slack', means: 'The thread’s timestamp is not one of a message.', next: 'Give thread_ts as the ts of the message that the thread is under' },
    not_agent_app: { ending: 'slack', means: 'The app has no assistant thread in this conversation.', next: 'Give thread_ts from the assistant_thread_started event, and switch Agents & AI Apps on in the app settings' },
    message_not_in_streaming_state: { ending: 'slack', means: 'The message is not being streamed: chat.startStream did not start it, or chat.stopStream ended it.', next: 'Start a new message with chat.startStream, or change this one with chat.update' },
    message_not_owned_by_app: { ending: 'slack', means: 'Another app or person wrote the message.', next: 'Give the ts that chat.startStream returned to this app' },
    missing_recipient_user_id: { ending: 'slack', means: 'A streamed message in a channel needs the person whom it answers.', next: 'Give recipient_user_id from the event that is answered' },
    missing_recipient_team_id: { ending: 'slack', means: 'A streamed message in a channel needs the workspace of the person whom it answers.', next: 'Give recipient_team_id from the event that is answered' },
    invalid_ts_latest: { ending: 'slack', means: 'The end of the time span cannot be read.', next: 'Give latest in seconds since 1970, as a ts is' },
    invalid_ts_oldest: { ending: 'slack', means: 'The start of the time span cannot be read.', next: 'Give oldest in seconds since 1970, as a ts is' },
    missing_ts: { ending: 'slack', means: 'The message to work on was not named.', next: 'Give its ts, or unfurl_id and source together' },
    missing_channel: { ending: 'slack', means: 'The channel of the message was not named.', next: 'Give channel=C… with ts=…, or unfurl_id and source together' },
    cannot_find_channel: { ending: 'slack', means: 'The channel that the links were posted in is not seen by this token.', next: 'Take channel and ts from the link_shared event' },
    cannot_find_message: { ending: 'slack', means: 'No message of that ts is in the channel.', next: 'Take channel and ts from the link_shared event' },
    cannot_parse_attachment: { ending: 'slack', means: 'A preview is not an attachment that Slack can read.', next: 'Give each link an object with text or blocks: slack-tokens call blocks.validate tries the blocks' },
    cannot_unfurl_message: { ending: 'slack', means: 'The message has no such link, or not of a domain of the app.', next: 'Use the links as the message has them, of domains that the app settings list' },
    missing_unfurls: { ending: 'slack', means: 'No preview was given.', next: 'Give unfurls as an object: each link with its preview' },
    invalid_unfurls_format: { ending: 'slack', means: 'The previews are not an object that has a link for each key.', next: 'Give unfurls as JSON: {"https://…": {"text": "…"}}' },
    cant_archive_general: { ending: 'slack', means: 'The general channel cannot be archived.', next: 'Choose another channel' },
    cant_leave_general: { ending: 'slack', means: 'Nobody can leave the general channel.', next: 'Mute it in Slack instead' },
    cant_kick_from_general: { ending: 'slack', means: 'Nobody can be removed from the general channel.', next: 'Choose another channel' },
    cant_kick_self: { ending: 'slack', means: 'Nobody can remove themselves.', next: 'Leave instead: slack-tokens call conversations.leave channel=C…' },
    last_member: { ending: 'slack', means: 'The last member cannot leave a private channel.', next: 'Archive it instead: slack-tokens call conversations.archive channel=C…' },
    user_not_in_channel: { ending: 'slack', means: 'The person is no member of the channel.', next: 'Invite them first: slack-tokens call conversations.invite channel=C… users=U…' },
    no_user: { ending: 'slack', means: 'No person was named.', next: 'Name one by id: user=U…, or users=U…' },
    not_authorized: { ending: 'slack', means: 'Only who made it, or an admin, may do that.', next: 'Do it as the one who made it: --as user, or ask an admin' },
    invalid_name_maxlength: { ending: 'slack', means: 'A channel’s name has 80 characters at the most.', next: 'Choose a shorter one' },
    invalid_name_punctuation: { ending: 'slack', means: 'A channel’s name cannot be punctuation alone.', next: 'Use letters or digits, too' },
    invalid_name_specials: { ending: 'slack', means: 'A channel’s name has small letters, digits, hyphens and underscores only.', next: 'Leave out spaces, capitals and other signs' },
    is_inactive: { ending: 'slack', means: 'The message’s channel is archived.', next: 'Use another channel, or unarchive it in Slack' },
    cant_broadcast_message: { ending: 'slack', means: 'Only a reply in a thread can be shown in the channel, too.', next: 'Leave out reply_broadcast, or name a reply' },
    no_dual_broadcast_content_update: { ending: 'slack', means: 'A reply cannot be changed and shown in the channel in one call.', next: 'Change it first, then call again with reply_broadcast alone' },
    markdown_text_conflict: { ending: 'slack', means: 'Markdown was given together with text or blocks.', next: 'Give markdown_text alone' },
    invalid_scheduled_message_id: { ending: 'slack', means: 'No message is scheduled under that id.', next: 'See those that are: slack-tokens call chat.scheduledMessages.list' },
    invalid_presence: { ending: 'slack', means: 'Presence is auto or away.', next: 'Say presence=auto or presence=away' },
    must_clear_both_status_text_and_status_emoji: { ending: 'slack', means: 'A status cannot lose its text or its emoji alone.', next: 'Set both, or clear both' },
    too_long: { ending: 'slack', means: 'A text is longer than its field holds.', next: 'Shorten it: a topic or purpose has 250 characters, a status 100' },
    no_item_specified: { ending: 'slack', means: 'Nothing was named to act on.', next: 'Name a message: channel=C… timestamp=…' },
    not_pinnable: { ending: 'slack', means: 'That cannot be pinned.', next: 'Pin a message of the channel' },
    too_many_pins: { ending: 'slack', means: 'The channel has as many pins as it may.', next: 'Remove one first: slack-tokens call pins.remove channel=C… timestamp=…' },
    too_many_emoji: { ending: 'slack', means: 'The message has as many kinds of reaction as it may.', next: 'Use one that is there already' },
    too_many_reactions: { ending: 'slack', means: 'The person has put as many reactions there as they may.', next: 'Remove one first: slack-tokens call reactions.remove channel=C… timestamp=… name=NAME' },
    already_pinned: { ending: 'slack', means: 'That is pinned already.', next: 'Go on; there is nothing to do' },
    no_pin: { ending: 'slack', means: 'That is not pinned.', next: 'Go on; there is nothing to remove' },
    invalid_name: { ending: 'slack', means: 'The name is not one that Slack takes, or no such emoji exists.', next: 'Give an emoji without colons, as thumbsup, or a channel in lower case' },
    no_query: { ending: 'slack', means: 'There is nothing to search for.', next: 'Give it: slack-tokens call search.messages query=deploy --as user' },
    user_not_found: { ending: 'slack', means: 'Nobody has that id in this workspace.', next: 'Give an id of the form U…; ids differ between workspaces; slack-tokens call users.list shows them' },
    users_not_found: { ending: 'slack', means: 'Nobody has one of those ids in this workspace.', next: 'Give ids of the form U…; slack-tokens call users.list shows them' },
    user_not_visible: { ending: 'slack', means: 'The person exists but is hidden from this token.', next: 'Try the other token: --as user' },
    not_enough_users: { ending: 'slack', means: 'Too few people were named for a conversation.', next: 'Give at least one: users=U…' },
    users_list_not_supplied: { ending: 'slack', means: 'Nobody was named for a conversation.', next: 'Name people or a conversation: users=U…, or channel=D…' },
    too_many_users: { ending: 'slack', means: 'More people were named than a group conversation holds, which is eight besides oneself.', next: 'Name fewer, or make a channel: slack-tokens call conversations.create name=NAME' },
    user_disabled: { ending: 'slack', means: 'One of the people has been deactivated.', next: 'Leave them out; slack-tokens call users.info user=U… tells' },
    bot_not_found: { ending: 'slack', means: 'No bot has that id in this workspace.', next: 'Give an id of the form B…: slack-tokens whoami --as bot shows the app’s own' },
    invalid_profile: { ending: 'slack', means: 'The profile is no JSON object of known fields.', next: 'Give it as profile={"status_text":"…"}' },
    ekm_access_denied: { ending: 'slack', means: 'Admins have closed the workspace’s messages by their own encryption key.', next: 'Ask an admin' },
    external_channel_migrating: { ending: 'slack', means: 'The shared channel is being moved.', next: 'Try again in a while' },
    file_not_found: { ending: 'slack', means: 'The file does not exist, or another identity began its upload.', next: 'Use one identity for all steps of an upload: the same --as' },
    cant_delete_file: { ending: 'slack', means: 'The file belongs to somebody else.', next: 'Delete it as the one who uploaded it: --as user or --as bot' },
    storage_limit_reached: { ending: 'slack', means: 'The workspace’s storage is full.', next: 'Ask an admin' },
    file_uploads_disabled: { ending: 'slack', means: 'The workspace does not take files.', next: 'Ask an admin' },
    file_upload_size_restricted: { ending: 'slack', means: 'The file is larger than the workspace allows.', next: 'Send a smaller one, or ask an admin' },
    file_type_not_allowed: { ending: 'slack', means: 'The workspace does not take files of this type.', next: 'Send another type, or ask an admin' },
    unknown_subtype: { ending: 'slack', means: 'snippet_type is not a type that Slack knows.', next: 'Leave it out' },
    missing_argument: { ending: 'slack', means: 'A required argument is missing: with an organization’s token often team_id, at an upload a length that is not 0.', next: 'Add it as key=value; the method’s page in docs.slack.dev/reference/methods lists them' },
    invalid_arguments: { ending: 'slack', means: 'An argument is missing or wrong; response_metadata.messages says which.', next: 'Read those messages: slack-tokens call prints Slack’s whole answer' },
    invalid_arg_name: { ending: 'slack', means: 'An argument’s name has characters that names do not have.', next: 'Use letters, digits and underscores' },
    invalid_array_arg: { ending: 'slack', means: 'An argument came as a list, which forms cannot carry so.', next: 'Join the values with commas, or give JSON' },
    invalid_event_context: { ending: 'slack', means: 'The event_context is not one of an event that this app received.', next: 'Pass event_context on as it stood beside the event' },
    invalid_cursor: { ending: 'slack', means: 'The cursor is not one that this list gave out.', next: 'Start without cursor, then pass response_metadata.next_cursor on unchanged' },
    invalid_limit: { ending: 'slack', means: 'limit is not a number that the method takes.', next: 'Give one from 1 to 999; 200 is a good one' },
    invalid_types: { ending: 'slack', means: 'types names a kind of conversation that does not exist.', next: 'Use public_channel, private_channel, mpim, im, joined by commas' },
    invalid_charset: { ending: 'slack', means: 'The body’s character set is neither utf-8 nor iso-8859-1.', next: 'Send utf-8' },
    invalid_form_data: { ending: 'slack', means: 'The body is not the form that its content type names.', next: 'Look at what was sent: add --verbose' },
    invalid_post_type: { ending: 'slack', means: 'The content type is not one that the method takes.', next: 'Send application/x-www-form-urlencoded; not every method takes JSON' },
    missing_post_type: { ending: 'slack', means: 'The request has a body but no content type.', next: 'Send application/x-www-form-urlencoded, or application/json where the method takes it' },
    invalid_json: { ending: 'slack', means: 'The body is not JSON.', next: 'Check quotes and commas' },
    json_not_object: { ending: 'slack', means: 'The body is JSON but no object.', next: 'Send {"key":"value"}' },
    superfluous_charset: { ending: 'slack', means: 'A warning and no error: the content type of a form names a character set it does not need.', next: 'Take no notice; the call worked' },
    missing_charset: { ending: 'slack', means: 'A warning and no error: the content type of JSON names no character set.', next: 'Take no notice, or send application/json; charset=utf-8' },
    message_truncated: { ending: 'slack', means: 'A warning and no error: text beyond 40,000 characters was cut off.', next: 'Split the message' },
    request_timeout: { ending: 'slack', means: 'The body came too slowly or was cut off.', next: 'Look whether it took effect, then try again' },
    service_unavailable: { ending: 'slack', means: 'Slack is out of order for the moment; the call may have taken effect.', next: 'See status.slack.com, look whether it took effect, then try again' },
    internal_error: { ending: 'slack', means: 'Slack failed inside; the call may have taken effect.', next: 'Look whether it took effect, then try again; status.slack.com tells of outages' },
    fatal_error: { ending: 'slack', means: 'Slack failed badly; the call may have taken effect.', next: 'Look whether it took effect, then try again; status.slack.com tells of outages' },
    invalid_trigger_id: { ending: 'slack', means: 'The trigger_id is not one that Slack gave this app.', next: 'Use the one from the interaction; a command line has none' },
    expired_trigger_id: { ending: 'slack', means: 'A trigger_id lasts three seconds, and they are over.', next: 'Open the view first and work afterwards' },
    exchanged_trigger_id: { ending: 'slack', means: 'The trigger_id was used before.', next: 'Use the one of a new interaction' },
    hash_conflict: { ending: 'slack', means: 'The view was changed by somebody else since it was read.', next: 'Read it again and send its new hash' },
    view_too_large: { ending: 'slack', means: 'The view is larger than 250 kB.', next: 'Make it smaller' },
    push_limit_reached: { ending: 'slack', means: 'At most three views stand on one another.', next: 'Update the view instead of pushing another' },
    duplicate_external_id: { ending: 'slack', means: 'Another view has that external_id.', next: 'Choose one that is unique in the workspace' },
    not_enabled: { ending: 'slack', means: 'The app’s home tab is off.', next: 'Switch it on in the app settings (App Home → Home Tab)' },
    not_found: { ending: 'slack', means: 'What the id names does not exist, or not for this token.', next: 'Check the id, and try the other token with --as' },
    invalid_name_required: { ending: 'slack', means: 'The name is empty.', next: 'Give one in lower case: name=launch' },
    invalid_manifest: { ending: 'slack', means: 'The manifest breaks a rule; errors says where and which.', next: 'Correct what each pointer in errors names; offline: slack-tokens app manifest --check FILE' },
  },
  webhook: {
    invalid_payload: { ending: 'slack', means: 'The body is not JSON, or not in utf-8.', next: 'Send {"text":"hello"} as application/json' },
    no_text: { ending: 'slack', means: 'The webhook works, but there is nothing to post.', next: 'Send {"text":"hello"}' },
    missing_text_or_fallback_or_attachments: { ending: 'slack', means: 'The webhook works, but there is nothing to post.', next: 'Send {"text":"hello"}' },
    invalid_blocks: { ending: 'slack', means: 'A block does not follow Block Kit’s rules.', next: 'Post the same blocks by slack-tokens call chat.postMessage, which says what is wrong with them' },
    invalid_blocks_format: { ending: 'slack', means: 'The blocks are not a JSON array of objects.', next: 'Give them as [{"type":"section", …}]' },
    too_many_attachments: { ending: 'slack', means: 'A message takes at most 100 attachments.', next: 'Split the message' },
    user_not_found: { ending: 'slack', means: 'The person whom the message is addressed to does not exist.', next: 'Leave out channel: the webhook has its own' },
    invalid_token: { ending: 'slack', means: 'The secret part of the URL is wrong, or Slack has replaced it.', next: 'Copy the URL again, or install anew: slack-tokens login --scopes incoming-webhook' },
    action_prohibited: { ending: 'slack', means: 'An admin’s rule forbids posting there.', next: 'Choose another channel at a new install: slack-tokens login --scopes incoming-webhook' },
    posting_to_general_channel_denied: { ending: 'slack', means: 'An admin limits who posts in the general channel.', next: 'Choose another channel at a new install: slack-tokens login --scopes incoming-webhook' },
    channel_not_found: { ending: 'slack', means: 'The webhook’s channel was deleted or made private.', next: 'Choose another channel at a new install: slack-tokens login --scopes incoming-webhook' },
    channel_is_archived: { ending: 'slack', means: 'The webhook’s channel is archived.', next: 'Unarchive it, or choose another channel at a new install: slack-tokens login --scopes incoming-webhook' },
    no_service: { ending: 'slack', means: 'The webhook was deleted or switched off, or its app was removed.', next: 'Make a new one: slack-tokens login --scopes incoming-webhook' },
    no_service_id: { ending: 'slack', means: 'The URL lacks the part that names the webhook.', next: 'Copy the whole URL, with all three parts after /services/' },
    no_active_hooks: { ending: 'slack', means: 'The webhook is switched off.', next: 'Make a new one: slack-tokens login --scopes incoming-webhook' },
    'No hooks': { ending: 'slack', means: 'The webhook was deleted, or whoever made it is gone.', next: 'Make a new one: slack-tokens login --scopes incoming-webhook' },
    no_team: { ending: 'slack', means: 'The workspace in the URL does not exist.', next: 'Copy the whole URL again' },
    team_disabled: { ending: 'slack', means: 'The workspace was closed.', next: 'Install into another one: slack-tokens login' },
    rollup_error: { ending: 'slack', means: 'Slack failed inside; the message was not posted.', next: 'Try again' },
    ratelimited: { ending: 'slack', means: 'A webhook takes about one message a second.', next: 'Wait the seconds named by the Retry-After header' },
    rate_limited: { ending: 'slack', means: 'A webhook takes about one message a second.', next: 'Wait the seconds named by the Retry-After header' },
  },
  sdk: {
    slack_oauth_missing_state: { ending: 'refused', means: 'The redirect came back without state: the install did not begin at the app’s own route, or an org admin began it.', next: 'Begin at the app’s install route, such as /slack/install' },
    slack_oauth_invalid_state: { ending: 'refused', means: 'The state is not the one in the browser’s cookie: begun on http or another host, reloaded, or older than ten minutes.', next: 'Begin at the install route on the very host of the redirect URL, and press Allow once' },
    invalid_browser: { ending: 'refused', means: 'Bolt for Python found another state cookie than the one it set, or none.', next: 'Begin at the install route on the very host of the redirect URL, in one browser' },
    slack_oauth_missing_code: { ending: 'refused', means: 'The callback was opened without a code: by hand, by a scanner, or from an old tab.', next: 'Begin at the app’s install route, such as /slack/install' },
    slack_oauth_installer_authorization_error: { ending: 'noToken', means: 'The app’s store holds no installation for this workspace or person.', next: 'Install the app by its own route; an org-wide install is stored under the organization’s id, as its team is null' },
    slack_oauth_installer_initialization_error: { ending: 'failed', means: 'The installer lacks a client id, client secret or state secret.', next: 'Give all three to the InstallProvider' },
    slack_oauth_generate_url_error: { ending: 'failed', means: 'The install link could not be made: scopes are missing, or userScopes were given for v1.', next: 'Give scopes; for v1 give all of them as scopes' },
    slack_oauth_unknown_error: { ending: 'slack', means: 'The exchange failed, and the cause lies inside the error.', next: 'Look at the error’s original; its code is Slack’s' },
    slack_webapi_platform_error: { ending: 'slack', means: 'Slack answered ok: false; the reason is in data.error.', next: 'Look at data.error' },
    slack_webapi_request_error: { ending: 'failed', means: 'No answer came from Slack; the reason is in the error’s original.', next: 'Check the network and any proxy' },
    slack_webapi_http_error: { ending: 'failed', means: 'Slack, or something in between, answered with an HTTP error.', next: 'Look at statusCode; a proxy or a wrong slackApiUrl is likely' },
    slack_webapi_rate_limited_error: { ending: 'slack', means: 'Slack wants a pause and the client was told not to wait by itself.', next: 'Wait the seconds in retryAfter' },
  },
  local: {
    state_mismatch: { ending: 'refused', means: 'The answer carries the state of another login, or none.', next: 'Use the link that this run of slack-tokens login prints' },
    unreadable_answer: { ending: 'failed', means: 'The answer is not Slack’s JSON: a proxy, a login page or a wrong URL stands between.', next: 'Check --api-url and HTTPS_PROXY, and add --verbose' },
    unknown_error: { ending: 'slack', means: 'Slack answered ok: false without a code.', next: 'Look at the whole answer: add --verbose' },
  },
} as const satisfies Record<ErrorPlace, Record<string, ErrorFacts>>

type CodesOf<P extends ErrorPlace> = P extends ErrorPlace ? keyof (typeof errors)[P] : never
export type ErrorCode = CodesOf<ErrorPlace>

/** The places in which a code is looked up when its own place does not list it. */
const nearby: Readonly<Record<ErrorPlace, readonly ErrorPlace[]>> = {
  page: ['callback', 'exchange'],
  callback: ['page', 'exchange'],
  exchange: ['rotation', 'api'],
  rotation: ['exchange', 'api'],
  api: ['exchange', 'rotation'],
  webhook: ['api'],
  sdk: ['api'],
  local: [],
}

/**
 * Returns the meaning of a code at a place, `api` by default; a code can have different meanings in different places.
 * If the place does not list the code, the nearby places are used, then all places. Undefined when no table has the
 * code.
 */
export function errorFacts(code: string, place: ErrorPlace = 'api'): ErrorFacts | undefined {
  const found = [place, ...nearby[place], ...places].find((one) => Object.hasOwn(errors[one], code))
  return found && factsAt(found, code)
}

/** Returns each place that lists the code, with its meaning there; empty when none does. */
export function errorMeanings(code: string): (ErrorFacts & { readonly place: ErrorPlace })[] {
  return places.flatMap((place) => {
    const facts = Object.hasOwn(errors[place], code) ? factsAt(place, code) : undefined
    return facts ? [{ place, ...facts }] : []
  })
}

/** Returns all known codes, each once, for suggestions. */
export function errorCodes(): string[] {
  return [...new Set(places.flatMap((place) => Object.keys(errors[place])))]
}

const places = [
  'api',
  'exchange',
  'rotation',
  'callback',
  'page',
  'webhook',
  'sdk',
  'local',
] as const satisfies readonly ErrorPlace[]

function factsAt(place: ErrorPlace, code: string): ErrorFacts | undefined {
  const rows: Readonly<Record<string, ErrorFacts>> = errors[place]
  return rows[code]
}
