import { type Form, json } from './types.ts'

const test = {
  ok: true,
  url: 'https://acme.slack.com/',
  team: 'Acme',
  user: 'dana',
  team_id: 'T0SIM0001',
  user_id: 'U0SIMDANA',
}
const acme = { id: 'T0SIM0001', name: 'Acme' }
const of = { known: 'auth.test', shape: 'not-an-install', workspace: acme, tokens: [] }
const person = {
  id: 'U0SIMDANA',
  team_id: 'T0SIM0001',
  name: 'dana',
  real_name: 'Dana',
  is_bot: false,
  deleted: false,
  profile: { email: 'dana@example.test' },
}
const field = (path: string) => ({ fields: [{ path }] })

// biome-ignore format: one form a line
export const knownForms: readonly Form[] = [
  { name: 'auth.test of a person', text: json(test), expected: of },
  { name: 'auth.test of a bot', text: json({ ...test, user: 'acme-bot', bot_id: 'B0SIM0001' }), expected: { ...of, answer: 'B0SIM0001' } },
  { name: 'auth.test org-wide', text: json({ ...test, team: 'Acme Group', team_id: 'E0SIM0001', enterprise_id: 'E0SIM0001', is_enterprise_install: true }), expected: { known: 'auth.test', workspace: null, organization: { id: 'E0SIM0001', name: 'Acme Group' }, isOrgInstall: true } },
  { name: 'auth.test with E as team id and no flag', text: json({ ...test, team: 'Acme Group', team_id: 'E0SIM0001' }), expected: { known: 'auth.test', workspace: null, organization: { id: 'E0SIM0001' } } },
  { name: 'auth.test in an organization', text: json({ ...test, enterprise_id: 'E0SIM0001', is_enterprise_install: false }), expected: { ...of, organization: { id: 'E0SIM0001' } } },
  { name: 'auth.test in Python', text: `{'ok': True, 'url': 'https://acme.slack.com/', 'team': 'Acme', 'user': 'dana', 'team_id': 'T0SIM0001', 'user_id': 'U0SIMDANA'}`, expected: of },
  { name: 'auth.test in Ruby', text: '{"ok"=>true, "url"=>"https://acme.slack.com/", "team"=>"Acme", "user"=>"dana", "team_id"=>"T0SIM0001", "user_id"=>"U0SIMDANA"}', expected: of },
  { name: 'auth.test in Go', text: '{"URL":"https://acme.slack.com/","Team":"Acme","User":"dana","TeamID":"T0SIM0001","UserID":"U0SIMDANA","BotID":"B0SIM0001"}', expected: of },
  { name: 'auth.test in Java', text: json({ ok: true, url: 'https://acme.slack.com/', team: 'Acme', user: 'dana', teamId: 'T0SIM0001', userId: 'U0SIMDANA' }), expected: of },
  { name: 'auth.test behind a line of a log', text: `[DEBUG] auth.test answered ${json(test)}`, expected: of },
  { name: 'auth.test with the extras of the Node SDK', text: json({ ...test, bot_id: 'B0SIM0001', response_metadata: { scopes: ['chat:write'] } }), expected: of },
  { name: 'auth.test below data', text: json({ status: 200, data: test }), expected: of },
  { name: 'auth.test of a rotating token', text: json({ ...test, expires_in: 4242 }), expected: of },
  { name: 'users.info of a person', text: json({ ok: true, user: person }), expected: { known: 'users.info', workspace: { id: 'T0SIM0001' }, answer: 'person' } },
  { name: 'users.info of a bot', text: json({ ok: true, user: { ...person, is_bot: true } }), expected: { known: 'users.info', answer: 'bot' } },
  { name: 'users.info without a profile', text: json({ ok: true, user: { id: 'U0SIMDANA', team_id: 'T0SIM0001', name: 'dana' } }), expected: { known: 'users.info' } },
  { name: 'users.info deactivated', text: json({ ok: true, user: { ...person, deleted: true } }), expected: { known: 'users.info', answer: 'deactivated' } },
  { name: 'users.info in Python', text: `{'ok': True, 'user': {'id': 'U0SIMDANA', 'team_id': 'T0SIM0001', 'name': 'dana', 'is_bot': False}}`, expected: { known: 'users.info' } },
  { name: 'users.info, its fields', text: json({ ok: true, user: person }), expected: field('user.id') },
  { name: 'users.identity', text: json({ ok: true, user: { name: 'Dana', id: 'U0SIMDANA' }, team: { id: 'T0SIM0001' } }), expected: { known: 'users.identity', workspace: { id: 'T0SIM0001' } } },
  { name: 'bots.info', text: json({ ok: true, bot: { id: 'B0SIM0001', app_id: 'A0SIM0001', user_id: 'U0SIMBOT1', name: 'acme' } }), expected: { known: 'bots.info' } },
  { name: 'team.info', text: json({ ok: true, team: { id: 'T0SIM0001', name: 'Acme', domain: 'acme' } }), expected: { known: 'team.info' } },
]
