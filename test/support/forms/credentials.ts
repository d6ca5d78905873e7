import { app, bot, clientId, type Form, hook, json, secret, signing, user } from './types.ts'

type Part = readonly [kind: string | null, path: string, state?: string]

/** Returns the expected report on these credentials, in this order; their state is `whole` by default. */
function told(...parts: readonly Part[]) {
  return { credentials: parts.map(([kind, path, state = 'whole']) => ({ kind, path, state })) }
}

const three = (id: string, one: string, two: string) =>
  told(['clientId', id], ['clientSecret', one], ['signingSecret', two])
const encoded = (text: string) => Buffer.from(text).toString('base64')

// biome-ignore format: one form a line
export const credentialForms: readonly Form[] = [
  // Credentials in the files of well-known products
  { name: 'Outline', text: `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}\nSLACK_VERIFICATION_TOKEN=AbCdEfGhIjKlMnOpQrStUvWx\nSLACK_APP_ID=A0SIM0001`, expected: told(['appId', 'SLACK_APP_ID'], ['clientId', 'SLACK_CLIENT_ID'], ['clientSecret', 'SLACK_CLIENT_SECRET'], ['verificationToken', 'SLACK_VERIFICATION_TOKEN']) },
  { name: 'Outline until 2022', text: `SLACK_KEY=${clientId}\nSLACK_SECRET=${secret}`, expected: told(['clientId', 'SLACK_KEY'], ['clientSecret', 'SLACK_SECRET']) },
  { name: 'Grafana OnCall', text: `SLACK_CLIENT_OAUTH_ID=${clientId}\nSLACK_CLIENT_OAUTH_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`, expected: three('SLACK_CLIENT_OAUTH_ID', 'SLACK_CLIENT_OAUTH_SECRET', 'SLACK_SIGNING_SECRET') },
  { name: 'OnCall, social auth', text: `SOCIAL_AUTH_SLACK_LOGIN_KEY=${clientId}\nSOCIAL_AUTH_SLACK_LOGIN_SECRET=${secret}`, expected: told(['clientId', 'SOCIAL_AUTH_SLACK_LOGIN_KEY'], ['clientSecret', 'SOCIAL_AUTH_SLACK_LOGIN_SECRET']) },
  { name: 'Auth.js', text: `AUTH_SLACK_ID=${clientId}\nAUTH_SLACK_SECRET=${secret}\nAUTH_SECRET=other`, expected: told(['clientId', 'AUTH_SLACK_ID'], ['clientSecret', 'AUTH_SLACK_SECRET']) },
  { name: 'Supabase', text: `GOTRUE_EXTERNAL_SLACK_OIDC_CLIENT_ID=${clientId}\nGOTRUE_EXTERNAL_SLACK_OIDC_SECRET=${secret}`, expected: told(['clientId', 'GOTRUE_EXTERNAL_SLACK_OIDC_CLIENT_ID'], ['clientSecret', 'GOTRUE_EXTERNAL_SLACK_OIDC_SECRET']) },
  { name: 'Weblate', text: `WEBLATE_SOCIAL_AUTH_SLACK_KEY: "${clientId}"\nSOCIAL_AUTH_SLACK_SECRET: ${secret}`, expected: told(['clientId', 'WEBLATE_SOCIAL_AUTH_SLACK_KEY'], ['clientSecret', 'SOCIAL_AUTH_SLACK_SECRET']) },
  { name: 'Sentry', text: `slack.client-id: '${clientId}'\nslack.client-secret: ${secret}\nslack.signing-secret: ${signing}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }, { kind: 'signingSecret' }] } },
  { name: 'Sentry Helm', text: `slack:\n  clientId: "${clientId}"\n  clientSecret: ${secret}\n  signingSecret: ${signing}\n  existingSecret: ""`, expected: { credentials: [{ kind: 'clientId', path: 'slack.clientId' }, { kind: 'clientSecret', path: 'slack.clientSecret' }, { kind: 'signingSecret', path: 'slack.signingSecret' }] } },
  { name: 'GitLab', text: json({ slack_app_enabled: true, slack_app_id: clientId, slack_app_secret: secret, slack_app_signing_secret: signing }), expected: three('slack_app_id', 'slack_app_secret', 'slack_app_signing_secret') },
  { name: 'GoAlert', text: json({ Slack: { Enable: true, ClientID: clientId, ClientSecret: secret, SigningSecret: signing } }), expected: three('Slack.ClientID', 'Slack.ClientSecret', 'Slack.SigningSecret') },
  { name: 'OpenMetadata', text: json({ clientId, clientSecret: secret, signingSecret: signing }), expected: three('clientId', 'clientSecret', 'signingSecret') },
  { name: 'Spring Boot', text: `spring:\n  security:\n    oauth2:\n      client:\n        registration:\n          slack:\n            client-id: "${clientId}"\n            client-secret: ${secret}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }] } },
  { name: 'Activepieces', text: json({ '@activepieces/piece-slack': { webhookSecret: signing } }), expected: { credentials: [{ kind: 'signingSecret' }] } },
  { name: 'Claude Code', text: json({ mcpServers: { slack: { type: 'http', url: 'https://mcp.slack.com/mcp', oauth: { clientId, callbackPort: 3118 } } } }), expected: told(['clientId', 'mcpServers.slack.oauth.clientId']) },
  { name: 'Alertmanager, a webhook called API URL', text: `global:\n  slack_api_url: '${hook}'\n  resolve_timeout: 5m`, expected: { credentials: [], webhooks: [{ path: 'global.slack_api_url' }], notes: /not the base of Slack’s API/ } },
  { name: 'Alertmanager, a bot token called app token', text: `global:\n  slack_app_token: ${bot}\n  slack_app_url: https://slack.com/api/chat.postMessage`, expected: { tokens: [{ kind: 'bot', path: 'global.slack_app_token' }], notes: /app token is a bot token/ } },
  { name: 'Robusta', text: `sinksConfig:\n- slack_sink:\n    name: main\n    api_key: ${bot}`, expected: { tokens: [{ kind: 'bot' }], notes: /calls the bot token an API key/ } },
  // Credentials in other formats
  { name: 'compose, a map', text: `services:\n  web:\n    environment:\n      SLACK_CLIENT_ID: "${clientId}"\n      SLACK_CLIENT_SECRET: ${secret}\n      SLACK_SIGNING_SECRET: ${signing}`, expected: { credentials: [{ kind: 'clientId', path: 'services.web.environment.SLACK_CLIENT_ID' }, { kind: 'clientSecret' }, { kind: 'signingSecret' }] } },
  { name: 'compose, a list', text: `services:\n  web:\n    image: acme\n    environment:\n      - SLACK_CLIENT_ID=${clientId}\n      - SLACK_CLIENT_SECRET=${secret}\n      - PORT=3000`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }] } },
  { name: 'containers of Kubernetes', text: `spec:\n  containers:\n    - name: web\n      env:\n        - name: SLACK_CLIENT_ID\n          value: "${clientId}"\n        - name: SLACK_SIGNING_SECRET\n          value: ${signing}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'signingSecret' }] } },
  { name: 'a Secret of Kubernetes', text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: slack\ndata:\n  SLACK_CLIENT_ID: ${encoded(clientId)}\n  SLACK_CLIENT_SECRET: ${encoded(secret)}\n  SLACK_SIGNING_SECRET: ${encoded(signing)}`, expected: three('data.SLACK_CLIENT_ID', 'data.SLACK_CLIENT_SECRET', 'data.SLACK_SIGNING_SECRET') },
  { name: 'a Secret in plain text', text: `kind: Secret\nstringData:\n  slack-client-id: "${clientId}"\n  slack-client-secret: ${secret}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }] } },
  { name: 'Helm values of own names', text: `slackbot:\n  oauth:\n    clientID: "${clientId}"\n    clientSecret: "${secret}"\n  slackSigningKey: ${signing}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }, { kind: 'signingSecret' }] } },
  { name: 'a task definition', text: json({ containerDefinitions: [{ name: 'web', environment: [{ name: 'SLACK_CLIENT_ID', value: clientId }, { name: 'SLACK_CLIENT_SECRET', value: secret }] }] }), expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }] } },
  { name: 'Terraform variables', text: json({ variables: [{ key: 'slack_client_id', value: clientId }, { key: 'slack_signing_secret', value: signing }] }), expected: { credentials: [{ kind: 'clientId' }, { kind: 'signingSecret' }] } },
  { name: 'Heroku, as JSON', text: json({ SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: secret, DATABASE_URL: 'postgres://localhost/x' }), expected: told(['clientId', 'SLACK_CLIENT_ID'], ['clientSecret', 'SLACK_CLIENT_SECRET']) },
  { name: 'names of several stages', text: `SLACK_CLIENT_ID_STAGING=${clientId}\nSLACK_CLIENT_SECRET_STAGING=${secret}\nSLACK_SIGNING_SECRET_STAGING=${signing}`, expected: three('SLACK_CLIENT_ID_STAGING', 'SLACK_CLIENT_SECRET_STAGING', 'SLACK_SIGNING_SECRET_STAGING') },
  { name: 'names for a browser', text: `VITE_SLACK_CLIENT_ID=${clientId}\nNEXT_PUBLIC_SLACK_REDIRECT_URI=https://app.example.test/cb`, expected: told(['redirectUri', 'NEXT_PUBLIC_SLACK_REDIRECT_URI'], ['clientId', 'VITE_SLACK_CLIENT_ID']) },
  { name: 'camel case', text: json({ slackClientId: clientId, slackClientSecret: secret, slackSigningSecret: signing }), expected: three('slackClientId', 'slackClientSecret', 'slackSigningSecret') },
  { name: 'no word of Slack’s, told by the client id', text: `CLIENT_ID=${clientId}\nCLIENT_SECRET=${secret}\nSIGNING_SECRET=${signing}`, expected: three('CLIENT_ID', 'CLIENT_SECRET', 'SIGNING_SECRET') },
  { name: 'beside those of others', text: `GOOGLE_CLIENT_ID=123-abc.apps.googleusercontent.com\nGOOGLE_CLIENT_SECRET=GOCSPX-sim\nGITHUB_CLIENT_SECRET=${secret}\nSLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${signing}`, expected: told(['clientId', 'SLACK_CLIENT_ID'], ['clientSecret', 'SLACK_CLIENT_SECRET']) },
  { name: 'nothing but others', text: `GOOGLE_CLIENT_ID=123-abc.apps.googleusercontent.com\nGOOGLE_CLIENT_SECRET=GOCSPX-sim`, expected: { credentials: [] } },
  { name: 'an example that is still empty', text: 'SLACK_CLIENT_ID=\nSLACK_CLIENT_SECRET=\nSLACK_SIGNING_SECRET=', expected: told(['clientId', 'SLACK_CLIENT_ID', 'empty'], ['clientSecret', 'SLACK_CLIENT_SECRET', 'empty'], ['signingSecret', 'SLACK_SIGNING_SECRET', 'empty']) },
  { name: 'an example to be filled in', text: 'SLACK_CLIENT_ID=your-client-id\nSLACK_CLIENT_SECRET=<client secret>\nSLACK_SIGNING_SECRET=$SIGNING', expected: told(['clientId', 'SLACK_CLIENT_ID', 'placeholder'], ['clientSecret', 'SLACK_CLIENT_SECRET', 'placeholder'], ['signingSecret', 'SLACK_SIGNING_SECRET', 'placeholder']) },
  { name: 'an app id in the place of the client id', text: 'SLACK_CLIENT_ID=A0SIM00012\nSLACK_TEAM=acme', expected: told(['appId', 'SLACK_CLIENT_ID']) },
  { name: 'tokens are no credentials twice', text: `SLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=${app}\nSLACK_CLIENT_ID=${clientId}`, expected: { credentials: [{ kind: 'clientId' }], tokens: [{ kind: 'app' }, { kind: 'bot' }] } },
  { name: 'a name that is not known', text: `SLACK_MAGIC_KEY=${secret}\nSLACK_CLIENT_ID=${clientId}`, expected: told(['clientId', 'SLACK_CLIENT_ID'], [null, 'SLACK_MAGIC_KEY']) },
  { name: 'beside an install', text: json({ clientId, clientSecret: secret, oauthTokenData: { ok: true, access_token: bot, scope: 'chat:write', token_type: 'bot', bot_user_id: 'U0SIMBOT1', app_id: 'A0SIM0001', team: { id: 'T0SIM0001', name: 'Acme' }, authed_user: { id: 'U0SIMDANA', access_token: user } } }), expected: { shape: 'v2', ...told(['clientId', 'clientId'], ['clientSecret', 'clientSecret']) } },
  // Credentials with variable names from public projects
  { name: 'lines of Flask-Dance', text: `app.config["SLACK_OAUTH_CLIENT_ID"] = '${clientId}'\napp.config["SLACK_OAUTH_CLIENT_SECRET"] = '${secret}'\nbp = make_slack_blueprint(scope=["identify,bot"])`, expected: told(['clientId', 'SLACK_OAUTH_CLIENT_ID'], ['clientSecret', 'SLACK_OAUTH_CLIENT_SECRET']) },
  { name: 'properties', text: `slack.client-id=${clientId}\nslack.client-secret=${secret}\nslack.signing-secret=${signing}`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }, { kind: 'signingSecret' }] } },
  { name: 'TOML', text: `[slack]\nclient_id = "${clientId}"\nclient_secret = "${secret}"\nsigning_secret = "${signing}"`, expected: { credentials: [{ kind: 'clientId' }, { kind: 'clientSecret' }, { kind: 'signingSecret' }] } },
  { name: 'Terraform', text: `slack_client_id     = "${clientId}"\nslack_client_secret = "${secret}"`, expected: told(['clientId', 'slack_client_id'], ['clientSecret', 'slack_client_secret']) },
  { name: 'docker run', text: `docker run -d -e SLACK_CLIENT_ID=${clientId} -e SLACK_CLIENT_SECRET=${secret} acme/app`, expected: told(['clientId', 'SLACK_CLIENT_ID'], ['clientSecret', 'SLACK_CLIENT_SECRET']) },
  { name: 'an object of TypeScript', text: `export const slackConfig = {\n  clientId: '${clientId}',\n  clientSecret: '${secret}',\n  signingSecret: '${signing}',\n  stateSecret: 'my-state',\n};`, expected: three('clientId', 'clientSecret', 'signingSecret') },
  { name: 'Helm values with a bot token', text: `secrets:\n  slackSigningSecret: ${signing}\n  slackBotUserOauthAccessToken: ${bot}\ningress:\n  host: acme.example.test`, expected: { credentials: [{ kind: 'signingSecret', path: 'secrets.slackSigningSecret' }], tokens: [{ kind: 'bot', path: 'secrets.slackBotUserOauthAccessToken' }] } },
  { name: 'a manifest token', text: `SLACK_APP_MANIFEST_TOKEN=xoxe.xoxp-1-sim-user-a1b2\nSLACK_SIGNING_SECRET=${signing}`, expected: { credentials: [{ kind: 'signingSecret' }], tokens: [{ kind: 'config' }] } },
  { name: 'a secret of the app itself', text: `SLACK_CLIENT_ID=${clientId}\nSLACK_STATE_SECRET=${secret}`, expected: told(['clientId', 'SLACK_CLIENT_ID'], [null, 'SLACK_STATE_SECRET']) },
  { name: 'the answer of apps.manifest.create', text: json({ ok: true, app_id: 'A0SIM0001', credentials: { client_id: clientId, client_secret: secret, verification_token: 'AbCdEfGhIjKlMnOpQrStUvWx', signing_secret: signing } }), expected: { shape: 'config', known: 'apps.manifest.create', credentials: [{ kind: 'clientId', path: 'credentials.client_id' }, { kind: 'clientSecret' }, { kind: 'verificationToken' }, { kind: 'signingSecret' }] } },
]
