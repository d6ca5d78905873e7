import { parseJson } from '../../slack/facts/json-depth.ts'
import { type AnswerBody, fail, Refused } from '../state/refusal.ts'
import { blockProblems } from './block-kit.ts'
import type { OpenCall } from './method.ts'

/** Slack cuts `text` after this number of characters (docs.slack.dev/reference/methods/chat.postMessage). */
const mostText = 40_000

/** Content of a message, from the arguments of a method or a webhook. */
export interface MessageContent {
  readonly text: string
  readonly blocks?: readonly unknown[]
  readonly attachments?: readonly unknown[]
  readonly truncated: boolean
}

/** Maximum number of blocks in a message. */
const mostBlocks = 50

/**
 * Reads `text`, `markdown_text`, `blocks` and `attachments`. Returns Slack's failure when they are invalid; a failure
 * about blocks has the path of the block.
 */
export function readContent(args: OpenCall['args']): MessageContent | AnswerBody {
  const blocks = parseList(args['blocks'])
  if (blocks === null) return fail('invalid_blocks_format')
  const problems = blocks ? blockProblems(blocks, mostBlocks) : []
  if (problems.length > 0) return invalidBlocks(problems)
  // Slack ignores attachments that it cannot parse, so a call without text is then answered with no_text.
  const attachments = parseList(args['attachments']) ?? undefined
  if (attachments && attachments.length > 100) return fail('too_many_attachments')
  if (args['markdown_text'] && (args['text'] || blocks)) return fail('markdown_text_conflict')
  const text = args['text'] || args['markdown_text'] || ''
  if (text === '' && !blocks && !attachments) return fail('no_text')
  return {
    text: text.slice(0, mostText),
    truncated: text.length > mostText,
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
  }
}

/**
 * Reads the content of a message, for a method that requires it.
 * @throws Refused with Slack's code when the content is missing or invalid
 */
export function requireContent(args: OpenCall['args']): MessageContent {
  const content = readContent(args)
  if ('ok' in content) throw new Refused(content)
  return content
}

function invalidBlocks(problems: readonly string[]): AnswerBody {
  const messages = problems.map((problem) => `[ERROR] ${problem}`)
  return fail('invalid_blocks', { errors: problems, response_metadata: { messages } })
}

/** Parses a JSON array. Returns undefined for a missing or empty text, and null for any other value. */
export function parseList(json: string | undefined): unknown[] | undefined | null {
  if (json === undefined || json === '') return undefined
  try {
    const value: unknown = parseJson(json)
    if (!Array.isArray(value)) return null
    return value.length > 0 ? value : undefined
  } catch {
    return null
  }
}
