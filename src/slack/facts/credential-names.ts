/** The kind of a named value that belongs to an app of Slack. */
export type CredentialKind =
  | 'clientId'
  | 'clientSecret'
  | 'signingSecret'
  | 'verificationToken'
  | 'appToken'
  | 'botToken'
  | 'userToken'
  | 'refreshToken'
  | 'configToken'
  | 'webhook'
  | 'appId'
  | 'redirectUri'

export interface CredentialFacts {
  /** The kind in plain words, without an article. */
  readonly label: string
  /** What the value is used for, as text that is printed after the name of the value. */
  readonly means: string
  /** Whether the value must be masked. */
  readonly secret: boolean
}

/**
 * Facts about each kind. Sources, in docs.slack.dev: authentication/installing-with-oauth,
 * …/verifying-requests-from-slack, …/tokens.
 */
export const credentialFacts: Readonly<Record<CredentialKind, CredentialFacts>> = {
  clientId: { label: 'client id', means: 'names the app at every install; no secret', secret: false },
  clientSecret: { label: 'client secret', means: 'with it a code becomes tokens; calls no method', secret: true },
  signingSecret: { label: 'signing secret', means: 'proves that a request came from Slack', secret: true },
  verificationToken: { label: 'verification token', means: 'the old proof; use the signing secret', secret: true },
  appToken: { label: 'app-level token', means: 'for Socket Mode; made in the app settings', secret: true },
  botToken: { label: 'bot token', means: 'acts as the app', secret: true },
  userToken: { label: 'user token', means: 'acts as the person who installed', secret: true },
  refreshToken: { label: 'refresh token', means: 'buys a new pair, once', secret: true },
  configToken: { label: 'configuration token', means: 'edits app settings; not from an install', secret: true },
  webhook: { label: 'incoming webhook', means: 'posts to one channel with no token', secret: true },
  appId: { label: 'app id', means: 'the app; not its client id', secret: false },
  redirectUri: { label: 'redirect URL', means: 'where Slack sends the code', secret: false },
}

export interface CredentialName {
  readonly kind: CredentialKind
  /** The product that uses the names; null for usual names, which many products use. */
  readonly product: string | null
  /** The page or file in which the product documents or reads the names. */
  readonly source: string
  /** The names in their usual spelling; a dot separates levels. */
  readonly names: readonly string[]
  /** A warning in a whole sentence; present when the name is misleading. */
  readonly misleads?: string
}

const alertmanager = 'prometheus.io/docs/alerting/latest/configuration'

/**
 * Names under which products store credentials of a Slack app. Names with the usual words (`…CLIENT_ID`,
 * `…SIGNING_SECRET`) are recognized by these words. This table has the other names, and names that show the product.
 */
