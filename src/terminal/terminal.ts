import { Chalk, type ChalkInstance } from 'chalk'
import { withCommands } from '../runtime/credential-command.ts'
import { createKnownSecrets } from '../slack/facts/known-secrets.ts'
import { maskSecrets } from '../slack/facts/mask.ts'
import { lineMarks, withoutSigns } from './accessible.ts'
import type { Output } from './output.ts'
import { fieldOf, fieldText, pickField } from './pick-field.ts'
import { renameAdvice } from './rename-advice.ts'
import { jsonPieces, safeForTerminal, safeJson } from './safe-text.ts'
import { cutEnd } from './width.ts'
import { joinParagraphs, wrap } from './wrap.ts'

export interface Terminal {
  /** Whether a person can answer prompts. */
  readonly interactive: boolean
  /** Whether `--json` or `--field` was given. */
  readonly json: boolean
  /** The path of `--field`, the only part of the result to print; undefined without it. */
  readonly field: string | undefined
  /** Whether a result was printed. With `--json`, an error after the result must not print a second JSON document. */
  readonly answered: boolean
  /** Whether stdout is a terminal, so that JSON is printed with line breaks and indents. */
  readonly wide: boolean
  /** The width for a result: the width of the terminal on stdout, at least 60 and at most 110; 100 in a pipe. */
  readonly width: number
  /** The width of stderr; Infinity in a pipe, so that lines are not wrapped and people can search them. */
  readonly noteRoom: number
  /** Colours for stderr. Their level is 0 when colours are off, so callers need no check. */
  readonly paint: ChalkInstance
  /**
   * Prints a result: `value` as JSON with `--json`, otherwise the result of `text`, which is called with the width
   * (Infinity in a pipe); with `--field`, only that value. A function as `value` is called only for JSON or a field, so a
   * long list is not built twice. Masks secrets unless `secret` is set. Wraps lines at a terminal and puts the name to
   * type into commands, unless `exact` is set: output for another program must not be changed.
   * @throws CliError with the exit reason `usage` and the code `no_such_field`: the result has no such field
   */
  result(
    value: unknown,
    text: (paint: ChalkInstance, room: number) => string,
    options?: { secret?: boolean; exact?: boolean },
  ): void
  /**
   * Prints one line of a result that arrives in parts, with secrets masked. Resolves when the line was written, so that
   * a slow reader slows down the writer. Resolves with false when the reader has closed the pipe. With `--field`, the
   * line must be a JSON document, and only the value of that field is printed.
   */
  part(line: string): Promise<boolean>
  /** The width for a help text: the width of the terminal on stdout, at most 110; 80 in a pipe. */
  readonly helpWidth: number
  /** Prints help on stdout, as the result of --help. */
  help(text: string): void
  /** Prints a line for people on stderr, but not with `--quiet`. */
  note(text: string): void
  /** Prints a note, unless the same text was printed before. */
  noteOnce(text: string): void
  done(text: string): void
  /** Prints a warning for people on stderr, also with `--quiet`. */
  warn(text: string): void
  /** Prints what to do after a failure, as `warn` does. */
  hint(text: string): void
  fail(text: string): void
  /** Prints one line of the HTTP trace, only with `--verbose`. A function is called only then. */
  trace(text: string | (() => string)): void
  /** Prints one line for another program on stderr: not wrapped, and also with `--quiet`. */
  noteLine(line: string): void
  /** Masks `secret` in all later output, in any encoding. */
  conceal(secret: string): void
  /** Returns a text with its secrets masked, and safe for a terminal, as all output is. */
  masked(text: string): string
  /** Returns the result of `work`. Until it ends, shows `label` at a terminal, or what `label` returns at the moment. */
  wait<T>(label: string | (() => string), work: Promise<T>): Promise<T>
  /** Resolves when all output was written. @throws the first write error, except for a closed pipe. */
  flush(): Promise<void>
}

export interface TerminalOptions {
  readonly stdout: Output
  readonly stderr: Output
  readonly interactive: boolean
  readonly json: boolean
  readonly field?: string | undefined
  readonly quiet: boolean
  readonly verbose: boolean
  readonly accessible?: boolean
  /** Puts what the person has to type in place of the program’s name in the command lines of a text. */
  readonly rename?: ((text: string) => string) | undefined
  /** chalk's colour level for each stream, 0 to 3. */
  readonly colour: { readonly stdout: ChalkInstance['level']; readonly stderr: ChalkInstance['level'] }
}

const clearLine = '\r\u001b[2K'

