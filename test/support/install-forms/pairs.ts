import { acme, forms, globex, type Install, lines, part } from './form.ts'

/** Returns the facts of an install as pairs of a column name and a value. */
const fields = (one: Install): readonly (readonly [string, string])[] => [
  ['team_id', one.team],
  ['bot_token', one.bot],
  ['user_token', one.user],
  ['bot_scopes', one.botScopes],
  ['app_id', one.app],
  ['bot_user_id', one.botUser],
]
const variables = (one: Install): readonly (readonly [string, string])[] => [
  ['SLACK_BOT_TOKEN', one.bot],
  ['SLACK_USER_TOKEN', one.user],
  ['SLACK_TEAM_ID', one.team],
]
const json = (value: unknown) => JSON.stringify(value)
const object = (pairs: readonly (readonly [string, unknown])[]) => Object.fromEntries(pairs)
const dynamo = (one: Install) => ({
  ...object(fields(one).map(([key, value]) => [key, { S: value }])),
  rotating: { BOOL: false },
  count: { N: '3' },
  bot_scopes: { SS: one.botScopes.split(',') },
})
const firestore = (one: Install) => ({
  name: `projects/p/databases/(default)/documents/installs/${one.team}`,
  fields: {
    ...object(fields(one).map(([key, value]) => [key, { stringValue: value }])),
    active: { booleanValue: true },
    scopes: { arrayValue: { values: one.botScopes.split(',').map((scope) => ({ stringValue: scope })) } },
    team: { mapValue: { fields: { id: { stringValue: one.team } } } },
  },
  createTime: '2026-01-05T10:00:00Z',
})
const named = (one: Install, key = 'name', value = 'value') =>
  variables(one).map(([a, b]) => ({ [key]: a, [value]: b }))

const all = part(acme, 'team', 'bot', 'user', 'botScopes', 'app', 'botUser')
const others = part(globex, 'team', 'bot', 'user', 'botScopes', 'app', 'botUser')
const three = part(acme, 'team', 'bot', 'user')

