import type { ChalkInstance } from 'chalk'
import { type Command, Option } from 'commander'
import { neededAdvice } from '../../config/needed-scopes.ts'
import { CliError, exitReasons } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type ErrorFacts, type ErrorPlace, errorCodes, errorMeanings, errors } from '../../slack/facts/errors.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { paragraph } from '../../terminal/layout.ts'
import { type ErrorText, findRefusal } from './error-text.ts'

/** Each place in words, in the order of an install. */
const places: Readonly<Record<ErrorPlace, string>> = {
  page: 'on Slack’s page in the browser',
  callback: 'in the redirect back to the app (?error=…)',
  exchange: 'in the answer to the code exchange (oauth.v2.access and its kin)',
  rotation: 'in the answer to a refresh token or an exchanged token',
  api: 'in the answer of a Web API method',
  webhook: 'in the answer of an incoming webhook',
  sdk: 'thrown by Slack’s SDKs in a program',
  local: 'said by slack-tokens itself',
}
const placeNames = Object.keys(places) as ErrorPlace[]

interface WhyOptions {
  /** True without a place. */
  readonly list?: ErrorPlace | true
}

export function define(command: Command, context: () => Context): void {
  command
    .argument('[text...]', 'a code, the text of a page, an answer or a message; - or nothing for standard input')
    .addOption(new Option('--list [place]', 'every code that is known, or those of one place').choices(placeNames))
    .addHelpText(
      'after',
      '\nWorks offline; sends nothing.\n\nExamples:\n  slack-tokens why channel_not_found\n  pbpaste | slack-tokens why\n  slack-tokens why --list webhook',
    )
    .action((text: string[], options: WhyOptions) => why(text, options, context()))
}

/** A meaning as it is shown; `exit` is the exit code of a command of ours that meets it. */
interface Meaning extends Pick<ErrorFacts, 'means' | 'next'> {
  readonly code: string
  readonly place: ErrorPlace
  readonly exit: number
}

/**
 * Says what a code means wherever it occurs, and what to do next. JSON: `{ code, meanings: [{ code, place, means, next,
 * exit }], needed, provided, passedUri, scope }`, the last four where the text names them.
 * @throws CliError usage, code `unknown_code`, details `suggestions`: nothing in the text is known.
 */
export async function why(text: readonly string[], options: WhyOptions, context: Context): Promise<void> {
  const { terminal } = context
  if (options.list !== undefined) {
    const requested = options.list === true ? placeNames : [options.list]
    const rows = requested.flatMap((place) => Object.keys(errors[place]).flatMap((code) => meaningsOf(code, place)))
    terminal.result(rows, (paint) => listText(rows, { width: terminal.width, paint }))
    return
  }
  const said = text.length === 0 || (text.length === 1 && text[0] === '-') ? await piped(context) : text.join(' ')
  const refusal = findRefusal(said)
  if (!refusal?.known) throw unknown(refusal)
  const meanings = meaningsOf(refusal.code, refusal.place).map((meaning) => madeExact(meaning, refusal))
  const { known: _known, place: _place, ...found } = refusal
  terminal.result({ ...found, meanings }, (paint) =>
    meaningText({ refusal, meanings }, { width: terminal.width, paint }),
  )
}

async function piped(context: Context): Promise<string> {
  try {
    const text = await context.readInput()
    if (text.trim() === '') throw new CliError('usage', 'Nothing came on standard input', { code: 'no_input' })
    return text
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'no_input') throw error
    throw new CliError('usage', 'There is nothing to explain', {
      code: 'usage',
      hint: 'Name a code: slack-tokens why channel_not_found   or pipe a text in: pbpaste | slack-tokens why   or see them all: slack-tokens why --list',
    })
  }
}

/** At one place if the code is known there, else at every place. */
function meaningsOf(code: string, place: ErrorPlace | undefined): Meaning[] {
  const all = errorMeanings(code)
  const there = all.filter((one) => one.place === place)
  return (there.length > 0 ? there : all).map(({ place: at, means, next, ending }) => ({
    code,
    place: at,
    means,
    next,
    exit: exitReasons[ending].code,
  }))
}

/** The next step with what the text itself names. */
function madeExact(meaning: Meaning, { code, needed, provided, passedUri }: ErrorText): Meaning {
  if (code === 'missing_scope' && needed) return { ...meaning, next: neededAdvice({ needed, provided }) }
  if (code === 'bad_redirect_uri' && passedUri === '')
    return { ...meaning, next: `No redirect URL is saved for the app. ${meaning.next}` }
  return meaning
}

interface WhySheet {
  readonly width: number
  readonly paint: ChalkInstance
}

function meaningText(
  { refusal, meanings }: { refusal: ErrorText; meanings: readonly Meaning[] },
  sheet: WhySheet,
): string {
  const { needed, provided, passedUri, scope } = refusal
  const named = [
    ['needed', needed],
    ['provided', provided],
    ['redirect URL passed', passedUri],
    ['scope', scope],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []))
  const head = [sheet.paint.bold(refusal.code), ...named.map((line) => `  ${line}`)]
  return [...head, ...meanings.flatMap((meaning) => ['', ...block(meaning, sheet)])].join('\n')
}

function block({ place, means, next, exit }: Meaning, { width, paint }: WhySheet): string[] {
  const [first = '', ...more] = paragraph(next, { width, indent: 4 })
  return [
    paint.dim(`${places[place]}   (exit code ${exit})`),
    ...paragraph(means, { width, indent: 2 }),
    `  ${paint.cyan('→')} ${first.trimStart()}`,
    ...more,
  ]
}

function listText(rows: readonly Meaning[], { width, paint }: WhySheet): string {
  const lines = (place: ErrorPlace) =>
    rows
      .filter((row) => row.place === place)
      .flatMap(({ code, means }) => [`  ${paint.bold(code)}`, ...paragraph(means, { width, indent: 6 })])
  return placeNames
    .filter((place) => rows.some((row) => row.place === place))
    .map((place) => [paint.dim(`${place}: ${places[place]}`), ...lines(place)].join('\n'))
    .join('\n\n')
}

function unknown(refusal: ErrorText | undefined): CliError {
  const suggestions = refusal ? nearest(refusal.code, errorCodes()) : []
  // Only what has the form of a code is repeated: anything else may be a secret.
  const word = refusal && /^[a-z]+(?:_[a-z]+)*$/i.test(refusal.code) ? refusal.code : undefined
  return new CliError(
    'usage',
    word
      ? `“${word}” is not a code that is known here`
      : 'Nothing in the text is an error of Slack’s that is known here',
    {
      code: 'unknown_code',
      hint:
        suggestions.length > 0
          ? `Perhaps: slack-tokens why ${suggestions.join(', or ')}`
          : 'See all that are known: slack-tokens why --list',
      details: { suggestions },
    },
  )
}
