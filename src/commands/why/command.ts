import { type Command, Option } from 'commander'
import { firstInstallNote } from '../../config/first-install.ts'
import { CliError } from '../../errors.ts'
import { readIfFile } from '../../input/read-if-file.ts'
import type { Context } from '../../runtime/context.ts'
import { bareWord } from '../../slack/facts/known-errors/codes-in-text.ts'
import { readablePart } from '../../slack/facts/known-errors/find.ts'
import { fold } from '../../slack/facts/known-errors/fold.ts'
import { statusesIn } from '../../slack/facts/known-errors/http-status.ts'
import { networkCodeIn } from '../../slack/facts/known-errors/network-in-text.ts'
import { allCodes } from '../../slack/facts/known-errors/tables.ts'
import type { ErrorSource } from '../../slack/facts/known-errors/types.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { type ErrorText, findRefusal } from './error-text.ts'
import { meaningsAt, meaningsFound, placeNames } from './meanings.ts'
import { listText, meaningText } from './screen.ts'

interface WhyOptions {
  /** The place whose errors to list, or true to list the errors of all places. */
  readonly list?: ErrorSource | true
}

/** Adds arguments, options, help and action to the command `why`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument(
      '[text...]',
      'a code, an HTTP status, the text of a page, an answer, a message or a log, or a file with it; - or nothing for standard input',
    )
    .addOption(
      new Option('--list [place]', 'list every known code and sentence, or those of one place').choices(placeNames),
    )
    .addHelpText(
      'after',
      '\nWorks offline; sends nothing.\n\nExamples:\n  slack-tokens why channel_not_found\n  slack-tokens why 429\n  slack-tokens why app.log\n  pbpaste | slack-tokens why\n  slack-tokens why --list webhook',
    )
    .action((text: string[], options: WhyOptions) => why(text, options, context()))
}

/**
 * Prints the meaning of an error code or an error sentence at each place where the error occurs, and what to do next.
 * With `--json`, prints `{ code, meanings: [{ code, place, means, next, exit, inYourApp, text, by, cause }], needed,
 * provided, passedUri, scope, host, problems, method }`. The meaning of a code has `exit` if a command of this program
 * can fail with this code, and `inYourApp` if the app's own install route can cause the error. The meaning of a sentence
 * has `text`, `by` and `cause`. Each of the last seven fields is present only if the text names its value.
 * @throws CliError with the exit reason `usage` and the code `unknown_code`: the text contains no known error. Similar
 * codes are in `details.suggestions`.
 */
export async function why(text: readonly string[], options: WhyOptions, context: Context): Promise<void> {
  const { terminal } = context
  if (options.list !== undefined) {
    if (text.length > 0)
      throw new CliError('usage', 'A text and --list exclude each other', {
        code: 'usage',
        hint: 'Explain the text: slack-tokens why CODE   or list: slack-tokens why --list',
      })
    const rows = (options.list === true ? placeNames : [options.list]).flatMap(meaningsAt)
    terminal.result(rows, (paint) => listText(rows, { width: terminal.width, paint }))
    return
  }
  const input = await inputOf(text, context)
  const found = findRefusal(input)
  if (!found?.known) throw unknown(found, otherCallIn(readablePart(input)))
  const meanings = meaningsFound(found, bareWord(readablePart(input)) !== undefined)
  const { known: _known, place: _place, sentence: _sentence, ...named } = found
  terminal.result({ ...named, meanings }, (paint) => meaningText(found, meanings, { width: terminal.width, paint }))
  const nexts = meanings.map(({ next }) => next)
  const note = firstInstallNote(nexts, await context.store.read())
  if (note !== undefined) terminal.note(note)
}

/** Returns the code of a failed call to any host in a text: of its connection, otherwise of its HTTP status. */
function otherCallIn(plain: string): string | undefined {
  return networkCodeIn(fold(plain)) ?? statusesIn(plain)[0]?.code.replace('http_', '')
}

/**
 * Returns the text to explain: the content of standard input, the content of the file that the only argument names, or
 * the arguments themselves.
 */
async function inputOf(text: readonly string[], context: Context): Promise<string> {
  const [first, ...others] = text
  if (first === undefined || (first === '-' && others.length === 0)) return await piped(context)
  const { cwd, signal } = context
  const isName = others.length === 0 && !/\n/.test(first)
  const file = isName ? await readIfFile(first, { cwd, signal, command: 'slack-tokens why' }) : undefined
  return file?.text ?? text.join(' ')
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

/**
 * Returns the error for a text without a known error.
 * @param otherCall the code or status of a failed call that the text does not connect with Slack; undefined when it has
 * none.
 */
function unknown(refusal: ErrorText | undefined, otherCall: string | undefined): CliError {
  const suggestions = refusal ? nearest(refusal.code, allCodes()) : otherCall ? [otherCall] : []
  return new CliError('usage', unknownMessage(refusal), {
    code: 'unknown_code',
    hint:
      !refusal && otherCall
        ? `The text does not name Slack. If it is of a call to Slack: slack-tokens why ${otherCall}`
        : suggestions.length > 0
          ? `Perhaps: slack-tokens why ${suggestions.join(', or ')}`
          : refusal && isStatus(refusal.code)
            ? 'It comes from a proxy, from another address or from an app: log the address and the body. All that are known: slack-tokens why --list network'
            : 'See all that are known: slack-tokens why --list   For an answer, a token or a link: slack-tokens explain',
    details: { suggestions },
  })
}

/** The message repeats only a word that has the form of a code or a status, because any other word can be a secret. */
function unknownMessage(refusal: ErrorText | undefined): string {
  if (refusal && isStatus(refusal.code)) return `Slack is not known to answer with HTTP status ${refusal.code}`
  return refusal && /^[a-z]+(?:_[a-z]+)*$/i.test(refusal.code)
    ? `“${refusal.code}” is not a code that is known here`
    : 'Nothing in the text is an error of Slack’s that is known here'
}

function isStatus(code: string): boolean {
  return /^\d{3}$/.test(code)
}
