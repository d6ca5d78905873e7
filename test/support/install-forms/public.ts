import { acme, forms, globex, lines, part } from './form.ts'

const bot = part(acme, 'bot')
const a = acme

/** Forms from public places, each rewritten with invented values. The comment above a form names its place. */
export const publicInstalls = forms('forms from public places', {
  // https://github.com/stevengonsalvez/agents-in-a-box/pull/270
  'concat of Rust': [`let slack_bot = ["xoxb", "${a.bot.slice(4)}"].concat();\n`, bot],
  // https://github.com/NVIDIA/NemoClaw/pull/5839
  'concat of a string': [`const sample = "xoxb-".concat("${a.bot.slice(5)}")\n`, bot],
  // https://github.com/slackapi/bolt-python/issues/782
  'a row of sqlite without names': [
    `1|1111111111111.2222222222222|${a.app}|||${a.team}|${a.name}|${a.bot}|B0ACME0001|${a.botUser}|${a.botScopes}|||0|2026-01-05 10:00:00\n`,
    part(a, 'team', 'name', 'app', 'bot', 'botUser', 'botScopes'),
  ],
  // https://github.com/slackapi/python-slack-sdk/pull/1354
  'a statement of SQLAlchemy': [
    lines(
      'INFO sqlalchemy.engine.Engine INSERT INTO slack_bots (client_id, app_id, enterprise_id, team_id, team_name, bot_token, bot_user_id, bot_scopes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      `INFO sqlalchemy.engine.Engine [generated in 0.00028s] ('1111111111111.2222222222222', '${a.app}', None, '${a.team}', '${a.name}', '${a.bot}', '${a.botUser}', '${a.botScopes}')`,
    ),
    part(a, 'team', 'name', 'app', 'bot', 'botUser', 'botScopes'),
  ],
  // https://github.com/lightdash/lightdash/issues/11001
  'a statement of knex': [
    `insert into "slack_auth_tokens" ("slack_team_id", "bot_token", "scopes") values ($1, $2, $3) - ['${a.team}', '${a.bot}', '${a.botScopes}']\n`,
    part(a, 'team', 'bot', 'botScopes'),
  ],
  // https://github.com/Quartz/quackbot/pull/2
  'a statement of Sequelize': [
    `Executing (default): INSERT INTO "Teams" ("id","teamId","accessToken","createdAt") VALUES (DEFAULT,'${a.team}','${a.bot}','2026-01-05 10:00:00.000 +00:00') RETURNING *;\n`,
    part(a, 'team', 'bot'),
  ],
  // https://github.com/slack-ruby/slack-ruby-bot-server/issues/71
  'a statement of Active Record': [
    `  Team Create (0.4ms)  INSERT INTO "teams" ("team_id", "name", "token", "bot_user_id") VALUES ($1, $2, $3, $4) RETURNING "id"  [["team_id", "${a.team}"], ["name", "${a.name}"], ["token", "${a.bot}"], ["bot_user_id", "${a.botUser}"]]\n`,
    part(a, 'team', 'bot', 'botUser'),
  ],
  // https://github.com/slack-ruby/slack-ruby-bot-server/pull/96
  'a team of slack-ruby-bot-server': [
    `{ "_id" : ObjectId("65a0b1c2d3e4f5a6b7c8d9e0"), "team_id" : "${a.team}", "name" : "${a.name}", "token" : "${a.bot}", "bot_user_id" : "${a.botUser}", "activated_user_id" : "${a.person}", "activated_user_access_token" : "${a.user}", "active" : true }\n`,
    part(a, 'team', 'bot', 'botUser', 'user', 'person'),
  ],
  // https://github.com/howdyai/botkit-storage-mongo/pull/5
  'a team of Botkit': [
    JSON.stringify({
      ...{ id: a.team, createdBy: a.person, url: 'https://acme.slack.com/', name: a.name, token: a.user },
      bot: { token: a.bot, user_id: a.botUser, createdBy: a.person, app_token: a.user, name: 'bot' },
    }),
    part(a, 'team', 'name', 'bot', 'botUser', 'user'),
  ],
  // https://github.com/bcicen/slackcat/pull/25
  'the teams of slackcat': [
    lines(
      'default_team = "acme"',
      'default_channel = "general"',
      '[teams]',
      `  acme = "${a.user}"`,
      `  globex = "${globex.user}"`,
    ),
    part(a, 'user'),
    part(globex, 'user'),
  ],
  // https://github.com/yonicd/slackteams/issues/12
  'the teams of slackteams': [
    JSON.stringify({ acme: a.user, globex: globex.user }),
    part(a, 'user'),
    part(globex, 'user'),
  ],
  // https://github.com/raboof/connbeat/issues/101
  'the environment of docker inspect': [
    JSON.stringify([
      {
        Id: 'a1',
        Config: {
          Env: [`SLACK_BOT_TOKEN=${a.bot}`, `SLACK_USER_TOKEN=${a.user}`, `SLACK_TEAM_ID=${a.team}`, 'PATH=/bin'],
        },
      },
    ]),
    part(a, 'team', 'bot', 'user'),
  ],
  // https://github.com/dblock/slack-google-bot/issues/2
  'the variables of Heroku': [
    lines(
      '=== my-bot Config Vars',
      'NODE_ENV:        production',
      `SLACK_BOT_TOKEN: ${a.bot}`,
      `SLACK_TEAM_ID:   ${a.team}`,
      `SLACK_USER_TOKEN: ${a.user}`,
    ),
    part(a, 'team', 'bot', 'user'),
  ],
  // https://github.com/thinkprojectgroup/feature-voting/issues/25
  'a label above the token': [lines('Bot User Oauth Access Token', a.bot), bot],
  // https://plugins.jenkins.io/slack/
  'the notifier of Jenkins': [
    `<jenkins.plugins.slack.SlackNotifier plugin="slack@2.3">\n  <teamDomain>acme</teamDomain>\n  <authToken>${a.bot}</authToken>\n  <room>#builds</room>\n</jenkins.plugins.slack.SlackNotifier>\n`,
    bot,
  ],
})

