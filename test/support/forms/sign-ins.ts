import { clientId, type Form, json, user } from './types.ts'

const base64 = (value: unknown) => Buffer.from(json(value)).toString('base64url')

/** Returns an id_token with these claims and an invalid signature. */
export function idToken(
  claims: Readonly<Record<string, unknown>>,
  head: Readonly<Record<string, unknown>> = { alg: 'RS256', typ: 'JWT' },
): string {
  return `${base64(head)}.${base64(claims)}.c2ltLXNpZ25hdHVyZQ`
}

export const claims = {
  iss: 'https://slack.com',
  sub: 'U0SIMDANA',
  aud: clientId,
  exp: 1_790_000_300,
  iat: 1_790_000_000,
  nonce: 'sim',
  'https://slack.com/team_id': 'T0SIM0001',
  'https://slack.com/user_id': 'U0SIMDANA',
  email: 'dana@example.test',
  name: 'Dana',
}
const word = idToken(claims)
const told = { known: 'id_token', shape: 'not-an-install', tokens: [], workspace: { id: 'T0SIM0001' }, answer: 'Dana' }
const { nonce: _nonce, ...fewer } = claims

// biome-ignore format: one form a line
export const signInForms: readonly Form[] = [
  { name: 'a bare id_token', text: word, expected: told },
  { name: 'with quotes around it', text: `"${word}"`, expected: told },
  { name: 'as a variable', text: `ID_TOKEN=${word}`, expected: told },
  { name: 'behind Bearer', text: `Authorization: Bearer ${word}`, expected: told },
  { name: 'in a line of a log', text: `2026-11-28 10:00:00 INFO got id_token ${word} for dana`, expected: told },
  { name: 'in a fragment of an address', text: `#id_token=${word}&state=sim`, expected: told },
  { name: 'without its signature', text: word.split('.').slice(0, 2).join('.'), expected: told },
  { name: 'with a cut signature', text: word.slice(0, -10), expected: told },
  { name: 'decoded claims', text: json(claims), expected: told },
  { name: 'decoded claims in Python', text: json(claims).replaceAll('"', "'"), expected: told },
  { name: 'claims as YAML', text: Object.entries(claims).map(([key, value]) => `"${key}": ${value}`).join('\n'), expected: told },
  { name: 'claims below a key', text: json({ header: { alg: 'RS256' }, payload: claims }), expected: told },
  { name: 'claims without a nonce', text: json(fewer), expected: told },
  { name: 'of GovSlack', text: idToken({ ...fewer, iss: 'https://slack-gov.com', 'https://slack.com/team_id': 'T0SIM0001' }), expected: told },
  { name: 'of a workspace with a name', text: idToken({ ...claims, 'https://slack.com/team_name': 'Acme' }), expected: { known: 'id_token', workspace: { id: 'T0SIM0001', name: 'Acme' } } },
  { name: 'a list of audiences', text: idToken({ ...claims, aud: [clientId] }), expected: told },
  { name: 'alone in an object, under another key', text: json({ jwt: word }), expected: told },
  { name: 'an answer with nothing but it', text: json({ ok: true, id_token: word }), expected: { shape: 'openid', tokens: [] } },
  { name: 'an answer with its token', text: json({ ok: true, access_token: user, token_type: 'Bearer', id_token: word }), expected: { shape: 'openid', tokens: [{ kind: 'user', path: 'access_token' }] } },
  { name: 'an account of Auth.js', text: json({ provider: 'slack', type: 'oidc', providerAccountId: 'U0SIMDANA', access_token: user, id_token: word, expires_at: 1_790_000_300 }), expected: { shape: 'openid', tokens: [{ kind: 'user' }] } },
  { name: 'an answer whose id_token was left out', text: json({ ok: true, access_token: user, token_type: 'Bearer', state: '' }), expected: { shape: 'openid', certainty: 'likely' } },
  { name: 'userInfo', text: json({ ok: true, sub: 'U0SIMDANA', 'https://slack.com/user_id': 'U0SIMDANA', 'https://slack.com/team_id': 'T0SIM0001', name: 'Dana' }), expected: { known: 'openid.connect.userInfo', workspace: { id: 'T0SIM0001' } } },
  { name: 'of another service', text: idToken({ iss: 'https://accounts.example.test', sub: '1', aud: 'x' }), expected: { known: null, tokens: [] } },
]
