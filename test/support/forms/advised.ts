import { app, bot, clientId, hook, json, rotatingUser, secret, signing, user } from './types.ts'

const answer = (token: string) =>
  json({
    ...{ ok: true, access_token: token, token_type: 'bot', scope: 'chat:write', bot_user_id: 'U0SIMBOT1' },
    ...{ app_id: 'A0SIM0001', team: { id: 'T0SIM0001', name: 'Acme' }, authed_user: { id: 'U0SIMDANA' } },
  })
const request = 'team_id=T0SIM0001&team_domain=acme&channel_id=C0SIM0001&user_id=U0SIMDANA'
const verification = 'AbCdEfGhIjKlMnOpQr5tUv3x'

/** Texts of every kind for which `explain` prints a command, or printed one in an earlier version. */
export const advisedTexts: readonly (readonly [name: string, text: string])[] = [
  ['an API URL with a token', `https://slack.com/api/chat.postMessage?token=${bot}&channel=C0SIM0001&text=hi`],
  ['another URL with a token', `https://app.example.test/slack/hook?token=${bot}`],
  ['a URL with a user token', `https://slack.com/api/auth.test?token=${user}`],
  ['a URL with an app-level token', `https://slack.com/api/apps.connections.open?token=${app}`],
  ['a socket with a token', `wss://wss-primary.slack.com/?token=${bot}&ticket=1`],
  [
    'two URLs with tokens',
    `GET https://slack.com/api/users.list?token=${bot}\nGET https://slack.com/api/auth.test?token=${user}`,
  ],
  ['a slash command in a URL', `https://app.example.test/slash?token=${verification}&${request}&command=%2Fweather`],
  ['a slash command in a body', `token=${verification}&${request}&command=%2Fweather&text=94070`],
  ['an outgoing webhook', `token=${verification}&${request}&service_id=1&text=googlebot&trigger_word=googlebot:`],
  ['a censored token', 'SLACK_BOT_TOKEN=:censored:6:0a1b2c3d4e:\nSLACK_SIGNING_SECRET=:censored:9:aaaaaaa:'],
  ['a censored answer', answer(':censored:6:0a1b2c3d4e:')],
  ['an answer with stars', answer('xoxb-***')],
  ['an answer with a hidden token', answer('hidden')],
  ['stars', 'xoxb-***'],
  ['stars in a .env', `SLACK_BOT_TOKEN=xoxb-***\nSLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=***`],
  ['one of two tokens masked', `SLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=xapp-1-***`],
  ['a masked webhook', 'https://hooks.slack.com/services/T0SIM0001/B0SIM0001/***'],
  [
    'a masked webhook in a .env',
    `SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T0SIM0001/B0SIM0001/${'X'.repeat(24)}\nA=1`,
  ],
  ['a masked client secret', `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${'*'.repeat(28)}aaaa`],
  ['a masked signing secret', `SLACK_SIGNING_SECRET=0fa4${'*'.repeat(28)}\nSLACK_CLIENT_ID=${clientId}`],
  ['a bot token', bot],
  ['a user token', user],
  ['a rotating user token', rotatingUser],
  ['a refresh token', 'xoxe-1-sim-A1b2C3d4E5f6'],
  ['an app-level token', app],
  ['a browser token', 'xoxc-1-sim-A1b2C3d4E5f6'],
  ['a workflow token', 'xwfp-1-sim-A1b2C3d4E5f6'],
  ['a webhook', hook],
  ['a response_url', 'https://hooks.slack.com/commands/T0SIM0001/1234/abcdef'],
  ['a token and its app', `SLACK_BOT_TOKEN=${bot}\nSLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}`],
  ['an app', `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`],
  ['secrets without their app', `SLACK_SIGNING_SECRET=${signing}\nSLACK_APP_TOKEN=${app}`],
  ['a verification token alone', `SLACK_VERIFICATION_TOKEN=${verification}\nSLACK_TEAM=acme`],
  ['an app id for a client id', 'SLACK_CLIENT_ID=A0SIM00012\nSLACK_TEAM=acme'],
  ['a client id', clientId],
  ['a secret', secret],
  ['a workspace', 'T0SIM0001'],
  ['an app id', 'A0SIM0001'],
  ['a callback', 'https://app.example.test/cb?code=1111.2222.abcdef&state=x'],
  ['a refused callback', "https://app.example.test/cb?error=access_denied&state=it's"],
  ['a missing scope', json({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' })],
  [
    'a configuration pair',
    json({
      ok: true,
      token: 'xoxe.xoxp-1-sim-A1b2',
      refresh_token: 'xoxe-1-sim-A1b2',
      team_id: 'T0SIM0001',
      user_id: 'U0SIMDANA',
      iat: 1,
      exp: 2,
    }),
  ],
  ['an answer', answer(bot)],
  [
    'an answer of v1',
    json({ ok: true, access_token: user, scope: 'identify', team_id: 'T0SIM0001', team_name: 'Acme' }),
  ],
  ['nothing of Slack’s', 'lorem ipsum\ndolor sit'],
]