/** Returns a terminal that prints results on stdout, and everything for people on stderr. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr, rename = (text: string) => text } = options
  const paint = new Chalk({ level: options.colour.stderr })
  const resultPaint = new Chalk({ level: options.colour.stdout })
  const concealed = createKnownSecrets()
  let failure: Error | undefined
  const onError = (error: NodeJS.ErrnoException) => {
    // EPIPE is not a failure: the reader has closed the pipe early.
    if (error.code !== 'EPIPE') failure ??= error
  }
  let read = true
  let answered = false
  const noted = new Set<string>()
  stdout.on('error', (error) => {
    // Remember this error, because no property of stdout shows that the reader has closed the pipe.
    read = false
    onError(error)
  })
  stderr.on('error', onError)

  const conceal = (text: string) => maskSecrets(text, concealed)
  // Waits can be nested; only the innermost wait draws its line.
  const waits: (string | (() => string))[] = []
  // Do not wrap lines in a pipe, so that people can search them.
  const roomOf = (stream: TerminalOptions['stdout']) => (stream.isTTY && stream.columns ? stream.columns : Infinity)
  const helpWidth = stdout.isTTY ? Math.min(stdout.columns || 80, 110) : 80
  const marks = lineMarks(options.accessible ?? false, paint)
  const spoken = options.accessible ? withoutSigns : (text: string) => text
  const talk = (text: string) =>
    void stderr.write(
      `${waits.length > 0 ? clearLine : ''}${wrap(rename(spoken(safeForTerminal(conceal(text)))), roomOf(stderr))}\n`,
    )

  return {
    get interactive() {
      return options.interactive
    },
    json: options.json || options.field !== undefined,
    field: options.field,
    get answered() {
      return answered
    },
    wide: stdout.isTTY ?? false,
    width: Math.min(Math.max(stdout.columns || 100, 60), 110),
    get noteRoom() {
      return roomOf(stderr)
    },
    helpWidth,
    paint,
    result(given, text, { secret = false, exact = false } = {}) {
      answered = true
      const value = () => (typeof given === 'function' ? (given as () => unknown)() : given)
      const masked = secret ? (one: string) => one : conceal
      const each = (one: unknown) => (exact ? one : renameAdvice(one, rename))
      if (options.field !== undefined) {
        const found = fieldOf(withCommands(each(value())), options.field)
        const shown = fieldText(found, (one) => safeJson(one, 0, masked))
        stdout.write(`${masked(safeForTerminal(shown))}\n`)
      } else if (options.json) {
        for (const piece of jsonPieces(value(), stdout.isTTY ? 2 : 0, { each, text: masked })) stdout.write(piece)
      } else {
        const shown = masked(safeForTerminal(text(resultPaint, roomOf(stdout))))
        stdout.write(`${exact ? shown : wrap(rename(spoken(shown)), roomOf(stdout))}\n`)
      }
    },
    async part(line) {
      answered = true
      if (!read || !stdout.writable) return false
      const { field } = options
      const text = field === undefined ? line : fieldText(pickField(JSON.parse(line), field), JSON.stringify)
      await new Promise<void>((resolve) => stdout.write(`${conceal(safeForTerminal(text))}\n`, () => resolve()))
      return read && stdout.writable
    },
    help: (text) => void stdout.write(wrap(joinParagraphs(rename(text)), helpWidth)),
    note: (text) => options.quiet || talk(text),
    noteOnce(text) {
      if (options.quiet || noted.has(text)) return
      noted.add(text)
      talk(text)
    },
    done: (text) => options.quiet || talk(`${marks.done} ${text}`),
    warn: (text) => talk(`${marks.warn} ${text}`),
    hint: (text) => talk(`${marks.hint} ${text}`),
    fail: (text) => talk(`${marks.fail} ${text}`),
    trace: (text) => options.verbose && talk(paint.dim(typeof text === 'string' ? text : text())),
    noteLine: (line) => void stderr.write(`${conceal(safeForTerminal(line))}\n`),
    masked: (text) => conceal(safeForTerminal(text)),
    // Shorter texts occur in ordinary sentences.
    conceal: (secret) => void (secret.length >= 6 && concealed.add(secret)),
    async wait(label, work) {
      if (!stderr.isTTY || options.quiet || !options.interactive) return await work
      if (options.accessible) {
        talk(`${typeof label === 'string' ? label : label()} …`)
        return await work
      }
      const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
      let frame = 0
      const draw = () => {
        if (waits.at(-1) !== label) return
        const text = safeForTerminal(conceal(typeof label === 'string' ? label : label()))
        // Cut the line to the width, because a line that the terminal wraps cannot be cleared.
        const shown = cutEnd(text, roomOf(stderr) - 3)
        stderr.write(`${clearLine}${paint.cyan(frames[frame++ % frames.length] ?? '')} ${shown}`)
      }
      waits.push(label)
      draw()
      const timer = setInterval(draw, 80)
      try {
        return await work
      } finally {
        clearInterval(timer)
        waits.splice(waits.lastIndexOf(label), 1)
        stderr.write(clearLine)
      }
    },
    async flush() {
      for (const stream of [stdout, stderr]) {
        // A stream that has failed tells its listeners of the error a moment later.
        if (stream.writable) await new Promise<void>((resolve) => stream.write('', () => resolve()))
        else await new Promise((resolve) => setImmediate(resolve))
      }
      if (failure) throw failure
    },
  }
}