// biome-ignore format: one row a line
export const credentialNames: readonly CredentialName[] = [
  { kind: 'clientId', product: null, source: 'docs.slack.dev/tools/bolt-js', names: ['SLACK_CLIENT_ID'] },
  { kind: 'clientSecret', product: null, source: 'docs.slack.dev/tools/bolt-js', names: ['SLACK_CLIENT_SECRET'] },
  { kind: 'clientId', product: 'Bolt for Java (old name)', source: 'bolt-java AppConfig.java', names: ['SLACK_APP_CLIENT_ID'] },
  { kind: 'clientSecret', product: 'Bolt for Java (old name)', source: 'bolt-java AppConfig.java', names: ['SLACK_APP_CLIENT_SECRET'] },
  { kind: 'clientId', product: 'Grafana OnCall', source: 'grafana/oncall engine/settings/base.py', names: ['SLACK_CLIENT_OAUTH_ID', 'SOCIAL_AUTH_SLACK_INSTALL_FREE_KEY', 'SOCIAL_AUTH_SLACK_LOGIN_KEY'] },
  { kind: 'clientSecret', product: 'Grafana OnCall', source: 'grafana/oncall engine/settings/base.py', names: ['SLACK_CLIENT_OAUTH_SECRET', 'SOCIAL_AUTH_SLACK_INSTALL_FREE_SECRET', 'SOCIAL_AUTH_SLACK_LOGIN_SECRET'] },
  { kind: 'clientId', product: 'Python Social Auth', source: 'python-social-auth.readthedocs.io', names: ['SOCIAL_AUTH_SLACK_KEY', 'WEBLATE_SOCIAL_AUTH_SLACK_KEY'] },
  { kind: 'clientSecret', product: 'Python Social Auth', source: 'python-social-auth.readthedocs.io', names: ['SOCIAL_AUTH_SLACK_SECRET', 'WEBLATE_SOCIAL_AUTH_SLACK_SECRET'] },
  { kind: 'clientId', product: 'Auth.js', source: 'authjs.dev/getting-started/providers/slack', names: ['AUTH_SLACK_ID'] },
  { kind: 'clientSecret', product: 'Auth.js', source: 'authjs.dev/getting-started/providers/slack', names: ['AUTH_SLACK_SECRET'] },
  { kind: 'clientId', product: 'Onyx', source: 'onyx app_configs.py', names: ['OAUTH_SLACK_CLIENT_ID'] },
  { kind: 'clientSecret', product: 'Onyx', source: 'onyx app_configs.py', names: ['OAUTH_SLACK_CLIENT_SECRET'] },
  { kind: 'clientId', product: 'Supabase', source: 'supabase/auth example.env', names: ['GOTRUE_EXTERNAL_SLACK_CLIENT_ID', 'GOTRUE_EXTERNAL_SLACK_OIDC_CLIENT_ID', 'external_slack_oidc_client_id'] },
  { kind: 'clientSecret', product: 'Supabase', source: 'supabase/auth example.env', names: ['GOTRUE_EXTERNAL_SLACK_SECRET', 'GOTRUE_EXTERNAL_SLACK_OIDC_SECRET', 'external_slack_oidc_secret'] },
  { kind: 'clientId', product: 'Outline (until 2022)', source: 'github.com/outline/outline/issues/4469', names: ['SLACK_KEY'] },
  { kind: 'clientSecret', product: 'Outline (until 2022)', source: 'github.com/outline/outline/issues/4469', names: ['SLACK_SECRET'] },
  { kind: 'clientId', product: 'Sentry', source: 'getsentry/sentry config.example.yml', names: ['slack.client-id'] },
  { kind: 'clientSecret', product: 'Sentry', source: 'getsentry/sentry config.example.yml', names: ['slack.client-secret'] },
  { kind: 'clientSecret', product: 'GitLab', source: 'docs.gitlab.com/api/settings', names: ['slack_app_secret'] },
  { kind: 'clientId', product: 'GitLab', source: 'docs.gitlab.com/api/settings', names: ['slack_app_id'], misleads: 'GitLab’s slack_app_id is the client id, two numbers joined by a dot; the app id begins with A.' },
  { kind: 'clientId', product: 'Spring Security', source: 'docs.spring.io/spring-security', names: ['spring.security.oauth2.client.registration.slack.client-id'] },
  { kind: 'clientSecret', product: 'Spring Security', source: 'docs.spring.io/spring-security', names: ['spring.security.oauth2.client.registration.slack.client-secret'] },
  { kind: 'clientId', product: 'GoAlert', source: 'target/goalert config/config.go', names: ['Slack.ClientID'] },
  { kind: 'clientSecret', product: 'GoAlert', source: 'target/goalert config/config.go', names: ['Slack.ClientSecret'] },
  { kind: 'clientId', product: 'Claude Code', source: 'github.com/anthropics/claude-code/issues/37714', names: ['mcpServers.slack.oauth.clientId'] },
  { kind: 'clientId', product: 'Codex', source: 'github.com/openai/codex/issues/13200', names: ['mcp_servers.slack.oauth.client_id'] },
  { kind: 'signingSecret', product: null, source: 'docs.slack.dev/tools/bolt-js', names: ['SLACK_SIGNING_SECRET'] },
  { kind: 'signingSecret', product: 'Grafana OnCall', source: 'grafana/oncall engine/settings/base.py', names: ['SLACK_SIGNING_SECRET_LIVE'] },
  { kind: 'signingSecret', product: 'Sentry', source: 'getsentry/sentry config.example.yml', names: ['slack.signing-secret'] },
  { kind: 'signingSecret', product: 'n8n', source: 'n8n SlackApi.credentials.ts', names: ['slack.signatureSecret', 'slackApi.signatureSecret'] },
  { kind: 'signingSecret', product: 'Activepieces', source: 'activepieces.com/docs (AP_APP_WEBHOOK_SECRETS)', names: ['@activepieces/piece-slack.webhookSecret'], misleads: 'Activepieces calls the signing secret a webhook secret; an incoming webhook has none.' },
  { kind: 'signingSecret', product: 'Botkit', source: 'botbuilder-adapter-slack', names: ['clientSigningSecret'] },
  { kind: 'signingSecret', product: 'Tolgee', source: 'docs.tolgee.io', names: ['tolgee.slack.signing-secret'] },
  { kind: 'signingSecret', product: 'GitLab', source: 'docs.gitlab.com/api/settings', names: ['slack_app_signing_secret'] },
  { kind: 'verificationToken', product: null, source: 'outline/outline .env.sample', names: ['SLACK_VERIFICATION_TOKEN', 'SLACK_VERIF_TOKEN', 'SLACK_APP_VERIFICATION_TOKEN'] },
  { kind: 'verificationToken', product: 'GitLab', source: 'docs.gitlab.com/api/settings', names: ['slack_app_verification_token'] },
  { kind: 'verificationToken', product: 'Sentry', source: 'getsentry/sentry config.example.yml', names: ['slack.verification-token'] },
  { kind: 'appToken', product: null, source: 'docs.slack.dev/tools/bolt-js', names: ['SLACK_APP_TOKEN'] },
  { kind: 'appToken', product: 'Slack’s CLI', source: 'slackapi/slack-cli', names: ['SLACK_CLI_XAPP'] },
  { kind: 'botToken', product: 'Slack’s CLI', source: 'slackapi/slack-cli', names: ['SLACK_CLI_XOXB'] },
  { kind: 'appToken', product: 'Netflix Dispatch', source: 'netflix/dispatch dispatch_slack/config.py', names: ['SLACK_SOCKET_MODE_APP_TOKEN', 'socket_mode_app_token'] },
  { kind: 'appToken', product: null, source: 'docs.slack.dev/authentication/tokens', names: ['SLACK_APP_LEVEL_TOKEN', 'SLACK_SOCKET_MODE_TOKEN', 'SLACK_XAPP_TOKEN'] },
  { kind: 'appToken', product: 'Botkube', source: 'kubeshop/botkube helm values.yaml', names: ['socketSlack.appToken'] },
  { kind: 'botToken', product: 'Botkube', source: 'kubeshop/botkube helm values.yaml', names: ['socketSlack.botToken'] },
  { kind: 'appToken', product: 'OpenClaw', source: 'docs.openclaw.ai/channels/slack', names: ['channels.slack.appToken'] },
  { kind: 'botToken', product: 'OpenClaw', source: 'docs.openclaw.ai/channels/slack', names: ['channels.slack.botToken'] },
  { kind: 'userToken', product: 'OpenClaw', source: 'docs.openclaw.ai/channels/slack', names: ['channels.slack.userToken'] },
  { kind: 'botToken', product: null, source: 'docs.slack.dev/tools/bolt-js', names: ['SLACK_BOT_TOKEN'] },
  { kind: 'botToken', product: 'Laravel', source: 'laravel.com/docs/notifications', names: ['SLACK_BOT_USER_OAUTH_TOKEN', 'bot_user_oauth_token'] },
  { kind: 'botToken', product: 'Alertmanager', source: alertmanager, names: ['global.slack_app_token', 'slack_configs.app_token'], misleads: 'Alertmanager’s app token is a bot token: it posts messages. An app-level token (xapp-) would be refused there.' },
  { kind: 'botToken', product: 'Netflix Dispatch', source: 'netflix/dispatch dispatch_slack/config.py', names: ['SLACK_API_BOT_TOKEN', 'api_bot_token'] },
  { kind: 'botToken', product: 'slack-ruby-client', source: 'slack-ruby/slack-ruby-client README.md', names: ['SLACK_API_TOKEN'] },
  { kind: 'botToken', product: 'Hubot', source: 'slackapi/hubot-slack', names: ['HUBOT_SLACK_TOKEN'] },
  { kind: 'botToken', product: 'slack-mcp-server', source: 'korotovsky/slack-mcp-server .env.dist', names: ['SLACK_MCP_XOXB_TOKEN'] },
  { kind: 'userToken', product: 'slack-mcp-server', source: 'korotovsky/slack-mcp-server .env.dist', names: ['SLACK_MCP_XOXP_TOKEN'] },
  { kind: 'botToken', product: 'Dub', source: 'dubinc/dub apps/web/.env.example', names: ['DUB_SLACK_ASSISTANT_BOT_TOKEN'] },
  { kind: 'botToken', product: 'Robusta', source: 'docs.robusta.dev sinks/slack', names: ['slack_sink.api_key'], misleads: 'Robusta calls the bot token an API key.' },
  { kind: 'botToken', product: 'GoAlert', source: 'target/goalert config/config.go', names: ['Slack.AccessToken'] },
  { kind: 'botToken', product: 'n8n', source: 'n8n SlackApi.credentials.ts', names: ['slackApi.accessToken'] },
  { kind: 'botToken', product: 'Keep, PoshBot', source: 'keephq/keep slack_provider.py', names: ['SLACK_ACCESS_TOKEN', 'POSHBOT_SLACK_TOKEN'] },
  { kind: 'userToken', product: null, source: 'slackapi/slack-cli', names: ['SLACK_USER_TOKEN'] },
  { kind: 'userToken', product: 'Slack’s CLI', source: 'slackapi/slack-cli', names: ['SLACK_SERVICE_TOKEN'] },
  { kind: 'webhook', product: null, source: 'slackapi/slack-github-action', names: ['SLACK_WEBHOOK_URL'] },
  { kind: 'webhook', product: 'Laravel', source: 'laravel.com/docs/logging', names: ['LOG_SLACK_WEBHOOK_URL'] },
  { kind: 'webhook', product: 'Alertmanager', source: alertmanager, names: ['slack_api_url', 'slack_api_url_file', 'slack_configs.api_url'], misleads: 'Alertmanager’s Slack API URL is an incoming webhook, not the base of Slack’s API.' },
  { kind: 'webhook', product: 'Falcosidekick', source: 'falcosecurity/falcosidekick', names: ['slack.webhookurl', 'SLACK_WEBHOOKURL'] },
  { kind: 'webhook', product: 'Gatus', source: 'TwiN/gatus README.md', names: ['alerting.slack.webhook-url'] },
  { kind: 'webhook', product: 'Flagger', source: 'fluxcd/flagger chart values.yaml', names: ['slack.url', 'SLACK_URL'] },
  { kind: 'webhook', product: 'Dub', source: 'dubinc/dub apps/web/.env.example', names: ['DUB_SLACK_HOOK_CRON', 'DUB_SLACK_HOOK_LINKS'] },
  { kind: 'refreshToken', product: null, source: 'docs.slack.dev/authentication/using-token-rotation', names: ['SLACK_REFRESH_TOKEN'] },
  { kind: 'configToken', product: null, source: 'docs.slack.dev/app-manifests', names: ['SLACK_CONFIG_TOKEN', 'SLACK_CONFIG_ACCESS_TOKEN', 'SLACK_CONFIGURATION_TOKEN', 'SLACK_CONFIG_REFRESH_TOKEN'] },
]