/** More forms of rows and names, which do not come from a public place. */
export const more = forms('more forms of rows and names', {
  'lines of CSV without names': [
    lines(
      `${a.team},${a.name},${a.bot},"${a.botScopes}"`,
      `${globex.team},${globex.name},${globex.bot},"${globex.botScopes}"`,
    ),
    part(a, 'team', 'name', 'bot', 'botScopes'),
    part(globex, 'team', 'name', 'bot', 'botScopes'),
  ],
  'console.table': [
    lines(
      '┌─────────┬─────────┬───────────┐',
      '│ (index) │ team_id │ bot_token │',
      '├─────────┼─────────┼───────────┤',
      `│ 0 │ '${a.team}' │ '${a.bot}' │`,
      `│ 1 │ '${globex.team}' │ '${globex.bot}' │`,
      '└─────────┴─────────┴───────────┘',
    ),
    part(a, 'team', 'bot'),
    part(globex, 'team', 'bot'),
  ],
  'declare -x': [
    lines('declare -x HOME="/root"', `declare -x SLACK_BOT_TOKEN="${a.bot}"`, `declare -x SLACK_TEAM_ID="${a.team}"`),
    part(a, 'team', 'bot'),
  ],
  'a step of GitHub Actions': [
    lines('Run node post.js', '  env:', `    SLACK_BOT_TOKEN: ${a.bot}`, `    SLACK_TEAM_ID: ${a.team}`),
    part(a, 'team', 'bot'),
  ],
  'a table of the Azure CLI': [
    lines(
      'Name             SlotSetting    Value',
      `---------------  -------------  ${'-'.repeat(70)}`,
      `SLACK_BOT_TOKEN  False          ${a.bot}`,
      `SLACK_TEAM_ID    False          ${a.team}`,
    ),
    part(a, 'team', 'bot'),
  ],
  'streams of Loki with variables': [
    JSON.stringify({
      streams: [
        {
          stream: { app: 'x' },
          values: [
            ['1767600000000000000', `SLACK_BOT_TOKEN=${a.bot}`],
            ['1767600000000000001', `SLACK_TEAM_ID=${a.team}`],
            ['1767600000000000002', 'ready'],
          ],
        },
      ],
    }),
    part(a, 'team', 'bot'),
  ],
  'expanded psql with JSON in columns': [
    lines(
      '-[ RECORD 1 ]+------------------',
      'id           | 1',
      `team         | {"id": "${a.team}", "name": "${a.name}"}`,
      `bot          | {"token": "${a.bot}", "scopes": ["chat:write", "users:read"], "userId": "${a.botUser}"}`,
    ),
    part(a, 'team', 'name', 'bot', 'botScopes', 'botUser'),
  ],
  'rows of Prisma': [
    `[ { id: 1, teamId: '${a.team}', botToken: '${a.bot}' }, { id: 2, teamId: '${globex.team}', botToken: '${globex.bot}' } ]\n`,
    part(a, 'team', 'bot'),
    part(globex, 'team', 'bot'),
  ],
  pgcli: [
    lines(
      '+---------+-------+',
      '| team_id | token |',
      '|---------+-------|',
      `| ${a.team} | ${a.bot} |`,
      '+---------+-------+',
      'SELECT 1',
      'Time: 0.010s',
    ),
    part(a, 'team', 'bot'),
  ],
  'a block of HCL': [
    lines('slack = {', `  "bot_token" = "${a.bot}"`, `  "team_id" = "${a.team}"`, '}'),
    part(a, 'team', 'bot'),
  ],
})