export const pairs = forms('names and values', {
  'an item of DynamoDB': [json({ Item: dynamo(acme) }), all],
  'an item of DynamoDB, indented': [JSON.stringify({ Item: dynamo(acme) }, null, 4), all],
  'a scan of DynamoDB': [json({ Items: [dynamo(acme), dynamo(globex)], Count: 2, ScannedCount: 2 }), all, others],
  'a map of DynamoDB': [json({ id: { S: '1' }, installation: { M: dynamo(acme) } }), all],
  'lines of a DynamoDB export': [lines(json({ Item: dynamo(acme) }), json({ Item: dynamo(globex) })), all, others],
  'the answer in an item of DynamoDB': [
    json({
      Item: {
        id: { S: acme.team },
        installation: {
          S: json({
            team: { id: acme.team, name: acme.name },
            bot: { token: acme.bot, scopes: acme.botScopes.split(','), userId: acme.botUser, id: 'B0ACME001' },
            user: { id: acme.person, token: acme.user },
            appId: acme.app,
          }),
        },
      },
    }),
    part(acme, 'team', 'name', 'bot', 'botScopes', 'user', 'app', 'person', 'botUser'),
  ],
  'a document of Firestore': [json(firestore(acme)), all],
  'documents of Firestore': [json({ documents: [firestore(acme), firestore(globex)] }), all, others],
  'an environment of Postman': [
    json({
      id: 'a1b2',
      name: 'Slack',
      values: variables(acme).map(([key, value]) => ({ key, value, type: 'secret', enabled: true })),
      _postman_variable_scope: 'environment',
    }),
    three,
  ],
  'settings of Azure': [json(variables(acme).map(([name, value]) => ({ name, slotSetting: false, value }))), three],
  'a container of ECS': [
    json({ containerDefinitions: [{ name: 'bot', image: 'bot:1', environment: named(acme) }] }),
    three,
  ],
  'an environment of Beanstalk': [
    json(
      variables(acme).map(([OptionName, Value]) => ({
        Namespace: 'aws:elasticbeanstalk:application:environment',
        OptionName,
        Value,
      })),
    ),
    three,
  ],
  'CodeBuild with types': [
    json({
      environment: {
        environmentVariables: variables(acme).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' })),
      },
    }),
    three,
  ],
  'parameters of CloudFormation': [
    json(variables(acme).map(([name, ParameterValue]) => ({ ParameterKey: name.replaceAll('_', ''), ParameterValue }))),
    three,
  ],
  'YAML of Kubernetes': [
    lines('env:', ...variables(acme).flatMap(([name, value]) => [`  - name: ${name}`, `    value: ${value}`])),
    three,
  ],
  'YAML of Kubernetes, a whole deployment': [
    lines(
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: bot',
      'spec:',
      '  template:',
      '    spec:',
      '      containers:',
      '        - name: bot',
      '          image: bot:1',
      '          env:',
      ...variables(acme).flatMap(([name, value]) => [`            - name: ${name}`, `              value: "${value}"`]),
    ),
    three,
  ],
  'YAML of Cloud Run': [
    lines(
      'spec:',
      '  containers:',
      '  - env:',
      ...variables(acme).flatMap(([name, value]) => [`    - name: ${name}`, `      value: ${value}`]),
      '    image: bot',
    ),
    three,
  ],
  'YAML of Render': [
    lines(
      'services:',
      '  - type: web',
      '    envVars:',
      ...variables(acme).flatMap(([name, value]) => [`      - key: ${name}`, `        value: ${value}`]),
    ),
    three,
  ],
  'variables of GitLab': [
    json(
      variables(acme).map(([key, value]) => ({
        variable_type: 'env_var',
        key,
        value,
        protected: false,
        masked: true,
        raw: false,
        environment_scope: '*',
        description: null,
      })),
    ),
    three,
  ],
  'variables of Vercel': [
    json({
      envs: variables(acme).map(([key, value]) => ({
        type: 'encrypted',
        value,
        target: ['production'],
        id: 'x1',
        key,
        createdAt: 1,
      })),
    }),
    three,
  ],
  'a list of lists': [json(variables(acme)), three],
  'entries of a Map': [
    `Map(3) {\n${variables(acme)
      .map(([key, value]) => `  '${key}' => '${value}'`)
      .join(',\n')}\n}`,
    three,
  ],
  'tuples of Python': [
    `[${variables(acme)
      .map(([key, value]) => `('${key}', '${value}')`)
      .join(', ')}]`,
    three,
  ],
  'a list of headers': [
    json({
      request: {
        header: [
          { key: 'Accept', value: '*/*' },
          { key: 'Authorization', value: `Bearer ${acme.bot}` },
        ],
      },
    }),
    part(acme, 'bot'),
  ],
  'fields of 1Password': [
    json({
      title: 'Slack',
      fields: variables(acme).map(([label, value]) => ({
        id: 'x',
        section: { id: 's' },
        type: 'CONCEALED',
        label,
        value,
      })),
    }),
    three,
  ],
  'fields of Bitwarden': [
    json({
      items: [
        { name: 'Slack', fields: variables(acme).map(([name, value]) => ({ name, value, type: 1, linkedId: null })) },
      ],
    }),
    three,
  ],
  'a BSON dump': [json({ _id: { $oid: '65a0' }, ...object(fields(acme)), n: { $numberInt: '1' } }), all],
  'attributes of an event': [
    json({ attributes: fields(acme).map(([key, value]) => ({ key, value: { stringValue: value } })) }),
    all,
  ],
  'two installs as lists of pairs': [
    json([{ env: named(acme) }, { env: named(globex) }]),
    three,
    part(globex, 'team', 'bot', 'user'),
  ],
  'rows of key and value': [lines('key,value', ...fields(acme).map(([key, value]) => `${key},"${value}"`)), all],
  'a table of key and value': [
    lines(' key | value', '-----+------', ...fields(acme).map(([key, value]) => ` ${key} | ${value}`), '(6 rows)'),
    all,
  ],
})

