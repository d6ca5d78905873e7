import type { Command } from 'commander'
import { CliError } from '../errors.ts'
import { shellWord } from '../terminal/shell-word.ts'
import { fullName } from './defined-program.ts'

/** The commands that would post the JSON as a text. */
const posting: readonly string[] = ['post', 'webhook', 'sim say']

/**
 * Refuses `--json '{"text":"hi"}'` for a command whose argument is a text. Other tools take the body there; here --json
 * chooses the output, and the JSON would be posted as it is.
 * @param argv the command line; its word `at` is the JSON
 * @throws CliError with the exit reason `usage`; its hint is a command line that posts the text of the JSON, or all of it
 */
export function refuseJsonBody(called: Command, argv: readonly string[], at: number): void {
  const name = fullName(called).replace('slack-tokens ', '')
  const body = posting.includes(name) ? bodyOf(argv[at] ?? '') : undefined
  if (!body) return
  const hint = name === 'post' && needsCall(body) ? callWith(body, called.args) : sayText(body, { called, argv, at })
  throw new CliError('usage', `--json of ${name} is only for its output, and takes no message`, {
    code: 'usage',
    hint: hint ?? `Give the text as an argument, and blocks as a file: slack-tokens ${name} --help`,
  })
}

type Body = Readonly<Record<string, unknown>>

interface Typed {
  readonly called: Command
  readonly argv: readonly string[]
  readonly at: number
}

function bodyOf(word: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(word)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {}
  } catch {
    // The start of a JSON value with a mistake in it.
    return {}
  }
}

function needsCall({ text, channel, ...others }: Body): boolean {
  return Object.keys(others).length > 0 || (channel !== undefined && typeof text === 'string')
}

/** Returns the sentence with the call that sends the whole body, to the channel that was typed. */
function callWith(body: Body, [channel]: readonly string[]): string {
  const typed = channel === undefined || channel.startsWith('{') ? body : { channel, ...body }
  return `Send the whole body: slack-tokens call chat.postMessage ${shellWord(JSON.stringify(typed))} --json`
}

/** Returns the sentence with the same command line and the text in place of the JSON; undefined for other bodies. */
function sayText({ text, ...others }: Body, { called, argv, at }: Typed): string | undefined {
  if (typeof text !== 'string' || text === '' || Object.keys(others).length > 0) return undefined
  // The first of two arguments is the channel, which a link in an option can name.
  const { thread, update } = called.opts<{ thread?: string; update?: string }>()
  const lacksChannel = called.args.length < called.registeredArguments.length && (thread ?? update) === undefined
  const words = lacksChannel ? ['#general', text] : [text]
  const line = argv.flatMap((word, index) => (index === at ? words : index === at - 1 ? [] : [word]))
  return `Give the text as an argument: ${['slack-tokens', ...line, '--json'].map(shellWord).join(' ')}`
}
