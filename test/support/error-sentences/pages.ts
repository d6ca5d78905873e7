import { type ErrorSample, row } from './sample.ts'

/** Error texts on Slack’s pages. */
export const pageSamples: readonly ErrorSample[] = [
  row(
    'Something went wrong when authorizing Acme.\nTry going back to Acme and authorizing again. If problems persist, contact support',
    'page_frame',
    'page',
  ),
  row('Something‘s gone wrong while authorising this app. Try going back and authorising again.', 'page_frame', 'page'),
  row('Something went wrong when authorising this app', 'page_frame', 'page'),
  row('Slack OAuth Error', 'page_frame_oauth_error', 'page'),
  row('为 Acme 授权时出错了。', 'page_frame', 'page'),
  row(
    '(Acme) could not be installed. It looks like something has gone awry. Don’t worry it’s not your fault, but you won’t be able to install',
    'page_frame_gone_awry',
    'page',
  ),
  row(
    'Our apologies, but it looks like something has gone awry\nGive me the nerdy details',
    'page_frame_gone_awry',
    'page',
  ),
  row('Uh oh, Acme has run into a problem', 'page_frame_gone_awry', 'page'),
  row('OAuth Error: redirect_uri did not match any configured URIs.', 'bad_redirect_uri', 'page'),
  row(
    'Something went wrong when authorizing Acme.\nError details\nPlease specify `client_id`',
    'page_client_id_missing',
    'page',
  ),
  row('OAuth error: invalid_client_id', 'invalid_client_id', 'page'),
  row('Something went wrong when authorizing this app.\nInvalid client_id parameter', 'invalid_client_id', 'page'),
  row(
    'redirect_uri must not contain anchor (#) tags. Passed URI: https://acme.example/#slack',
    'page_redirect_uri_fragment',
    'page',
  ),
  row(
    'redirect_uri did not match any configured URIs.\nPassed URI : https://acme.example/cb\nAllowed URI : none specified',
    'bad_redirect_uri',
    'page',
  ),
  row('Error details\nBot scopes are not allowed when redirecting to a non-web URI', 'page_bot_scopes_non_web', 'page'),
  row('Must use PKCE to redirect to a non-web URI', 'page_pkce_needed', 'page'),
  row('Acme doesn’t have a bot user to install', 'no_bot_user', 'page'),
  row('インストールするボットユーザーがありません', 'no_bot_user', 'page'),
  row('OAuth Error: invalid_scope: is an invalid scope', 'page_scope_name_empty', 'page'),
  row(
    'OAuth Error: invalid_scope: Cannot request both identity scopes and other scopes at the same time',
    'identity_scopes_mixed',
    'page',
  ),
  row('Invalid permissions requested\nInvalid scopes: channels:history, users:read', 'invalid_scope', 'page'),
  row('unapproved permission', 'page_unapproved_permission', 'page'),
  row(
    'This app is requesting more permissions than what your Org Admin has granted',
    'page_unapproved_permission',
    'page',
  ),
  row(
    'Apologies, but you are not authorized to install Acme on Initech. If you’d like, you can message one of your admins',
    'approval_required',
    'page',
  ),
  row('I’m sorry, but your not authorized to install Acme', 'approval_required', 'page'),
  row(
    'Apologies, but Acme can’t be installed. This app isn’t listed in the Slack App Directory, so only workspace owners can install it',
    'page_unlisted_app',
    'page',
  ),
  row('The app is not listed in the Slack Marketplace', 'page_unlisted_app', 'page'),
  row('This app is not approved by Slack', 'page_not_approved_notice', 'page'),
  row('The permissions this app requests have not been reviewed by Slack', 'page_not_approved_notice', 'page'),
  row(
    'This app cannot be installed on this workspace. Apps with this feature are only available to Enterprise customers',
    'enterprise_only_feature',
    'page',
  ),
  row(
    'Workspaces on free plans can only install 10 apps, and your workspace has reached the limit',
    'page_free_plan_ten_apps',
    'page',
  ),
  row(
    'Please add at least one feature or permission scope (below) to install your app',
    'settings_no_scope',
    'settings',
  ),
  row(
    'You’ve changed the permission scopes your app uses. Please reinstall your app for these changes to take effect',
    'settings_reinstall',
    'settings',
  ),
  row('You’ve found a Glitch! This is a weird place', 'page_glitch', 'page'),
  row('There’s been a glitch…', 'page_glitch', 'page'),
  row('Sending messages to this app has been turned off.', 'client_messages_tab_off', 'client'),
  row("Your URL didn't respond with the value of the challenge parameter.", 'settings_challenge_failed', 'settings'),
  row(
    'https://acme.example/slack/oauth_redirect?error=access_denied&error_description=The+user+has+denied+access+to+the+scope%28s%29+requested+by+the+client+application.&state=s1',
    'callback_cancelled',
    'callback',
  ),
  row('https://acme.example/slack/oauth_redirect?error=access_denied&state=s1', 'access_denied', 'callback'),
]
