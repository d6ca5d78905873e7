import { acme, forms, globex, type Install, lines, part } from './form.ts'

const names = ['id', 'team_id', 'team_name', 'bot_token', 'bot_scopes', 'bot_user_id', 'user_token', 'app_id'] as const
const cells = (one: Install, id = '1') => [
  id,
  one.team,
  one.name,
  one.bot,
  one.botScopes,
  one.botUser,
  one.user,
  one.app,
]
const both = [cells(acme), cells(globex, '2')]
const most = ['team', 'name', 'bot', 'botScopes', 'botUser', 'user', 'app'] as const
const [a, g] = [part(acme, ...most), part(globex, ...most)]

const widths = names.map((name, index) => Math.max(name.length, ...both.map((row) => row[index]?.length ?? 0)))
const padded = (row: readonly string[], by: string) => row.map((one, index) => one.padEnd(widths[index] ?? 0)).join(by)
const dashes = (by: string, more = 0, sign = '-') => widths.map((width) => sign.repeat(width + more)).join(by)
const quoted = (row: readonly string[]) => row.map((one) => `"${one}"`).join(',')
const csv = (row: readonly string[]) => row.map((one) => (/[, ]/.test(one) ? `"${one}"` : one)).join(',')
const psql = (...rows: readonly (readonly string[])[]) =>
  lines(
    ` ${padded(names, ' | ')}`,
    `-${dashes('-+-')}-`,
    ...rows.map((row) => ` ${padded(row, ' | ')}`),
    `(${rows.length} row${rows.length > 1 ? 's' : ''})`,
  )
const boxed = (...rows: readonly (readonly string[])[]) =>
  lines(
    `+${dashes('+', 2)}+`,
    `| ${padded(names, ' | ')} |`,
    `+${dashes('+', 2)}+`,
    ...rows.map((row) => `| ${padded(row, ' | ')} |`),
    `+${dashes('+', 2)}+`,
  )
