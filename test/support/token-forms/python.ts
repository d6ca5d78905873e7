import { alone, answer, ids, json, type TokenForm, whole } from './form.ts'
import { print, python } from './languages.ts'

const dict = (t: string) => print(answer(t), python)
const named = (open: string) => ({
  ...python,
  pair: (key: string, value: string) => `${key}=${value}`,
  map: (pairs: readonly string[], name: string) =>
    `${name === '' ? open : name === 'team' ? 'Team' : 'User'}(${pairs.join(', ')})`,
})

export const pythons: readonly TokenForm[] = [
  ...whole('Python', {
    'a dataclass': (t) => print(answer(t), named('OAuthResponse')),
    'a namedtuple in a module': (t) => `Out[3]: ${print(answer(t), named('slack.models.Response'))}`,
    'a model of pydantic 1': (t) =>
      `Response ok=True access_token='${t}' team=Team(id='${ids.team}', name='Acme') authed_user=User(id='${ids.user}')`,
    'str() of pydantic': (t) =>
      `ok=True access_token='${t}' scope='chat:write' team=Team(id='${ids.team}', name='Acme') authed_user=User(id='${ids.user}')`,
    SimpleNamespace: (t) =>
      `namespace(access_token='${t}', team=namespace(id='${ids.team}', name='Acme'), authed_user=namespace(id='${ids.user}'))`,
    'pprint with a long text in parts': (t) =>
      `{'access_token': '${t}',\n 'authed_user': {'id': '${ids.user}'},\n 'ok': True,\n 'scope': 'chat:write,'\n          'users:read',\n 'team': {'id': '${ids.team}', 'name': 'Acme'}}`,
    'debugging of slack_sdk': (t) =>
      `DEBUG:slack_sdk.web.base_client:Received the following response - status: 200, headers: {'date': 'Mon', 'x-oauth-scopes': 'chat:write'}, body: ${dict(t)}`,
    'a dict in a traceback': (t) =>
      `Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nKeyError: 'x'\n>>> ${dict(t)}`,
    'bytes of a body': (t) => `b'${json(t)}'`,
    'a dict in an f-string': (t) => `resp=${dict(t) !== '' ? dict(t) : ''} elapsed=0.1`,
    defaultdict: (t) => `defaultdict(<class 'dict'>, ${dict(t)})`,
    'OAuth2Token of authlib': (t) => `OAuth2Token(${dict(t)})`,
    'a tuple with a status': (t) => `(200, ${dict(t)}, None)`,
    'repr in a record of JSON': (t) => JSON.stringify({ level: 'INFO', message: `token: ${dict(t)}` }),
    'a call with keywords': (t) =>
      `install(ok=True, access_token='${t}', team={'id': '${ids.team}'}, authed_user={'id': '${ids.user}'})`,
    'an object of attrs with < >': (t) =>
      `<Installation ok=True access_token='${t}' team={'id': '${ids.team}'} authed_user={'id': '${ids.user}'}>`,
  }),
  ...alone('Python', {
    'a SlackApiError': (t) =>
      `slack_sdk.errors.SlackApiError: The request to the Slack API failed. (token=${t})\nThe server responded with: {'ok': False, 'error': 'not_authed'}`,
    'an object with its address': (t) => `<WebClient token='${t}' at 0x7f81>`,
    'an environ': (t) => `environ({'HOME': '/root', 'SLACK_BOT_TOKEN': '${t}', 'PATH': '/bin'})`,
  }),
]
