import type { ChalkInstance } from 'chalk'
import { handleOrId } from '../../config/installation.ts'
import { columns } from '../../terminal/table.ts'
import type { MissingNeeds } from './needs.ts'
import type { Row, TokenReport, WebhookReport } from './report.ts'

/** Returns a table with one row per installation. Below the table, lists each problem with its next step. */
export function checkScreen(rows: readonly Row[], { paint, room }: { paint: ChalkInstance; room: number }): string {
  const rotating = rows.some(({ tokens }) => tokens.some(({ ends }) => ends !== ''))
  const table = columns(
    ['', 'NAME', 'WORKSPACE', 'BOT', 'USERS', 'WEBHOOKS', rotating ? 'ROTATING' : ''],
    rows.map((row) => [
      mark(row.state, paint),
      row.name,
      placeOf(row),
      tokensOf(row, 'bot', paint),
      tokensOf(row, 'user', paint),
      counted(row.webhooks.map((one) => `${one.channel ?? 'a channel'} ${stateOf(one, paint)}`)).join(', ') || '-',
      ends(row),
    ]),
    room,
  )
  const troubles = rows.flatMap((row) => troublesOf(row, paint))
  return [table, ...(troubles.length > 0 ? ['', ...troubles] : [])].join('\n')
}

function mark(state: Row['state'], paint: ChalkInstance): string {
  if (state === 'ok') return paint.green('✓')
  return state === 'dead' || state === 'refused' ? paint.red('✗') : paint.yellow('!')
}

/** Returns each text once, with a number behind its first line when it occurs several times. */
function counted(texts: readonly string[], unit = ''): string[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, count]) => {
    const [first = '', ...more] = text.split('\n')
    return [count > 1 ? `${first} (${count}${unit})` : first, ...more].join('\n')
  })
}

function placeOf({ workspace, organization }: Row): string {
  const place = workspace ?? organization
  const reach = workspace === null && organization ? ' · org-wide' : ''
  return place ? (place.name ? `${place.name} (${place.id})` : place.id) + reach : '-'
}

function tokensOf({ tokens }: Row, identity: TokenReport['identity'], paint: ChalkInstance): string {
  const own = tokens.filter((one) => one.identity === identity)
  return own.map((one) => `${who(one)} ${stateOf(one, paint)}`).join(', ') || '-'
}

function who({ userName, userId }: TokenReport): string {
  return handleOrId({ userName, userId }, 'unknown')
}

function stateOf({ state, error }: TokenReport | WebhookReport, paint: ChalkInstance): string {
  if (state === 'ok') return paint.green('ok')
  if (state === 'unchecked') return paint.yellow('?')
  return (state === 'dead' || state === 'refused' ? paint.red : paint.yellow)(error ?? state)
}

function ends({ tokens }: Row): string {
  return tokens.flatMap(({ identity, ends }) => (ends === '' ? [] : [`${identity} ${ends}`])).join(', ')
}

function troublesOf({ name, tokens, webhooks, lacks }: Row, paint: ChalkInstance): string[] {
  const broken = [
    ...tokens.map((one) => ({ ...one, what: `${one.identity} token of ${who(one)}` })),
    ...webhooks.map((one) => ({ ...one, what: `webhook for ${one.channel ?? 'a channel'}` })),
  ].filter(({ message }) => message !== null)
  const texts = broken.map(({ what, message, hint }) =>
    [`${paint.red('✗')} ${name}, ${what}: ${message}`, ...(hint ? [`    ${paint.cyan('→')} ${hint}`] : [])].join('\n'),
  )
  return [...counted(texts, ' times'), ...(lacks ? lackLines(name, lacks, paint) : [])]
}

function lackLines(
  name: string,
  { methods, scopes, impossible, logins, link }: MissingNeeds,
  paint: ChalkInstance,
): string[] {
  const lists = (['bot', 'user'] as const)
    .filter((identity) => scopes[identity].length > 0)
    .map((identity) => `${scopes[identity].join(', ')} (${identity} token)`)
  const what = lists.length > 0 ? ` lacks ${lists.join(' and ')}` : ' cannot'
  const why = methods.length > 0 ? ` for ${methods.join(', ')}` : ''
  return [
    `${paint.yellow('!')} ${name}${what}${why}`,
    ...impossible.map((one) => `    ${one.method} cannot be called: ${one.why}`),
    ...logins.map((login) => `    ${paint.cyan('→')} ${login}`),
    ...(link === null ? [] : [`    ${paint.cyan('→')} to send to somebody: ${link}`]),
  ]
}
