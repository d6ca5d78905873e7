import { app, bot, clientId, secret, signing, user } from './types.ts'

/** A text with placeholders, and perhaps with real values. */
export interface PlaceholderForm {
  readonly name: string
  readonly text: string
  /** The kinds of the values that are placeholders; `explain` must name each kind. */
  readonly open: readonly string[]
  /** The real values in the text, by kind. */
  readonly real?: Readonly<Record<string, string>>
}

const four = ['botToken', 'clientId', 'clientSecret', 'signingSecret'] as const

export const templateForms: readonly PlaceholderForm[] = [
  {
    name: 'your-…',
    text: 'SLACK_BOT_TOKEN=xoxb-your-token\nSLACK_CLIENT_ID=your-client-id\nSLACK_CLIENT_SECRET=your-client-secret\nSLACK_SIGNING_SECRET=your-signing-secret\n',
    open: four,
  },
  {
    name: 'angle brackets',
    text: 'SLACK_BOT_TOKEN=<your-bot-token>\nSLACK_CLIENT_ID=<your-client-id>\nSLACK_CLIENT_SECRET=<your-client-secret>\nSLACK_SIGNING_SECRET=<your-signing-secret>\n',
    open: four,
  },
  {
    name: 'changeme',
    text: '# .env.example\nSLACK_BOT_TOKEN=changeme\nSLACK_CLIENT_ID=changeme\nSLACK_CLIENT_SECRET=changeme\nSLACK_SIGNING_SECRET=change_me\n',
    open: four,
  },
  {
    name: 'here',
    text: 'SLACK_BOT_TOKEN="xoxb-your-bot-token-here"\nSLACK_SIGNING_SECRET="your_signing_secret_here"\nSLACK_APP_TOKEN="xapp-your-app-token-here"\nPORT=3000\n',
    open: ['botToken', 'signingSecret', 'appToken'],
  },
  {
    name: 'one token alone',
    text: 'SLACK_BOT_TOKEN=xoxb-your-token',
    open: ['botToken'],
  },
  {
    name: 'only the token',
    text: 'xoxb-your-token-here',
    open: ['botToken'],
  },
  {
    name: 'dots behind the prefix',
    text: 'SLACK_BOT_TOKEN=xoxb-...\nSLACK_APP_TOKEN=xapp-...\nSLACK_SIGNING_SECRET=...\n',
    open: ['botToken', 'appToken', 'signingSecret'],
  },
  {
    name: 'nothing behind the prefix',
    text: 'SLACK_BOT_TOKEN=xoxb-\nSLACK_USER_TOKEN=xoxp-\nSLACK_SIGNING_SECRET=\n',
    open: ['botToken', 'userToken'],
  },
  {
    name: 'brackets behind the prefix',
    text: 'SLACK_BOT_TOKEN=xoxb-<your-bot-token>\nSLACK_APP_TOKEN=xapp-<app-level-token>\nSLACK_CLIENT_SECRET=[YOUR_SECRET]\n',
    open: ['botToken', 'appToken', 'clientSecret'],
  },
  {
    name: 'the word replace',
    text: 'slack:\n  bot_token: xoxb-replace-me\n  signing_secret: REPLACE_ME\n  client_id: "REPLACE_WITH_CLIENT_ID"\n  client_secret: replace-with-client-secret\n',
    open: four,
  },
  {
    name: 'an example of JSON',
    text: '{ "slack": { "botToken": "xoxb-your-bot-token", "appToken": "xapp-your-app-token", "signingSecret": "YOUR_SIGNING_SECRET" } }',
    open: ['botToken', 'appToken', 'signingSecret'],
  },
  {
    name: 'insert, enter, todo, paste',
    text: 'SLACK_BOT_TOKEN=xoxb-INSERT-TOKEN\nSLACK_CLIENT_ID=enter client id\nSLACK_CLIENT_SECRET=TODO\nSLACK_SIGNING_SECRET=paste-signing-secret-here\n',
    open: four,
  },
  {
    name: 'references',
    text: 'SLACK_BOT_TOKEN=$BOT_TOKEN\nSLACK_CLIENT_ID={{ client_id }}\nSLACK_CLIENT_SECRET=$CLIENT_SECRET\nSLACK_SIGNING_SECRET=op://vault/slack/signing\n',
    open: four,
  },
  {
    name: 'xoxb-token and example',
    text: 'SLACK_BOT_TOKEN=xoxb-token\nSLACK_USER_TOKEN=xoxp-example-token\nSLACK_CLIENT_SECRET=example-secret\n',
    open: ['botToken', 'userToken', 'clientSecret'],
  },
  {
    name: 'some filled in, some not',
    text: `SLACK_BOT_TOKEN=${bot}\nSLACK_USER_TOKEN=xoxp-your-user-token\nSLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=your-client-secret\nSLACK_SIGNING_SECRET=${signing}\n`,
    open: ['userToken', 'clientSecret'],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'the template before the real file',
    text: `# .env.example\nSLACK_BOT_TOKEN=xoxb-your-token\nSLACK_SIGNING_SECRET=your-signing-secret\nSLACK_CLIENT_ID=your-client-id\n\n# .env\nSLACK_BOT_TOKEN=${bot}\nSLACK_SIGNING_SECRET=${signing}\nSLACK_CLIENT_ID=${clientId}\n`,
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'the template behind the real file',
    text: `SLACK_BOT_TOKEN=${bot}\nSLACK_SIGNING_SECRET=${signing}\nSLACK_CLIENT_ID=${clientId}\n\n# template\nSLACK_BOT_TOKEN=xoxb-your-token\nSLACK_SIGNING_SECRET=your-signing-secret\nSLACK_CLIENT_ID=your-client-id\n`,
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'a difference of both',
    text: `--- .env.example\n+++ .env\n@@ -1,3 +1,3 @@\n-SLACK_BOT_TOKEN=xoxb-your-token\n-SLACK_CLIENT_ID=your-client-id\n-SLACK_CLIENT_SECRET=<your-client-secret>\n+SLACK_BOT_TOKEN=${bot}\n+SLACK_CLIENT_ID=${clientId}\n+SLACK_CLIENT_SECRET=${secret}\n`,
    open: [],
    real: { bot, clientId, clientSecret: secret },
  },
  {
    name: 'words about it',
    text: `Replace xoxb-your-token with the token of your app. Mine is ${bot}`,
    open: [],
    real: { bot },
  },
]

