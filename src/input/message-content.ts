import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { readText } from './arguments.ts'
import { readJson } from './json-text.ts'

/** The content of a message. */
export interface PostContent {
  readonly text?: string
  readonly blocks?: readonly unknown[]
  readonly attachments?: readonly unknown[]
}

/**
 * Maximum number of characters in a text; Slack cuts off the rest (docs.slack.dev/reference/methods/chat.postMessage).
 */
const mostText = 40_000

/** Maximum number of blocks in a message (docs.slack.dev/reference/block-kit/blocks). */
const mostBlocks = 50

/**
 * Reads text and blocks; `-` is standard input.
 * @param blocks a file with a JSON array of blocks, or with `{ "blocks": […] }` as Block Kit Builder copies it.
 * @throws CliError with the exit reason `usage` when a file cannot be read or has another form; with the exit reason
 * `slack` and the code `no_text` or `msg_too_long` when Slack would refuse the message.
 */
export async function readContent(
  given: { readonly text: string | undefined; readonly blocks: string | undefined },
  context: Pick<Context, 'readInput' | 'cwd' | 'signal' | 'terminal'>,
): Promise<PostContent> {
  const file = given.blocks === undefined ? undefined : await readBlocks(given.blocks, context)
  const text = given.text === '-' ? (await context.readInput()).replace(/\r?\n$/, '') : given.text
  const content = { ...file, ...(text !== undefined && { text }) }
  checkText(content)
  if (content.blocks && content.text === undefined) {
    context.terminal.note(
      context.terminal.paint.dim('(blocks alone: a text besides is what notifications and screen readers show)'),
    )
  }
  return content
}

function checkText({ text, blocks, attachments }: PostContent): void {
  if (text !== undefined && text.length > mostText) {
    throw foreseen(
      'msg_too_long',
      `The text has ${text.length} characters, and Slack cuts off what is beyond ${mostText}`,
      'Shorten it, or share it as a file: slack-tokens upload FILE "#general"',
    )
  }
  if (text !== undefined && text.trim() === '' && !blocks && !attachments) {
    throw foreseen('no_text', 'The text is empty', 'Give one, such as "hello"; with - it is read from standard input')
  }
}

/** Returns the error for a message that Slack would refuse with this code. Nothing was sent, so it is a usage error. */
function foreseen(code: 'msg_too_long' | 'no_text', message: string, hint: string): CliError {
  return new CliError('usage', message, { code, hint })
}

async function readBlocks(
  path: string,
  context: Pick<Context, 'readInput' | 'cwd' | 'signal' | 'terminal'>,
): Promise<PostContent> {
  const what = path === '-' ? 'Standard input' : path
  const json = readJson(await readText(path, '--blocks', context), what)
  if (Array.isArray(json)) return { blocks: checked(json, 'blocks', what) }
  const payload = typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}
  const { blocks, attachments, text } = payload
  if (!Array.isArray(blocks) && !Array.isArray(attachments)) {
    throw notBlocks(what, 'holds neither an array of blocks nor an object with “blocks”')
  }
  const ignored = Object.keys(payload).filter((key) => !['blocks', 'attachments', 'text'].includes(key))
  if (ignored.length > 0) context.terminal.warn(`Not taken from ${what}: ${ignored.join(', ')}`)
  return {
    ...(Array.isArray(blocks) && { blocks: checked(blocks, 'blocks', what) }),
    ...(Array.isArray(attachments) && { attachments }),
    ...(typeof text === 'string' && { text }),
  }
}

/** Returns the blocks after a check that each has a `type`. Slack itself reports faults in other fields. */
function checked(blocks: readonly unknown[], path: string, what: string): readonly unknown[] {
  if (blocks.length === 0) throw notBlocks(what, 'holds no block')
  if (blocks.length > mostBlocks)
    throw notBlocks(what, `holds ${blocks.length} blocks, and a message takes ${mostBlocks}`)
  for (const [index, block] of blocks.entries()) {
    const place = `${path}[${index}]`
    if (typeof block !== 'object' || block === null || Array.isArray(block))
      throw notBlocks(what, `${place} is no object`)
    const type: unknown = (block as { type?: unknown }).type
    if (typeof type !== 'string')
      throw notBlocks(what, `${place}.type is ${type === undefined ? 'missing' : 'no text'}`)
  }
  return blocks
}

function notBlocks(what: string, why: string): CliError {
  const separator = why.startsWith('holds') ? ' ' : ': '
  return new CliError('usage', `${what}${separator}${why}`, {
    code: 'invalid_blocks',
    hint: 'It looks like [{"type":"section","text":{"type":"mrkdwn","text":"*hello*"}}]; Block Kit Builder copies it so',
  })
}
