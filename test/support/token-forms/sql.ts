import { indented, json, type TokenForm, whole } from './form.ts'

const single = (text: string) => text.replaceAll("'", "''")
const backslashed = (text: string) => text.replace(/[\\'"]/g, '\\$&').replaceAll('\n', '\\n')
const copied = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
/** Returns the answer as JSON, with both kinds of quotes in the name of the workspace. */
const named = (t: string) => json(t).replace('Acme Corp', 'Acme’s 5\\" Corp')

export const sql: readonly TokenForm[] = [
  ...whole('SQL', {
    'INSERT of mysqldump': (t) =>
      `INSERT INTO \`installs\` VALUES (1,'T0','${backslashed(json(t))}','2026-01-05 10:00:00'),(2,'T1','{}',NULL);`,
    'INSERT of mysqldump with a quote inside': (t) => `INSERT INTO \`installs\` VALUES (1,'${backslashed(named(t))}');`,
    'INSERT of SQLite': (t) => `INSERT INTO installs VALUES(1,'T0','${single(json(t))}',NULL);`,
    "E'…' of PostgreSQL": (t) => `INSERT INTO installs (id, raw) VALUES (1, E'${backslashed(json(t))}');`,
    'a cast to jsonb': (t) => `UPDATE installs SET raw = '${single(json(t))}'::jsonb WHERE id = 1;`,
    'COPY of pg_dump': (t) =>
      `COPY public.installs (id, raw, at) FROM stdin;\n1\t${copied(json(t))}\t2026-01-05 10:00:00+00\n\\.\n`,
    'doubled quotes in a script': (t) => `SELECT '{"data": ${single(json(t))}}';`,
    'a column of psql': (t) => ` id |  raw\n----+------\n  1 | ${json(t)}\n(1 row)\n`,
    'psql expanded': (t) => `-[ RECORD 1 ]------\nid  | 1\nraw | ${json(t)}\nat  | 2026-01-05\n`,
    'jsonb_pretty of psql': (t) =>
      `  jsonb_pretty\n---------------\n ${indented(t).split('\n').join('    +\n ')}\n(1 row)\n`,
    'mysql -E': (t) =>
      `*************************** 1. row ***************************\n id: 1\nraw: ${json(t)}\n1 row in set (0.00 sec)`,
    'a table of mysql': (t) =>
      `+----+--------+\n| id | raw    |\n+----+--------+\n|  1 | ${json(t)} |\n+----+--------+\n`,
    'a string in double quotes of mysql': (t) => `INSERT INTO t SET raw = "${backslashed(json(t))}", id = 1;`,
    'doubled quotes of CSV': (t) => `id,raw,at\n1,"${json(t).replaceAll('"', '""')}",2026-01-05\n`,
    'a log of PostgreSQL': (t) =>
      `2026-01-05 10:00:00 UTC [77] DETAIL:  parameters: $1 = 'T0SIM0001', $2 = '${single(json(t))}'`,
    'a dollar-quoted string': (t) => `INSERT INTO t VALUES ($json$${json(t)}$json$);`,
  }),
]