const printed = (one: Install) => [
  '{',
  '  "ok": true,',
  `  "app_id": "${one.app}",`,
  `  "access_token": "${one.bot}",`,
  '  "token_type": "bot",',
  `  "scope": "${one.botScopes}",`,
  `  "bot_user_id": "${one.botUser}",`,
  '  "team": {',
  `    "id": "${one.team}",`,
  `    "name": "${one.name}"`,
  '  },',
  `  "authed_user": { "id": "${one.person}", "access_token": "${one.user}" }`,
  '}',
]
const inspected = (one: Install) => [
  'install {',
  `  team: { id: '${one.team}', name: '${one.name}' },`,
  `  bot: {`,
  `    token: '${one.bot}',`,
  `    userId: '${one.botUser}',`,
  `    scopes: [ 'chat:write', 'users:read' ]`,
  '  },',
  `  user: { token: '${one.user}', id: '${one.person}' },`,
  `  appId: '${one.app}'`,
  '}',
]
const answer = part(acme, 'team', 'name', 'bot', 'user', 'botScopes', 'app', 'botUser', 'person')
const wrap = <T>(texts: readonly string[], make: (text: string, index: number) => T) => texts.map(make)
const google = (textPayload: string, index: number) => ({
  insertId: `a${index}`,
  resource: { type: 'cloud_run_revision', labels: { service_name: 'bot' } },
  textPayload,
  timestamp: `2026-01-05T10:00:00.${100 + index}Z`,
})
const cloudwatch = (message: string, index: number) => ({
  eventId: `${index}`,
  ingestionTime: 1,
  logStreamName: 's',
  message: `${message}\n`,
  timestamp: 1767600000000 + index,
})

export const logServices = forms('lines of a log service', {
  'textPayload of Google, in an array': [JSON.stringify(wrap(printed(acme), google), null, 2), answer],
  'textPayload, newest first': [json(wrap(printed(acme), google).toReversed()), answer],
  'textPayload in lines': [lines(...wrap(printed(acme), google).map(json)), answer],
  'textPayload with other lines': [
    json(wrap(['starting', 'listening on 80', ...printed(acme), 'done'], google)),
    answer,
  ],
  'textPayload, as inspect prints': [json(wrap(inspected(acme), google)), answer],
  'textPayload in YAML': [
    wrap(
      printed(acme),
      (one, index) =>
        `---\ninsertId: a${index}\ntextPayload: ${json(one)}\ntimestamp: '2026-01-05T10:00:0${index % 10}Z'\n`,
    ).join(''),
    answer,
  ],
  'textPayload with a whole answer': [json([google('booted', 0), google(printed(acme).join(''), 1)]), answer],
  'events of CloudWatch': [json({ events: wrap(printed(acme), cloudwatch), searchedLogStreams: [] }), answer],
  'a query of CloudWatch Insights': [
    json({
      results: wrap(printed(acme), (value) => [
        { field: '@timestamp', value: '2026-01-05' },
        { field: '@message', value },
      ]),
    }),
    answer,
  ],
  'log of Docker': [
    lines(...wrap(printed(acme), (log) => json({ log: `${log}\n`, stream: 'stdout', time: '2026-01-05T10:00:00Z' }))),
    answer,
  ],
  'hits of Elasticsearch': [
    json({
      hits: {
        hits: wrap(printed(acme), (message, index) => ({
          _id: `${index}`,
          _source: { '@timestamp': '2026', message },
        })),
      },
    }),
    answer,
  ],
  'streams of Loki': [
    json({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          { stream: { app: 'bot' }, values: wrap(printed(acme), (one, index) => [`176760000000000000${index}`, one]) },
        ],
      },
    }),
    answer,
  ],
  'events of Papertrail': [
    json({ events: wrap(printed(acme), (message, id) => ({ id, program: 'web.1', message })) }),
    answer,
  ],
  'logs of Datadog': [
    json({
      data: wrap(printed(acme), (message, id) => ({
        id: `${id}`,
        type: 'log',
        attributes: { message, status: 'info' },
      })),
    }),
    answer,
  ],
  'lines of Vercel': [
    lines(...wrap(printed(acme), (message) => json({ id: '1', message, timestamp: 1, source: 'lambda' }))),
    answer,
  ],
  'MESSAGE of journalctl': [
    lines(...wrap(printed(acme), (MESSAGE) => json({ __CURSOR: 's', MESSAGE, _PID: '7' }))),
    answer,
  ],
  'names and values as textPayload': [
    json(wrap([`SLACK_BOT_TOKEN=${acme.bot}`, `SLACK_USER_TOKEN=${acme.user}`, `SLACK_TEAM_ID=${acme.team}`], google)),
    three,
  ],
  'two installs as textPayload': [
    json(wrap([...printed(acme), ...printed(globex)], google)),
    answer,
    part(globex, 'team', 'name', 'bot', 'user', 'botScopes', 'app', 'botUser', 'person'),
  ],
})