const expanded = (row: readonly string[], index: number) => [
  `-[ RECORD ${index} ]--+----------`,
  ...names.map((name, at) => `${name.padEnd(11)} | ${row[at]}`),
]
const vertical = (row: readonly string[], index: number) => [
  `${'*'.repeat(27)} ${index}. row ${'*'.repeat(27)}`,
  ...names.map((name, at) => `${name.padStart(11)}: ${row[at]}`),
]
const markdown = (...rows: readonly (readonly string[])[]) =>
  lines(
    `| ${names.join(' | ')} |`,
    `|${names.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  )
const html = (...rows: readonly (readonly string[])[]) =>
  `<table><thead><tr>${names.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>\n${rows.map((row) => `<tr>${row.map((one) => `<td>${one}</td>`).join('')}</tr>`).join('\n')}\n</tbody></table>`
const insert = (...rows: readonly (readonly string[])[]) =>
  `INSERT INTO slack_bots (${names.join(', ')}) VALUES ${rows.map((row) => `(${row.map((one) => (/^\d+$/.test(one) ? one : `'${one}'`)).join(', ')})`).join(',\n')};\n`

export const rows = forms('rows of a table', {
  'CSV with one row': [lines(names.join(','), csv(cells(acme))), a],
  'CSV with two rows': [lines(names.join(','), ...both.map(csv)), a, g],
  'CSV with quotes': [lines(quoted(names), ...both.map(quoted)), a, g],
  'CSV with semicolons': [lines(names.join(';'), ...both.map((row) => row.join(';'))), a, g],
  'CSV with a byte order mark and CRLF': [`\ufeff${[names.join(','), csv(cells(acme))].join('\r\n')}\r\n`, a],
  'CSV with the token alone in a row': [
    lines('team_id,access_token,scope', `${acme.team},${acme.bot},"${acme.botScopes}"`),
    part(acme, 'team', 'bot', 'botScopes'),
  ],
  TSV: [lines(names.join('\t'), ...both.map((row) => row.join('\t'))), a, g],
  'mysql in batch mode': [lines(names.join('\t'), cells(acme).join('\t')), a],
  'psql, one row': [psql(cells(acme)), a],
  'psql, two rows': [psql(...both), a, g],
  'psql behind its prompt': [`db=# select * from slack_bots;\n${psql(cells(acme))}\ndb=# `, a],
  'psql expanded': [lines(...expanded(cells(acme), 1)), a],
  'psql expanded, two records': [
    lines('Expanded display is on.', ...expanded(cells(acme), 1), ...expanded(cells(globex, '2'), 2)),
    a,
    g,
  ],
  'psql with borders': [
    lines(
      `┌${dashes('┬', 2, '─')}┐`,
      `│ ${padded(names, ' │ ')} │`,
      `├${dashes('┼', 2, '─')}┤`,
      ...both.map((row) => `│ ${padded(row, ' │ ')} │`),
      `└${dashes('┴', 2, '─')}┘`,
    ),
    a,
    g,
  ],
  'mysql in a box': [boxed(cells(acme)), a],
  'mysql in a box, two rows': [`mysql> select * from installs;\n${boxed(...both)}2 rows in set (0.00 sec)\n`, a, g],
  'mysql \\G': [lines(...vertical(cells(acme), 1), '1 row in set (0.00 sec)'), a],
  'mysql \\G, two rows': [
    lines(...vertical(cells(acme), 1), ...vertical(cells(globex, '2'), 2), '2 rows in set (0.00 sec)'),
    a,
    g,
  ],
  'sqlite in columns': [lines(padded(names, '  '), dashes('  '), ...both.map((row) => padded(row, '  '))), a, g],
  'sqlite in lines': [lines(...names.map((name, at) => `${name.padStart(11)} = ${cells(acme)[at]}`)), a],
  'sqlite in lists': [lines(names.join('|'), ...both.map((row) => row.join('|'))), a, g],
  'a table of Markdown': [markdown(cells(acme)), a],
  'a table of Markdown, two rows': [markdown(...both), a, g],
  'a table of HTML': [html(cells(acme)), a],
  'a table of HTML, two rows': [html(...both), a, g],
  'a table of Rails': [`[1] pry(main)> puts t\n${boxed(cells(acme))}`, a],
  INSERT: [insert(cells(acme)), a],
  'INSERT of two rows': [insert(...both), a, g],
  'INSERT of MySQL': [
    insert(cells(acme))
      .replace('slack_bots', '`slack_bots`')
      .replace(/(\w+_\w+)(?=[,)])/g, (all, name: string) => (names.includes(name as 'id') ? `\`${name}\`` : all)),
    a,
  ],
  'INSERT of PostgreSQL, with casts': [
    insert(cells(acme)).replace('slack_bots', 'public."slack_bots"').replace(`'${acme.app}'`, `'${acme.app}'::text`),
    a,
  ],
  'INSERT in two statements': [insert(cells(acme)) + insert(cells(globex, '2')), a, g],
  'INSERT SET of MySQL': [
    `INSERT INTO bots SET ${names.map((name, at) => `${name} = '${cells(acme)[at]}'`).join(', ')};\n`,
    a,
  ],
  UPDATE: [
    `UPDATE bots SET ${names.map((name, at) => `${name} = '${cells(acme)[at]}'`).join(', ')} WHERE id = 1;\n`,
    a,
  ],
  'COPY of pg_dump': [
    lines(`COPY public.bots (${names.join(', ')}) FROM stdin;`, ...both.map((row) => row.join('\t')), '\\.'),
    a,
    g,
  ],
  'kubectl in columns': [
    lines(
      'TEAM_ID       BOT_TOKEN'.replace('TEAM_ID       ', 'TEAM_ID'.padEnd(acme.team.length + 3)),
      `${acme.team}   ${acme.bot}`,
    ),
    part(acme, 'team', 'bot'),
  ],
  'a data frame of pandas': [
    lines(`   ${padded(names, '  ')}`, ...both.map((row, at) => `${at}  ${padded(row, '  ')}`)),
    a,
    g,
  ],
  'Format-Table of PowerShell': [
    lines(
      '',
      padded(names, ' '),
      padded(
        names.map((name) => '-'.repeat(name.length)),
        ' ',
      ),
      padded(cells(acme), ' '),
      '',
    ),
    a,
  ],
})
