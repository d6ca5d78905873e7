import { acme } from './form.ts'

const t = acme.bot
const u = acme.user
const noLast = t.slice(0, t.lastIndexOf('-'))
const userNoLast = u.slice(0, u.lastIndexOf('-'))

/** Texts with one token whose end is missing. */
export const cutTokens: Readonly<Record<string, string>> = {
  alone: noLast,
  'with the hyphen': `${noLast}-`,
  'a user token': userNoLast,
  'a user token with two parts': userNoLast.slice(0, userNoLast.lastIndexOf('-')),
  'one number': t.slice(0, 18),
  'a prefix and a hyphen': `token=${t.slice(0, 18)}-\n`,
  'in a .env': `SLACK_BOT_TOKEN=${noLast}\nPORT=80\n`,
  'in JSON': JSON.stringify({ ok: true, access_token: noLast, team: { id: acme.team, name: acme.name } }),
  'in an answer': JSON.stringify({
    ok: true,
    app_id: acme.app,
    access_token: `${noLast}-`,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: acme.botUser,
    team: { id: acme.team, name: acme.name },
    enterprise: null,
    authed_user: { id: acme.person },
  }),
  'in a record': JSON.stringify({ team_id: acme.team, bot_token: noLast, bot_user_id: acme.botUser }),
  'in a sentence': `The token starts with ${noLast} and then stops.\n`,
  'in a log line': `2026-01-05 10:00:00 DEBUG Authorization: Bearer ${noLast}\n`,
  'in a string': `token = "${noLast}-"\n`,
  'in a box': `│ SLACK_BOT_TOKEN │ ${noLast}- │\n`,
  'in YAML': `slack:\n  bot_token: ${noLast}\n`,
  'a rotating token': 'xoxe.xoxb-1-',
  'an app-level token': ['xapp', '1', acme.app, '5'.repeat(13)].join('-'),
  'behind an ellipsis in ASCII': `${noLast}-..`,
}
