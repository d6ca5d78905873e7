import { acme, forms, globex, type Install, lines, part } from './form.ts'

const names = ['team_id', 'team_name', 'bot_token', 'bot_scopes', 'bot_user_id', 'user_token', 'app_id'] as const
const cells = (one: Install) => [one.team, one.name, one.bot, one.botScopes, one.botUser, one.user, one.app]
const pairsOf = (one: Install) => names.map((name, at) => [name, cells(one)[at] ?? ''] as const)
const most = ['team', 'name', 'bot', 'botScopes', 'botUser', 'user', 'app'] as const
const [a, g] = [part(acme, ...most), part(globex, ...most)]
const redis = (one: Install) =>
  pairsOf(one)
    .flat()
    .map((text, at) => `${`${at + 1}`.padStart(2)}) "${text}"`)
const elements = (one: Install) => pairsOf(one).map(([name, value]) => `    <${name}>${value}</${name}>`)
const attributes = (one: Install) =>
  pairsOf(one)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')
const section = (name: string, one: Install, sign = ' = ', quote = '') => [
  `[${name}]`,
  ...pairsOf(one).map(([key, value]) => `${key}${sign}${quote}${value}${quote}`),
  '',
]

export const notations = forms('an install beside its token', {
  'redis HGETALL': [lines('127.0.0.1:6379> HGETALL slack:installs:acme', ...redis(acme)), a],
  'redis HGETALL without the prompt': [lines(...redis(acme)), a],
  'redis HGETALL of two keys': [lines('> HGETALL a', ...redis(acme), '> HGETALL g', ...redis(globex)), a, g],
  'redis HGETALL raw': [lines(...pairsOf(acme).flat()), a],
  'redis HGETALL of RESP3': [lines(...pairsOf(acme).map(([key, value], at) => `${at + 1}# "${key}" => "${value}"`)), a],
  'redis GET': [
    lines('127.0.0.1:6379> GET slack:acme', JSON.stringify(JSON.stringify(Object.fromEntries(pairsOf(acme))))),
    a,
  ],
  'redis HMSET': [
    `HMSET slack:acme ${pairsOf(acme)
      .map(([key, value]) => `${key} "${value}"`)
      .join(' ')}\n`,
    a,
  ],
  logfmt: [
    `level=info msg=installed ${pairsOf(acme)
      .map(([key, value]) => `${key}="${value}"`)
      .join(' ')}\n`,
    a,
  ],
  'logfmt without quotes': [
    `time=2026-01-05T10:00:00Z level=info msg="app installed" team_id=${acme.team} bot_token=${acme.bot} scopes=${acme.botScopes} user_token=${acme.user}\n`,
    part(acme, 'team', 'bot', 'user'),
  ],
  'logfmt, access_token': [
    `level=info msg=install team=${acme.team} team_name="${acme.name}" token=${acme.bot} scope=${acme.botScopes} app_id=${acme.app} bot_user_id=${acme.botUser}\n`,
    part(acme, 'team', 'name', 'bot', 'botScopes', 'app', 'botUser'),
  ],
  'logfmt, two lines': [
    lines(
      `level=info team_id=${acme.team} bot_token=${acme.bot}`,
      `level=info team_id=${globex.team} bot_token=${globex.bot}`,
    ),
    part(acme, 'team', 'bot'),
    part(globex, 'team', 'bot'),
  ],
  'XML elements': [
    lines('<?xml version="1.0"?>', '<installs>', '  <install>', ...elements(acme), '  </install>', '</installs>'),
    a,
  ],
  'XML, two installs': [
    lines(
      '<installs>',
      '  <install>',
      ...elements(acme),
      '  </install>',
      '  <install>',
      ...elements(globex),
      '  </install>',
      '</installs>',
    ),
    a,
    g,
  ],
  'XML attributes': [`<install ${attributes(acme)}/>\n`, a],
  'XML attributes of two installs': [
    lines('<installs>', `  <install ${attributes(acme)}/>`, `  <install ${attributes(globex)}/>`, '</installs>'),
    a,
    g,
  ],
  'XML, nested': [
    `<OAuthResponse><ok>true</ok><app_id>${acme.app}</app_id><access_token>${acme.bot}</access_token><token_type>bot</token_type><scope>${acme.botScopes}</scope><bot_user_id>${acme.botUser}</bot_user_id><team><id>${acme.team}</id><name>${acme.name}</name></team><authed_user><id>${acme.person}</id><access_token>${acme.user}</access_token></authed_user></OAuthResponse>`,
    part(acme, 'team', 'name', 'bot', 'botScopes', 'botUser', 'app', 'user', 'person'),
  ],
  'XML, attributes and elements': [
    `<slack><team id="${acme.team}" name="${acme.name}"/><bot_token>${acme.bot}</bot_token></slack>`,
    part(acme, 'team', 'name', 'bot'),
  ],
  'appSettings of .NET': [
    lines(
      '<configuration>',
      '  <appSettings>',
      ...pairsOf(acme).map(([key, value]) => `    <add key="${key}" value="${value}" />`),
      '  </appSettings>',
      '</configuration>',
    ),
    a,
  ],
  'a plist': [
    lines(
      '<plist version="1.0">',
      '<dict>',
      ...pairsOf(acme).map(([key, value]) => `  <key>${key}</key><string>${value}</string>`),
      '</dict>',
      '</plist>',
    ),
    a,
  ],
  'resources of Android': [
    lines(
      '<resources>',
      ...pairsOf(acme).map(([key, value]) => `  <string name="${key}">${value}</string>`),
      '</resources>',
    ),
    a,
  ],
  'properties of Maven': [lines('<properties>', ...elements(acme), '</properties>'), a],
  'an ini file with one section': [lines('; Slack', ...section('slack', acme)), a],
  'an ini file with two sections': [lines(...section('acme', acme), ...section('globex', globex)), a, g],
  'an ini file with colons': [lines(...section('acme', acme, ': '), ...section('globex', globex, ': ')), a, g],
  'an ini file, with a section of something else': [
    lines('[server]', 'port = 80', 'host = 0.0.0.0', '', ...section('slack', acme)),
    a,
  ],
  'an ini file with a section for each token': [
    lines('[bot]', `token = ${acme.bot}`, '', '[user]', `token = ${acme.user}`, ''),
    part(acme, 'bot', 'user'),
  ],
  'an ini file of weechat': [
    lines('[slack]', `token = ${acme.bot}`, `team_id = ${acme.team}`),
    part(acme, 'bot', 'team'),
  ],
  'TOML tables': [lines(...section('slack', acme, ' = ', '"')), a],
  'TOML tables of tables': [
    lines(...section('slack.acme', acme, ' = ', '"'), ...section('slack.globex', globex, ' = ', '"')),
    a,
    g,
  ],
  'TOML arrays of tables': [
    lines(...section('[install]', acme, ' = ', '"'), ...section('[install]', globex, ' = ', '"')),
    a,
    g,
  ],
  'inline TOML': [
    `slack = { ${pairsOf(acme)
      .map(([key, value]) => `${key} = "${value}"`)
      .join(', ')} }\n`,
    a,
  ],
  'inline TOML among other keys': [
    lines(
      'title = "bot"',
      'port = 80',
      `slack = { team_id = "${acme.team}", bot_token = "${acme.bot}", bot_scopes = ["chat:write", "users:read"] }`,
    ),
    part(acme, 'team', 'bot', 'botScopes'),
  ],
  'inline TOML in a section': [
    lines(
      '[workspaces]',
      `acme = { ${pairsOf(acme)
        .map(([key, value]) => `${key} = "${value}"`)
        .join(', ')} }`,
      `globex = { ${pairsOf(globex)
        .map(([key, value]) => `${key} = "${value}"`)
        .join(', ')} }`,
    ),
    a,
    g,
  ],
  'inline TOML in lists': [
    lines(
      'installs = [',
      `  { team_id = "${acme.team}", bot_token = "${acme.bot}" },`,
      `  { team_id = "${globex.team}", bot_token = "${globex.bot}" },`,
      ']',
    ),
    part(acme, 'team', 'bot'),
    part(globex, 'team', 'bot'),
  ],
  'TOML with dotted keys': [
    lines(`slack.team_id = "${acme.team}"`, `slack.bot_token = "${acme.bot}"`, `slack.user_token = "${acme.user}"`),
    part(acme, 'team', 'bot', 'user'),
  ],
  'TOML, the answer in parts': [
    lines(
      '[slack]',
      'ok = true',
      `access_token = "${acme.bot}"`,
      'token_type = "bot"',
      `scope = "${acme.botScopes}"`,
      `app_id = "${acme.app}"`,
      `bot_user_id = "${acme.botUser}"`,
      '',
      '[slack.team]',
      `id = "${acme.team}"`,
      `name = "${acme.name}"`,
      '',
      '[slack.authed_user]',
      `id = "${acme.person}"`,
      `access_token = "${acme.user}"`,
    ),
    part(acme, 'team', 'name', 'bot', 'botScopes', 'botUser', 'app', 'user', 'person'),
  ],
  'a .env': [lines(...pairsOf(acme).map(([key, value]) => `SLACK_${key.toUpperCase()}=${value}`)), a],
  'a .env with a prefix for each workspace': [
    lines(
      ...pairsOf(acme).map(([key, value]) => `ACME_SLACK_${key.toUpperCase()}=${value}`),
      ...pairsOf(globex).map(([key, value]) => `GLOBEX_SLACK_${key.toUpperCase()}=${value}`),
    ),
    a,
    g,
  ],
  'properties of Java': [
    lines(...pairsOf(acme).map(([key, value]) => `slack.${key.replaceAll('_', '.')}=${value}`)),
    part(acme, 'bot', 'user'),
  ],
  'lines of a settings page': [
    lines('Workspace', `${acme.name} (${acme.team})`, 'Bot User OAuth Token', acme.bot, 'User OAuth Token', acme.user),
    part(acme, 'bot', 'user'),
  ],
  'an answer of a chat bot': [
    lines(
      `Team ID: ${acme.team}`,
      `Team name: ${acme.name}`,
      `Bot token: ${acme.bot}`,
      `Bot scopes: ${acme.botScopes}`,
      `User token: ${acme.user}`,
    ),
    part(acme, 'team', 'name', 'bot', 'user', 'botScopes'),
  ],
})