export const commentForms: readonly PlaceholderForm[] = [
  {
    name: 'a line comment behind a value',
    text: `{\n  "botToken": "${bot}", // e.g. xoxb-your-token\n  "signingSecret": "${signing}", // your signing secret\n  "clientId": "${clientId}"\n}`,
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'an old value in a line comment',
    text: `{\n  // "botToken": "xoxb-your-token",\n  "botToken": "${bot}",\n  // "clientSecret": "your-client-secret",\n  "clientSecret": "${secret}",\n  "clientId": "${clientId}",\n}`,
    open: [],
    real: { bot, clientId, clientSecret: secret },
  },
  {
    name: 'a block comment',
    text: `/*\n * Get them at api.slack.com:\n *   botToken: xoxb-your-bot-token\n *   appToken: xapp-your-app-token\n */\n{ "botToken": "${bot}", "appToken": "${app}" }`,
    open: [],
    real: { bot, app },
  },
  {
    name: 'a block comment inside',
    text: `{\n  "slack": {\n    /* "token": "xoxb-xxx", */\n    "token": "${bot}",\n    "userToken": /* xoxp-... */ "${user}"\n  }\n}`,
    open: [],
    real: { bot, user },
  },
  {
    name: 'JSON5 without quotes',
    text: `{\n  // Slack app\n  botToken: '${bot}', // starts with xoxb-\n  signingSecret: '${signing}', // 32 characters\n  clientId: '${clientId}',\n  appToken: 'xapp-your-app-token', // Socket Mode only\n}`,
    open: ['appToken'],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'comments with addresses',
    text: `{\n  // https://api.slack.com/apps/A0SIM0001/oauth\n  "botToken": "${bot}", // https://docs.slack.dev/authentication/tokens#xoxb-\n  "webhook": "", // https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX\n}`,
    open: [],
    real: { bot },
  },
  {
    name: 'a comment with a bracket',
    text: `{\n  // { "botToken": "xoxb-your-token" } is the old form\n  "slack": { "botToken": "${bot}" }\n}`,
    open: [],
    real: { bot },
  },
  {
    name: 'nothing but placeholders, with comments',
    text: '{\n  // from OAuth & Permissions\n  "botToken": "xoxb-your-bot-token",\n  // from Basic Information\n  "signingSecret": "your-signing-secret",\n  "clientId": "<client id>",\n}',
    open: ['botToken', 'signingSecret', 'clientId'],
  },
  {
    name: 'a placeholder in a comment alone',
    text: '{\n  "name": "acme",\n  "slack": true // needs xoxb-your-token in the environment\n}',
    open: ['botToken'],
  },
  {
    name: 'wrangler.jsonc',
    text: `{\n  "name": "bot",\n  "vars": {\n    "SLACK_CLIENT_ID": "${clientId}",\n    // set with: wrangler secret put SLACK_CLIENT_SECRET\n    // "SLACK_CLIENT_SECRET": "<your-client-secret>",\n    "SLACK_SIGNING_SECRET": "${signing}", /* your-signing-secret */\n  },\n}`,
    open: [],
    real: { clientId, signingSecret: signing },
  },
  {
    name: 'hash comments',
    text: `SLACK_BOT_TOKEN=${bot} # xoxb-your-token\n# SLACK_SIGNING_SECRET=your-signing-secret\nSLACK_SIGNING_SECRET=${signing}\nSLACK_CLIENT_ID=${clientId}\n`,
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'comments of YAML',
    text: `slack:\n  # bot_token: xoxb-your-token\n  bot_token: ${bot} # xoxb-...\n  client_id: "${clientId}"\n  signing_secret: ${signing} # <your-signing-secret>\n`,
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
]

const rtf = (body: string) =>
  `{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n{\\colortbl;\\red255\\green255\\blue255;}\n\\paperw11900\\paperh16840\\margl1440\\margr1440\n\\pard\\tx566\\pardirnatural\\partightenfactor0\n\n\\f0\\fs24 \\cf0 ${body}}`

export const richTextForms: readonly PlaceholderForm[] = [
  { name: 'a token', text: rtf(`Bot token: ${bot}`), open: [], real: { bot } },
  { name: 'a placeholder', text: rtf('Bot token: xoxb-your-token'), open: ['botToken'] },
  {
    name: 'lines of a .env',
    text: rtf(
      `SLACK_BOT_TOKEN=${bot}\\\nSLACK_CLIENT_ID=${clientId}\\\nSLACK_CLIENT_SECRET=${secret}\\\nSLACK_SIGNING_SECRET=${signing}`,
    ),
    open: [],
    real: { bot, clientId, clientSecret: secret, signingSecret: signing },
  },
  {
    name: 'lines with placeholders',
    text: rtf(
      'SLACK_BOT_TOKEN=xoxb-your-token\\\nSLACK_CLIENT_ID=your-client-id\\\nSLACK_CLIENT_SECRET=<your-client-secret>',
    ),
    open: ['botToken', 'clientId', 'clientSecret'],
  },
  {
    name: 'bold names',
    text: rtf(`\\b Bot token:\\b0  ${bot}\\\n\\b Signing secret:\\b0  ${signing}\\\n\\b Client ID:\\b0  ${clientId}`),
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'paragraphs',
    text: rtf(
      `{\\pard SLACK_BOT_TOKEN=${bot}\\par}\n{\\pard SLACK_CLIENT_ID=${clientId}\\par}\n{\\pard SLACK_SIGNING_SECRET=${signing}\\par}`,
    ),
    open: [],
    real: { bot, clientId, signingSecret: signing },
  },
  {
    name: 'an answer of Slack',
    text: rtf(
      `\\{"ok":true,"access_token":"${bot}","token_type":"bot","scope":"chat:write","bot_user_id":"U0SIMBOT1","app_id":"A0SIM0001","team":\\{"id":"T0SIM0001","name":"Acme"\\},"authed_user":\\{"id":"U0SIMDANA"\\}\\}`,
    ),
    open: [],
    real: { bot },
  },
  {
    name: 'a hyphen that does not break',
    text: rtf(`Token: ${bot.replace('-', '\\_')}`),
    open: [],
    real: { bot },
  },
  {
    name: 'characters in hexadecimal',
    text: rtf(`Client ID \\'96 ${clientId}\\\nClient secret \\'96 ${secret}\\\nBot \\u8211 \\'96 ${bot}`),
    open: [],
    real: { bot, clientId, clientSecret: secret },
  },
  {
    name: 'runs of a word processor',
    text: rtf(
      `{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid1 SLACK_BOT_TOKEN=}{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid2 ${bot.slice(0, 12)}}{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid3 ${bot.slice(12)}}\\par`,
    ),
    open: [],
    real: { bot },
  },
  {
    name: 'a link',
    text: rtf(
      `{\\field{\\*\\fldinst{HYPERLINK "https://api.slack.com/apps"}}{\\fldrslt App}}\\\nToken ${bot}\\\nApp token ${app}`,
    ),
    open: [],
    real: { bot, app },
  },
]
