import type { ChalkInstance } from 'chalk'
import type { ErrorSource } from '../../slack/facts/known-errors/types.ts'
import { paragraph } from '../../terminal/layout.ts'
import type { ErrorText } from './error-text.ts'
import { type Meaning, placeNames, places } from './meanings.ts'

export interface WhySheet {
  readonly width: number
  readonly paint: ChalkInstance
}

/** Returns the text about an error: the code, further facts from the input, and each meaning with its next step. */
export function meaningText(found: ErrorText, meanings: readonly Meaning[], sheet: WhySheet): string {
  const { needed, provided, passedUri, scope, host, problems = [] } = found
  const named = [
    ['needed', needed],
    ['provided', provided],
    ['redirect URL passed', passedUri],
    ['scope', scope],
    ['host', host],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []))
  const title = meanings[0]?.text
  return [
    ...(title === undefined
      ? [sheet.paint.bold(found.code)]
      : paragraph(`“${title}”`, { width: sheet.width, indent: 0 }).map((line) => sheet.paint.bold(line))),
    ...named.flatMap((line) => paragraph(line, { width: sheet.width, indent: 2 })),
    ...problems.flatMap(({ key, message, cure }) => [
      '',
      `  ${sheet.paint.bold(key)}`,
      ...paragraph(message, { width: sheet.width, indent: 4 }),
      ...step(cure, { ...sheet, indent: 4 }),
    ]),
    ...meanings.flatMap((meaning) => ['', ...block(meaning, sheet)]),
  ].join('\n')
}

function block({ place, by, means, next, exit, inYourApp }: Meaning, sheet: WhySheet): string[] {
  const where = by === undefined ? places[place] : `shown by ${by}`
  return [
    sheet.paint.dim(exit === undefined ? where : `${where}   (exit code ${exit})`),
    ...paragraph(means, { width: sheet.width, indent: 2 }),
    ...step(next, { ...sheet, indent: 2 }),
    ...(inYourApp ? step(inYourApp, { ...sheet, indent: 2 }) : []),
  ]
}

function step(text: string, { width, paint, indent }: WhySheet & { readonly indent: number }): string[] {
  const [first = '', ...more] = paragraph(text, { width, indent: indent + 2 })
  return [`${' '.repeat(indent)}${paint.cyan('→')} ${first.trimStart()}`, ...more]
}

/** Returns the rows of `--list`, grouped by place. */
export function listText(rows: readonly Meaning[], { width, paint }: WhySheet): string {
  const lines = (place: ErrorSource) =>
    rows
      .filter((row) => row.place === place)
      .flatMap(({ code, text, by, means }) => [
        ...(text === undefined ? [`  ${paint.bold(code)}`] : paragraph(`${by}: “${text}”`, { width, indent: 2 })),
        ...paragraph(means, { width, indent: 6 }),
      ])
  return placeNames
    .filter((place) => rows.some((row) => row.place === place))
    .map((place) => [paint.dim(`${place}: ${places[place]}`), ...lines(place)].join('\n'))
    .join('\n\n')
}
