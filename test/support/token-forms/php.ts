import { alone, answer, ids, json, type TokenForm, whole } from './form.ts'
import { php, print } from './languages.ts'

const dumped = (t: string) =>
  `array(4) {\n  ["ok"]=>\n  bool(true)\n  ["access_token"]=>\n  string(${t.length}) "${t}"\n  ["team"]=>\n  array(2) {\n    ["id"]=>\n    string(9) "${ids.team}"\n    ["name"]=>\n    string(4) "Acme"\n  }\n  ["authed_user"]=>\n  array(1) {\n    ["id"]=>\n    string(9) "${ids.user}"\n  }\n}`
const printed = (t: string, open = 'Array') =>
  `${open}\n(\n    [ok] => 1\n    [access_token] => ${t}\n    [refresh_token] => \n    [team] => Array\n        (\n            [id] => ${ids.team}\n            [name] => Acme\n        )\n\n    [authed_user] => Array\n        (\n            [id] => ${ids.user}\n        )\n\n)\n`
const text = (value: string) => `s:${value.length}:"${value}";`

export const phps: readonly TokenForm[] = [
  ...whole('PHP', {
    var_dump: dumped,
    'var_dump of an object': (t) => dumped(t).replace('array(4)', 'object(stdClass)#3 (4)'),
    'var_dump of private fields': (t) =>
      dumped(t)
        .replace('array(4)', 'object(App\\Slack\\Token)#12 (4)')
        .replace(/\["(\w+)"\]=>\n {2}(?=\S)/g, '["$1":protected]=>\n  '),
    'var_dump of Xdebug': (t) => dumped(t).replaceAll(']=>\n', '] =>\n').replace('array(4)', '/app/a.php:7:\narray(4)'),
    print_r: (t) => printed(t),
    'print_r of an object': (t) =>
      printed(t, 'League\\OAuth2\\Client\\Token\\AccessToken Object').replaceAll(/\[(\w+)\]/g, '[$1:protected]'),
    'print_r of stdClass': (t) => printed(t, 'stdClass Object'),
    var_export: (t) => print(answer(t), php),
    'var_export of an object': (t) =>
      print(answer(t), { ...php, map: (pairs) => `(object) array(\n${pairs.join('\n')}\n)` }),
    'var_export with __set_state': (t) => `\\App\\Token::__set_state(${print(answer(t), php)})`,
    'the short form': (t) =>
      `<?php\nreturn ${print(answer(t), { ...php, map: (pairs) => `[\n${pairs.join('\n')}\n]` })};`,
    'dump of Laravel': (t) =>
      `array:4 [▼\n  "ok" => true\n  "access_token" => "${t}"\n  "team" => array:2 [▼\n    "id" => "${ids.team}"\n    "name" => "Acme"\n  ]\n  "authed_user" => array:1 [▶\n    "id" => "${ids.user}"\n  ]\n]`,
    'dump of an object in Laravel': (t) =>
      `App\\Token {#312 ▼\n  +ok: true\n  +access_token: "${t}"\n  #team: {#313 ▼\n    +"id": "${ids.team}"\n  }\n  -authed_user: {#314\n    +"id": "${ids.user}"\n  }\n}`,
    serialize: (t) =>
      `a:3:{${text('access_token')}${text(t)}${text('team')}a:1:{${text('id')}${text(ids.team)}}${text('authed_user')}a:1:{${text('id')}${text(ids.user)}}}`,
    'a line of Monolog': (t) => `[2026-01-05T10:00:00+00:00] local.INFO: slack ${json(t)} []`,
    'JSON in a string': (t) => `$json = '${json(t)}';`,
  }),
  ...alone('PHP', {
    'a User of Socialite': (t) =>
      `Laravel\\Socialite\\Two\\User {#1 ▼\n  +token: "${t}"\n  +refreshToken: null\n  +expiresIn: null\n  +id: "U0SIMDANA"\n}`,
    'define()': (t) => `<?php\ndefine('SLACK_TOKEN', '${t}');\ndefine('PORT', 80);`,
    'an argument of a trace': (t) => `#0 /app/a.php(7): Slack->call('auth.test', '${t}', Array)\n#1 {main}`,
  }),
]
