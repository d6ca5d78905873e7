import { app, bot, clientId, json, secret, signing } from './types.ts'

/** A text like one in a public place, rewritten with invented values. */
export interface PublicCredentialForm {
  readonly source: string
  readonly text: string
  /** The values in the text that are not placeholders, by kind; empty for a template. */
  readonly real: Readonly<Record<string, string>>
}

export const publicCredentialForms: readonly PublicCredentialForm[] = [
  {
    source: 'https://github.com/slackapi/node-slack-sdk/issues/2605',
    text: `SLACK_SIGNING_SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:signing-AbCdEf\nSLACK_CLIENT_SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:client-AbCdEf\nSLACK_CLIENT_ID=${clientId}\n`,
    real: { clientId },
  },
  {
    source: 'https://github.com/deco-cx/apps/pull/1180',
    text: `OAUTH_CLIENT_ID_SLACK=${clientId}\nOAUTH_CLIENT_SECRET_SLACK=${secret}\n`,
    real: { clientId, clientSecret: secret },
  },
  {
    source: 'https://github.com/OpenHands/OpenHands-Cloud/pull/601',
    text: `% ./create_app.py --base-domain app.example.test --slack-token xoxe.xoxp-…\nSlack Client ID: ${clientId}\nSlack Client Secret: ${secret}\nSlack Signing Secret: ${signing}\n`,
    real: { clientId, clientSecret: secret, signingSecret: signing },
  },
  {
    source: 'https://github.com/open-metadata/OpenMetadata/pull/16695',
    text: `applications:\n  appsPrivateConfiguration:\n    - name: SlackApplication\n      preview: \${SLACK_PREVIEW:-false}\n      parameters:\n        clientId: \${SLACK_APP_CLIENT_ID:-"${clientId}"}\n        clientSecret: \${SLACK_APP_CLIENT_SECRET:-"${secret}"}\n        signingSecret: \${SLACK_APP_SIGNING_SECRET:-"${signing}"}\n`,
    real: { clientId, clientSecret: secret, signingSecret: signing },
  },
  {
    source: 'https://github.com/hndrs/slack-spring-boot-starter/pull/202',
    text: `slack.application.client-id=${clientId}\nslack.application.client-secret=${secret}\nslack.application.signing=${signing}\n`,
    real: { clientId, clientSecret: secret, signingSecret: signing },
  },
  {
    source: 'https://github.com/tolgee/tolgee-platform/pull/1306',
    text: `fun initApp(): App {\n  val app = App(\n    AppConfig().apply {\n      signingSecret = "${signing}"\n      // clientSecret = "${secret}"\n      // clientId = "${clientId}"\n    }\n  )\n  app.command("/hi") { req, ctx -> r.token("${bot}") }\n}\n`,
    real: { signingSecret: signing, clientSecret: secret, clientId, bot },
  },
  {
    source: 'https://cat.fish.dog/docs/api/guides/slack_request_url_cutover_checklist.md',
    text: `heroku config:set -a "$APP" \\\n  SLACK_TRANSPORT=http \\\n  SLACK_SIGNING_SECRET="${signing}" \\\n  SLACK_CLIENT_ID="${clientId}" \\\n  SLACK_CLIENT_SECRET="${secret}" \\\n  SLACK_OAUTH_REDIRECT_URI="$REDIRECT_URI" \\\n  SLACK_OAUTH_SCOPES="app_mentions:read,chat:write"\n`,
    real: { signingSecret: signing, clientId, clientSecret: secret },
  },
  {
    source: 'https://cat.fish.dog/docs/api/guides/slack_request_url_cutover_checklist.md (as a template)',
    text: 'heroku config:set -a "$APP" \\\n  SLACK_SIGNING_SECRET="<from-slack-app-basic-info>" \\\n  SLACK_CLIENT_ID="<from-slack-app-basic-info>" \\\n  SLACK_BOT_TOKEN="<existing-xoxb-token>"\n',
    real: {},
  },
  {
    source: 'https://github.com/kitasuka/slack_status_dhcp slack_app_token.sh',
    text: '# Slack App\nexport SLACK_SIGNING_SECRET=<your-signing-secret>\nexport SLACK_BOT_TOKEN=xoxb-<your-bot-token>\n# for Socket mode\nexport SLACK_APP_TOKEN=xapp-<your-app-token>\nexport SLACK_BOLT_LOG_LEVEL=info\n',
    real: {},
  },
  {
    source: 'https://github.com/beingful/scheduler-bot Scheduler.Bot/Slack.Bot.Api/Configuration/Models/SlackApi.cs',
    text: `{\n  "SlackApi": {\n    "AccessToken": "${bot}",\n    "SigningSecret": "${signing}"\n  }\n}`,
    real: { bot, signingSecret: signing },
  },
  {
    source: 'https://github.com/musinit/slack-client Settings/SlackOptions.cs',
    text: json({
      SlackOptions: { SlackApi: 'https://slack.com/api/', AppToken: app, ClientId: clientId, ClientSecret: secret },
    }),
    real: { app, clientId, clientSecret: secret },
  },
  {
    source: 'https://github.com/zbra-dev/zfood server/ZFood.Web/Configuration/SlackConfiguration.cs',
    text: `new SlackConfiguration\n{\n    AppId = "A0SIM0001",\n    ClientId = "${clientId}",\n    ClientSecret = "${secret}",\n    SigningSecret = "${signing}",\n    Url = "https://app.example.test"\n};`,
    real: { clientId, clientSecret: secret, signingSecret: signing },
  },
  {
    source: 'https://deepwiki.com/chakveselchak/garmin_slack_bot/8-configuration-and-deployment',
    text: `| Variable | Purpose | Example | Where Used |\n|---|---|---|---|\n| SLACK_CLIENT_ID | client identifier | ${clientId} | oauth.py |\n| SLACK_CLIENT_SECRET | app secret | ${secret} | oauth.py |\n`,
    real: { clientId, clientSecret: secret },
  },
  {
    source: 'https://github.com/cashapp/misk misk-slack/README.md',
    text: 'slack:\n  bearer_token: "filesystem:/etc/secrets/service/slack_bearer_token.txt"\n  signing_secret: "filesystem:/etc/secrets/service/slack_signing_secret.txt"\n',
    real: {},
  },
  {
    source: 'https://github.com/akuity/kargo/issues/3166',
    text: '- uses: http\n  config:\n    url: https://slack.com/api/chat.postMessage\n    headers:\n    - name: Authorization\n      value: Bearer xoxb-xxxxxxx-xxxxxxx-xxxxxxx\n    - name: Content-type\n      value: application/json\n',
    real: {},
  },
]
