import { CliError } from '../errors.ts'
import { readNamedInput } from '../fs/named-file.ts'
import type { Context } from '../runtime/context.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { type Argument, isSecretKey, readArgument } from './argument.ts'
import { readJson } from './json-text.ts'

/** A map from argument name to value for one call. A text is as it was typed; any other value is parsed from JSON. */
export type Values = Readonly<Record<string, unknown>>

/**
 * Reads the arguments of a method from the command line, including files and standard input.
 * @param method the method to call, for hints.
 * @param input the value of `--input`: `-` or a file with the whole JSON object.
 * @throws CliError with the exit reason `usage` when an argument or the input cannot be read.
 */
export async function readValues(
  words: readonly string[],
  input: string | undefined,
  context: Pick<Context, 'readInput' | 'cwd' | 'signal' | 'terminal'>,
  method?: string,
): Promise<Values> {
  if (input !== undefined) {
    if (words.length > 0) {
      throw new CliError('usage', '--input is the whole of what is sent, so key=value has no place beside it', {
        hint: 'Put all arguments into the JSON object, or give all as key=value: key:=@file.json reads one from a file',
      })
    }
    const text = await readText(input, '--input', context)
    return readWhole(text, input === '-' ? 'Standard input' : input, context)
  }
  const [first = '', ...others] = words
  if (/^\s*[{[]/.test(first)) {
    if (others.length > 0) throw notAlone()
    return readTyped(first, method, context)
  }
  const list = words.map((word) => readArgument(word, method))
  checkOnce(list)
  const entries: [string, unknown][] = []
  for (const argument of list) entries.push([argument.key, await read(argument, context)])
  // fromEntries creates only own properties, so an argument named `__proto__` does not change a prototype.
  return Object.fromEntries(entries)
}

function checkOnce(list: readonly Argument[]): void {
  const twice = list.find(({ key }, index) => list.findIndex((other) => other.key === key) !== index)
  if (twice) {
    throw new CliError('usage', `${twice.key} is given twice`, {
      hint: `Slack takes lists with commas: ${twice.key}=one,two`,
    })
  }
  const piped = list.filter(({ from }) => from === 'stdin')
  if (piped.length > 1) {
    throw new CliError('usage', `Standard input can be one value, not ${piped.map(({ key }) => key).join(' and ')}`, {
      hint: 'Put the others into files: key=@file',
    })
  }
}

function notAlone(): CliError {
  return new CliError('usage', 'A JSON object is the whole of what is sent, so it stands alone', {
    hint: 'Put all arguments into the JSON object, or give all as key=value',
  })
}

/** Reads a JSON object that was typed as an argument, as Slack's CLI accepts it. */
function readTyped(typed: string, method = 'METHOD', context: Pick<Context, 'terminal'>): Values {
  const body = readWhole(typed, 'The JSON object', context)
  const key = Object.keys(body).find((one) => isSecretKey(one))
  if (key === undefined) return body
  throw new CliError('usage', `${key} is not given on the command line: other programs can read that`, {
    hint: `Pipe the JSON object in: slack-tokens call ${method} --input - < FILE`,
  })
}

/** Reads the JSON object with all arguments. @param source where it comes from, for messages. */
function readWhole(text: string, source: string, context: Pick<Context, 'terminal'>): Values {
  const body = readJson(text, source)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const wants = source === 'The JSON object' ? 'The JSON must be an object' : '--input wants a JSON object'
    throw new CliError('usage', `${wants}, with an argument of the method for each name`, {
      code: 'json_not_object',
      hint: '{"channel":"C012AB3CD","text":"hello"}',
    })
  }
  if (Object.hasOwn(body, 'token')) {
    throw new CliError('usage', 'The JSON holds a token, which Slack takes in a header only', {
      hint: 'Leave it out, and choose one with --as and --profile, or set SLACK_BOT_TOKEN or SLACK_USER_TOKEN',
    })
  }
  concealIn(body as Values, context)
  return body as Values
}

async function read(
  argument: Argument,
  context: Pick<Context, 'readInput' | 'cwd' | 'signal' | 'terminal'>,
): Promise<unknown> {
  const { key, from, json } = argument
  const raw =
    from === 'stdin'
      ? await context.readInput()
      : from === 'file'
        ? await readText(argument.text, key, context)
        : argument.text
  if (json) return readJson(raw, from === 'file' ? argument.text : key)
  // An editor or echo adds a final line break, which is not a part of the value.
  const value = from === 'text' ? raw : raw.replace(/\r?\n$/, '')
  concealIn({ [key]: value }, context)
  return value
}

/** Registers secrets among the values, so that they are masked in everything that is printed about the call. */
function concealIn(values: Values, { terminal }: Pick<Context, 'terminal'>): void {
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string' && (/secret|token|verifier|assertion/.test(key) || tokenKind(value)))
      terminal.conceal(value)
  }
}

/**
 * Reads the text for `key`, an argument or a flag, from a file or from standard input (`-`).
 * @throws CliError with the exit reason `usage` and the code `unreadable_file` when the text cannot be read.
 */
export async function readText(
  path: string,
  key: string,
  context: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
): Promise<string> {
  const refuse = (clause: string, cause: unknown) =>
    new CliError('usage', `${key}: ${path === '' ? 'no file is named after @' : `${path} ${clause}`}`, {
      code: 'unreadable_file',
      hint: key.startsWith('--')
        ? 'Name a file, or - for standard input'
        : `A text that begins with @ is written as JSON: ${key}:='"@…"'`,
      cause,
    })
  return await readNamedInput(path, context, { refuse })
}
