/** Texts with tokens from public places, with invented values. */
export interface PublicForm {
  readonly source: string
  readonly text: string
  /** Every token in the text. */
  readonly tokens: readonly string[]
}

const bot = 'xoxb-1-sim-A1b2C3d4E5f6'
const user = 'xoxp-1-sim-A1b2C3d4E5f6'
const app = 'xapp-1-A0SIM0001-sim-a1b2c3d4e5f6'
const cookie = ['xoxc-1-sim-A1b2C3d4E5f6', 'xoxd-sim%2FA1b2C3d4%3D'] as const

export const publicForms: readonly PublicForm[] = [
  {
    source: 'https://github.com/slack-go/slack/issues/844',
    text: `sensor-1 main 2026-01-05T10:00:00.1Z slack-go/slack2026/01/05 10:00:00 chat.go:217: Sending request: channel=random&text=built%21&token=${bot}\n`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/BaseIntelligence/bounty-challenge/issues/10820',
    text: `[INFO  app::oauth] got OAuthTokenResponse { ok: true, access_token: Some("${bot}"), token_type: Some("bot"), scope: Some("chat:write"), bot_user_id: Some("U0SIMBOT1"), app_id: Some("A0SIM0001"), team: Some(OAuthTeam { id: "T0SIM0001", name: Some("Acme") }), authed_user: Some(AuthedUser { id: "U0SIMDANA", access_token: None }), error: None }`,
    tokens: [bot],
  },
  {
    source: 'https://docs.flanksource.com/notifications/channels/slack',
    text: `notify:\n  url: slack://xoxb:1-sim-A1b2C3d4E5f6@C0SIM0001?color=good&title=Done\n`,
    tokens: [bot],
  },
  {
    source: 'https://flanksource.com/docs/guide/notifications/channels/slack',
    text: `apiVersion: v1\nkind: Secret\nmetadata:\nname: slack\nstringData:\nBOT_TOKEN: ${bot} -\nCreate Connection`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/ltworf/localslackirc/issues/456',
    text: `TOKEN="${cookie[0]}"\nCOOKIE="d=${cookie[1]};"\nDEBUG=1\n`,
    tokens: cookie,
  },
  {
    source: 'https://github.com/bottenderjs/messaging-apis/issues/167',
    text: `{ Error: Slack API error: channel_not_found\n    at _http.post.then.res (/app/lib/SlackOAuthClient.js:135:121)\n  config:\n   { adapter: [Function: httpAdapter],\n     timeout: 0,\n     headers:\n      { Accept: 'application/json', 'Content-Length': 25 },\n     url: 'https://slack.com/api/chat.postMessage',\n     data: 'channel=11&text=22&token=${bot}' } }`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/axios/axios/issues/6919',
    text: `Request failed: AxiosError: Request failed with status code 403\n    at settle (file:///app/node_modules/axios/lib/core/settle.js:19:12) {\n  code: 'ERR_BAD_REQUEST',\n  config: {\n    adapter: [ 'xhr', 'http' ],\n    transformRequest: [ [Function: transformRequest] ],\n    headers: Object [AxiosHeaders] {\n      Accept: 'application/json',\n      Authorization: 'Bearer ${bot}'\n    },\n    method: 'post'\n  }\n}`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/slackapi/node-slack-sdk/pull/1737',
    text: `[DEBUG]  web-api:WebClient:0 http request url: https://slack.com/api/apps.event.authorizations.list\n[DEBUG]  web-api:WebClient:0 http request body: {"event_context":"4-eyJldCI6Im1lc3NhZ2UifQ"}\n[DEBUG]  web-api:WebClient:0 http request headers: {"Authorization":"Bearer ${app}","User-Agent":"@slack:web-api"}\n`,
    tokens: [app],
  },
  {
    source: 'https://github.com/adam-paterson/oauth2-slack/issues/16',
    text: `>I get this token object\n\`\`\`json\n{\n  "accessToken": "${user}",\n  "expires": null,\n  "refreshToken": null,\n  "resourceOwnerId": null,\n  "values": {\n    "ok": true,\n    "scope": "identify,chat:write:bot",\n    "user_id": "U0SIMDANA",\n    "team_name": "Acme",\n    "team_id": "T0SIM0001"\n    }\n}\n\`\`\`\nWhat I need:\n\`\`\`json\n{\n    "access_token": "xoxp-XXXXXXXX-XXXXXXXX-XXXXX",\n    "bot":{\n        "bot_access_token":"xoxb-XXXXXXXXXXXX-TTTTTTTTTTTTTT"\n    }\n}\n\`\`\`\n`,
    tokens: [user],
  },
  {
    source: 'https://github.com/ruby-oauth/oauth2/issues/114',
    text: `The logger gives me:\n# <struct Faraday::Request method=:get, path="https://slack.com/api/users.identity", params={}, headers={"Authorization"=>"Bearer ${user}", "User-Agent"=>"Faraday"}, body=nil, options={:timeout=>5}>`,
    tokens: [user],
  },
  {
    source: 'https://github.com/slackapi/bolt-python/issues/1112',
    text: `DEBUG:slack_bolt.App:Sending a request - url: https://slack.com/api/auth.test, query_params: {}, body_params: {}, files: {}, json_body: None, headers: {'Content-Type': 'application/x-www-form-urlencoded', 'Authorization': 'Bearer ${bot}', 'User-Agent': 'Bolt/1.19.1'}\nDEBUG:slack_bolt.App:Received the following response - status: 200, headers: {'server': 'Apache', 'x-oauth-scopes': 'chat:write'}, body: {"ok":true,"url":"https:\\/\\/acme.slack.com\\/","team":"Acme","team_id":"T0SIM0001","user_id":"U0SIMBOT1"}`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/slackapi/java-slack-sdk/pull/47',
    text: `see the sample response:\n\n{\n  "ok": true,\n  "access_token": "${user}",\n  "scope": "identify,commands",\n  "user_id": "U0SIMDANA",\n  "team_name": "Acme",\n  "team_id": "T0SIM0001",\n  "incoming_webhook": {\n    "channel": "#test",\n    "configuration_url": "https:\\/\\/acme.slack.com\\/services\\/B0SIM0001"\n  }\n}`,
    tokens: [user],
  },
  {
    source: 'https://github.com/thephpleague/oauth2-client/issues/659',
    text: `// O:38:"League\\OAuth2\\Client\\Token\\AccessToken":3:{s:14:"\\0*\\0accessToken";s:${bot.length}:"${bot}";s:10:"\\0*\\0expires";i:1767600000;s:9:"\\0*\\0values";a:1:{s:7:"team_id";s:9:"T0SIM0001";}}`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/fleeto/issueflow/issues/2',
    text: `chatbot_1  | 2026-01-05 10:00:00,621 INFO     errbot.bootstrap          Found Backend plugin: 'Slack'\nchatbot_1  | \t\t\t\t\t\tDescription: This is the slack backend for Err.\nchatbot_1  | 2026-01-05 10:00:00,700 DEBUG    errbot                    BOT_IDENTITY = {'token': '${bot}'}\nchatbot_1  | Traceback (most recent call last):\n`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/ekmartin/slack-irc/issues/263',
    text: `> slack-irc@3.11.3 start /app\n> node dist/index.js "--config" "/config/config.json"\n\n[winston] Attempt to write logs with no transports {"message":"Connecting with ${bot}","level":"debug"}\nerror: Response not OK:  invalid_auth\nerror:  message=invalid_auth, stack=Error: invalid_auth\n    at handleHttpResponse (/app/call-transport.js:103:17)`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/thinkprojectgroup/feature-voting/issues/25',
    text: `# create slackbot\n\nBot User Oauth Access Token\n${bot}\nOAuth Access Token\n${user}`,
    tokens: [bot, user],
  },
  {
    source: 'https://github.com/slackapi/python-slack-sdk/issues/1877',
    text: `\`\`\`bash\ncurl -sS -X POST https://slack.com/api/apps.connections.open \\\n  -H "Authorization: Bearer ${app}"\n# => {"ok": true, "url": "wss://wss.example.test/"}\n\ncurl -sS -X POST https://slack.com/api/apps.connections.open \\\n  -F token=${app}\n# => {"ok": false, "error": "invalid_auth"}\n\`\`\``,
    tokens: [app],
  },
  {
    source: 'https://github.com/fraschetti/Octoslack/issues/114',
    text: `However if I use curl it works...\n\n# curl -X POST -H 'Authorization: Bearer ${bot}' -H 'Content-type: application/json' --data '{"channel":"octopi","text":"I hope, Mr. W.","attachments": [{"text":"Who?","color":"#3AA3E3"}]}' https://slack.com/api/chat.postMessage\n{"ok":true,"channel":"C0SIM0001","ts":"1615041757.001500","message":{"bot_id":"B0SIM0001","team":"T0SIM0001"}}`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/slackapi/node-slack-sdk/issues/1124',
    text: `export CHANNEL_ID=C0SIM0001  # your channel ID\nexport SLACK_BOT_TOKEN=${bot} # your token\ncurl -X GET "https://slack.com/api/conversations.info?pretty=1&channel=\${CHANNEL_ID}" -H "Authorization: Bearer \${SLACK_BOT_TOKEN}"`,
    tokens: [bot],
  },
  {
    source: 'https://github.com/gryf/slack-backup/issues/9',
    text: `2026-01-05 16:24:12,611 INFO: No configuration file found\n2026-01-05 16:24:13,175 DEBUG: https://acme.slack.com:443 "GET / HTTP/1.1" 200 19372\n2026-01-05 16:24:14,389 DEBUG: https://slack.com:443 "GET /api/users.list?token=${user}&presence=0 HTTP/1.1" 200 97\n2026-01-05 16:24:14,390 ERROR: missing_scope\n`,
    tokens: [user],
  },
]
