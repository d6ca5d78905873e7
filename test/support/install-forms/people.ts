import { acme, forms, globex, lines, part } from './form.ts'

const a = acme
const json = (value: unknown) => JSON.stringify(value)
const placed = part(a, 'team', 'name', 'bot')

/** Forms that testers pasted: records of an app's tables, optional values, outputs of notebooks and of commands. */
export const people = forms('forms that people paste', {
  'a model of Rails with both tokens': [
    `#<SlackIntegration id: 3, team_id: "${a.team}", team_name: "${a.name}", user_id: "${a.person}", access_token: "${a.user}", bot_user_id: "${a.botUser}", bot_access_token: "${a.bot}", created_at: "2026-03-01 10:12:29 +0000">`,
    part(a, 'team', 'name', 'bot', 'user', 'botUser', 'person'),
  ],
  'a model of Mongoid': [
    `#<Team _id: 65f1c2d3e4a5b6c7d8e9f001, team_id: "${a.team}", domain: nil, token: "${a.bot}", bot_user_id: "${a.botUser}", activated_user_id: "${a.person}", activated_user_access_token: "${a.user}", active: true>`,
    part(a, 'team', 'bot', 'user', 'botUser', 'person'),
  ],
  'the table of an app': [
    json({ id: 7, access_token: a.bot, team_id: a.team, team_name: a.name, bot_user_id: a.botUser }),
    part(a, 'team', 'name', 'bot', 'botUser'),
  ],
  'tinker of Laravel': [
    `= App\\Models\\Workspace {#5123\n    id: 1,\n    team_id: "${a.team}",\n    team_name: "${a.name}",\n    access_token: "${a.bot}",\n    bot_user_id: "${a.botUser}",\n  }`,
    part(a, 'team', 'name', 'bot', 'botUser'),
  ],
  'Maybe of Haskell': [
    `Right (Install {accessToken = "${a.bot}", teamName = Just "${a.name}", teamId = Just "${a.team}", userId = Nothing})`,
    placed,
  ],
  'an option of F#': [`{ accessToken = "${a.bot}"; teamId = Some "${a.team}"; teamName = Some "${a.name}" }`, placed],
  'an option of Scala': [`Install(botToken=${a.bot}, teamId=Some(${a.team}), teamName=Some(${a.name}))`, placed],
  'Optional of Java': [
    `Install{botToken='${a.bot}', teamId=Optional[${a.team}], enterpriseId=Optional.empty}`,
    part(a, 'team', 'bot'),
  ],
  'what a cell of a notebook printed': [
    json({
      cells: [
        {
          cell_type: 'code',
          outputs: [
            {
              output_type: 'stream',
              text: [
                `{'ok': True, 'access_token': '${a.bot}',\n`,
                ` 'team': {'id': '${a.team}', 'name': '${a.name}'}}\n`,
              ],
            },
          ],
        },
      ],
    }),
    placed,
  ],
  'what Node.js printed, in logs of heroku': [
    lines(
      '2026-03-01T10:12:29.123456+00:00 app[web.1]: {',
      `2026-03-01T10:12:29.123470+00:00 app[web.1]:   access_token: '${a.bot}',`,
      `2026-03-01T10:12:29.123471+00:00 app[web.1]:   team: { id: '${a.team}', name: '${a.name}' }`,
      '2026-03-01T10:12:29.123472+00:00 app[web.1]: }',
    ),
    placed,
  ],
  'what PHP printed, in syslog': [
    lines(
      'Mar  1 10:12:29 web1 php[812]: Array (',
      `Mar  1 10:12:29 web1 php[812]:     [access_token] => ${a.bot}`,
      'Mar  1 10:12:29 web1 php[812]:     [team] => Array (',
      `Mar  1 10:12:29 web1 php[812]:         [id] => ${a.team}`,
      `Mar  1 10:12:29 web1 php[812]:         [name] => ${a.name}`,
      'Mar  1 10:12:29 web1 php[812]:     )',
      'Mar  1 10:12:29 web1 php[812]: )',
    ),
    placed,
  ],
  'the team under other of Ueberauth': [
    `%Ueberauth.Auth{credentials: %Ueberauth.Auth.Credentials{other: %{team: "${a.name}", team_id: "${a.team}", user_id: "${a.person}"}, scopes: ["search:read", "files:write"], token: "${a.user}", token_type: "Bearer"}, provider: :slack, uid: "${a.person}"}`,
    part(a, 'team', 'name', 'user', 'person', 'userScopes'),
  ],
  'variables of a command': [
    `claude mcp add slack -e SLACK_BOT_TOKEN=${a.bot} -e SLACK_TEAM_ID=${a.team} -- npx -y slack-server`,
    part(a, 'team', 'bot'),
  ],
  'a token of Go without names': [
    `token: &{${a.bot} bot  0001-01-01 00:00:00 +0000 UTC 0 map[app_id:${a.app} authed_user:map[access_token:${a.user} id:${a.person} scope:${a.userScopes} token_type:user] bot_user_id:${a.botUser} ok:true scope:${a.botScopes} team:map[id:${a.team} name:${a.name}]] 0s}`,
    a,
  ],
  'str of R': [
    lines(
      'List of 4',
      ' $ ok          : logi TRUE',
      ` $ access_token: chr "${a.bot}"`,
      ` $ bot_user_id : chr "${a.botUser}"`,
      ' $ team        :List of 2',
      `  ..$ id  : chr "${a.team}"`,
      `  ..$ name: chr "${a.name}"`,
    ),
    part(a, 'team', 'name', 'bot', 'botUser'),
  ],
  'a printed list of R': [
    `$ok\n[1] TRUE\n\n$access_token\n[1] "${a.bot}"\n\n$team\n$team$id\n[1] "${a.team}"\n\n$team$name\n[1] "${a.name}"\n`,
    placed,
  ],
  'a tuple of Python': [
    `[(1, '${a.team}', '${a.name}', '${a.bot}', '${a.botUser}', datetime.datetime(2026, 3, 1, 10, 12))]`,
    part(a, 'team', 'name', 'bot', 'botUser'),
  ],
  'INSERT without columns': [
    `INSERT INTO \`teams\` VALUES (1,'${a.team}','${a.bot}','${a.botUser}'),(2,'${globex.team}','${globex.bot}','${globex.botUser}');`,
    part(a, 'team', 'bot', 'botUser'),
    part(globex, 'team', 'bot', 'botUser'),
  ],
  'the first letter of a phone': [`X${a.bot.slice(1)}`, part(a, 'bot')],
  'a label before the first letter of a phone': [`Token: X${a.user.slice(1)}`, part(a, 'user')],
  'spaces of a scan': [
    lines(`Bot: ${a.bot.replaceAll('-', ' - ')}`, `Bot: ${globex.bot.replaceAll('-', '- ')}`),
    part(a, 'bot'),
    part(globex, 'bot'),
  ],
})
