import { CliError } from '../errors.ts'
import { mask } from '../slack/facts/token-kinds.ts'

/**
 * In the config file, a token or a secret of an app can be `{ "command": ["op", "read", "op://dev/slack/bot"] }`. The
 * command prints the secret each time that the secret is used. In memory, the field contains a reference to the
 * command. A reference is a text like every other secret. So records with the same command are equal, and a new secret
 * can replace the reference.
 *
 * References begin with a mark that is new in each process. So no text from outside can be a reference, and neither a
 * `.env` nor an answer of Slack can name a program to run.
 */
let mark: string | undefined

/** Returns the reference to the secret that a command prints. */
export function commandReference(words: readonly string[]): string {
  mark ??= `command-${globalThis.crypto.randomUUID()} `
  return mark + JSON.stringify(words)
}

/** Returns the words of the command that prints the secret; undefined for the secret itself. */
export function commandOf(secret: string): readonly string[] | undefined {
  if (mark === undefined || !secret.startsWith(mark)) return undefined
  return JSON.parse(secret.slice(mark.length)) as string[]
}

/** Returns a secret as it is shown on a screen: masked, or with the name of the program that prints it. */
export function shownSecret(secret: string): string {
  const words = commandOf(secret)
  return words ? `from ${words[0] ?? ''}` : mask(secret)
}

/** Returns a secret as `--json` prints it: masked, or the credential command, which is no secret. */
export function maskedSecret(secret: string): string {
  return commandOf(secret) ? secret : mask(secret)
}

/** A credential command in the format of the config file and of `--json`. */
export interface StoredCommand {
  readonly command: readonly string[]
}

/**
 * Returns the value, with each reference replaced by its form in the config file. A value without a reference is
 * returned unchanged.
 */
export function withCommands<T>(value: T): T {
  if (mark === undefined) return value
  const text = JSON.stringify(value)
  return text.includes(mark) ? (JSON.parse(text, toStored) as T) : value
}

function toStored(_key: string, value: unknown): unknown {
  const words = typeof value === 'string' ? commandOf(value) : undefined
  return words ? ({ command: words } satisfies StoredCommand) : value
}

/** Returns a reference for a credential command from the config file; any other value is returned as is. */
export function fromStored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value
  const { command } = value as { readonly command?: unknown }
  return Array.isArray(command) && isCommand(command) ? commandReference(command) : value
}

function isCommand(words: readonly unknown[]): words is readonly string[] {
  return words.length > 0 && words.every((word) => typeof word === 'string') && problemOf(words) === undefined
}

/** Characters that have a meaning in a shell, outside of quotes. */
const shellOnly = /[|&;<>$`(){}*?\n]/

/**
 * Splits the line of a credential command into words, as a POSIX shell does, but expands nothing. The program is
 * started without a shell, so a `$` or `;` in a path does not run anything.
 * @param flag the option whose value is the line, for messages
 * @throws CliError with the exit reason `usage` and the code `bad_credential_command`
 */
export function parseCredentialCommand(line: string, flag: string): readonly string[] {
  const { words, problem } = splitWords(line)
  const wrong = problem ?? problemOf(words)
  if (wrong === undefined) return words
  throw new CliError('usage', `${flag}: ${wrong}`, {
    code: 'bad_credential_command',
    hint: `Give one program with its arguments: ${flag} 'op read op://dev/slack/secret'   for a pipe or a variable: ${flag} "sh -c '…'"`,
  })
}

function problemOf(words: readonly string[]): string | undefined {
  const [program = ''] = words
  if (program.trim() === '') return 'the command is empty'
  if (/[/\\]/.test(program) && !/^(?:\/|~\/|[A-Za-z]:[\\/])/.test(program)) {
    return `${program} is a relative path, which is another program in each folder`
  }
  return words.some((word) => word.includes('\0')) ? 'the command has a NUL character' : undefined
}

function splitWords(line: string): { readonly words: readonly string[]; readonly problem?: string } {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < line.length; index++) {
    const char = line.charAt(index)
    if (quote !== '') {
      if (char === quote) quote = ''
      else if (char === '\\' && quote === '"' && /["\\]/.test(line.charAt(index + 1))) word += line.charAt(++index)
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char) && char !== '\n') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (shellOnly.test(char)) {
      return { words, problem: `${char === '\n' ? 'a line break' : char} has no meaning, because no shell runs it` }
    } else word = (word ?? '') + (char === '\\' && index + 1 < line.length ? line.charAt(++index) : char)
  }
  if (quote !== '') return { words, problem: `the quote ${quote} is not closed` }
  return { words: word === undefined ? words : [...words, word] }
}
