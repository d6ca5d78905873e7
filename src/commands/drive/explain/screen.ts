import { hang, paragraph, type TextSheet } from '../../../terminal/layout.ts'
import { padTo, widthOf } from '../../../terminal/width.ts'
import type { ExplainedFinding, ListedFinding } from './types.ts'

/** Returns the list of all findings, those that make drive fail first. */
export function listText(rows: readonly ListedFinding[], { width, paint }: TextSheet): string {
  const at = Math.max(...rows.map(({ id }) => widthOf(id))) + 2
  const group = (weight: ListedFinding['weight'], title: string) => [
    paint.bold(title),
    ...rows.filter((one) => one.weight === weight).flatMap(({ id, says }) => hang(id, says, { at, width })),
  ]
  return [
    ...group('defect', 'Defects, with which drive exits with 1'),
    '',
    ...group('remark', 'Remarks, which are only printed'),
  ].join('\n')
}

/** Returns the text about one finding: what it is, why Slack works in this way, and the fix in each stack. */
export function explanationText(one: ExplainedFinding, { width, paint }: TextSheet): string {
  const colour = one.weight === 'defect' ? paint.red : paint.yellow
  const block = (label: string, text: string) => hang(paint.dim(padTo(label, 8)), text, { at: 8, width })
  return [
    `${paint.bold(one.id)}   ${colour(one.weight)}`,
    ...paragraph(one.says, { width }),
    '',
    ...block('seen', one.seen),
    ...block('cause', one.cause),
    ...block('why', one.why),
    ...one.sources.map((address) => `${' '.repeat(8)}${paint.dim(address)}`),
    ...block('cure', one.cure),
    ...one.fixes.flatMap(({ name, says, code }) => [
      '',
      paint.bold(name),
      ...paragraph(says, { width }),
      '',
      ...code.split('\n').map((line) => (line === '' ? '' : `  ${paint.cyan(spaced(line))}`)),
    ]),
  ].join('\n')
}

/** Returns a line of code with two spaces for each tab, because a tab is eight columns wide on a terminal. */
function spaced(line: string): string {
  return line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))
}
