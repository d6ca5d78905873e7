import { acme, forms, lines, part } from './form.ts'

const bot = part(acme, 'bot')
const t = acme.bot

/** Splits a text into lines of `width` characters; the last line is padded with spaces. */
function wrapped(text: string, width: number): string[] {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((one) => one.padEnd(width))
}

/** Returns a table whose second column is wrapped at `width`, as rich, cli-table3 and tabulate print it. */
function boxed(bar: string, rows: readonly (readonly [string, string])[], width: number, rule = ''): string {
  const body = rows.flatMap(([name, value]) => [
    ...wrapped(value, width).map((one, index) => `${bar} ${(index === 0 ? name : '').padEnd(16)} ${bar} ${one} ${bar}`),
    ...(rule === '' ? [] : [rule]),
  ])
  return lines(...(rule === '' ? [] : [rule]), ...body)
}

const rows = [
  ['name', 'value'],
  ['SLACK_BOT_TOKEN', t],
  ['REGION', 'eu-central-1'],
] as const
const onlyToken = [['SLACK_BOT_TOKEN', t]] as const
const both = [
  ['bot', t],
  ['user', acme.user],
] as const
const rule = (left: string, dash: string, cross: string, right: string, width: number) =>
  left + dash.repeat(18) + cross + dash.repeat(width + 2) + right

const cut = (width: number, indent = '') =>
  wrapped(`SLACK_BOT_TOKEN=${t}`, width)
    .map((one) => one.trim())
    .join(`\n${indent}`)

export const broken = forms('a token broken by a width', {
  'a box of rich': [boxed('│', rows, 24, rule('├', '─', '┼', '┤', 24)), bot],
  'a box of rich without rules': [boxed('│', rows, 24), bot],
  'heavy bars': [boxed('┃', onlyToken, 30, rule('┣', '━', '╋', '┫', 30)), bot],
  'bars of ASCII': [boxed('|', rows, 20, rule('+', '-', '+', '+', 20)), bot],
  'double bars': [boxed('║', rows, 40, rule('╠', '═', '╬', '╣', 40)), bot],
  'three lines': [boxed('│', onlyToken, 20), bot],
  'broken behind a hyphen': [boxed('│', onlyToken, 19), bot],
  'two tokens': [boxed('│', both, 30, rule('├', '─', '┼', '┤', 30)), part(acme, 'bot', 'user')],
  'one column': [
    lines(
      '╭──────────────────────────────╮',
      ...wrapped(t, 28).map((one) => `│ ${one} │`),
      '╰──────────────────────────────╯',
    ),
    bot,
  ],
  'a panel with a name': [
    lines(
      '╭──────────────────────────────╮',
      ...wrapped(`Token: ${t}`, 28).map((one) => `│ ${one} │`),
      '╰──────────────────────────────╯',
    ),
    bot,
  ],
  'a panel with more': [
    lines(
      '┌──────────────────────────────┐',
      `│ ${'Your bot token:'.padEnd(28)} │`,
      ...wrapped(t, 28).map((one) => `│ ${one} │`),
      `│ ${''.padEnd(28)} │`,
      `│ ${'Keep it safe'.padEnd(28)} │`,
      '└──────────────────────────────┘',
    ),
    bot,
  ],
  'psql wrapped': [
    lines(
      ' name            |          value',
      '-----------------+------------------------',
      ` SLACK_BOT_TOKEN | ${wrapped(t, 24)[0]}.`,
      `                 |.${wrapped(t, 24)[1]}.`,
      `                 |.${wrapped(t, 24)[2]}`,
      '(1 row)',
    ),
    bot,
  ],
  'a variable cut by a terminal': [`${cut(40)}\n`, bot],
  'a variable cut by a terminal, with more': [`PORT=80\n${cut(40)}\nREGION=eu\n`, bot],
  'a variable cut in the middle of its last part': [`${cut(60)}\n`, bot],
  'an e-mail': [lines('Hi,', 'the token for the bot is', t.slice(0, 33), t.slice(33), 'Regards, Dana'), bot],
  'an indented continuation': [`token: ${t.slice(0, 30)}\n       ${t.slice(30)}\n`, bot],
  'a column without bars': [
    lines(
      'Name             Value',
      '---------------  ------------------------',
      ...wrapped(t, 24).map((one, i) => `${(i === 0 ? 'SLACK_BOT_TOKEN' : '').padEnd(15)}  ${one}`),
      'REGION           eu',
    ),
    bot,
  ],
  'PowerShell -Wrap': [
    lines(
      'Name                           Value',
      '----                           -----',
      `SLACK_BOT_TOKEN                ${t.slice(0, 40)}`,
      `                               ${t.slice(40)}`,
    ),
    bot,
  ],
  'comment bars of a banner': [
    lines(
      '##############################',
      ...wrapped(t, 26).map((one) => `# ${one} #`),
      '##############################',
    ),
    bot,
  ],
})
