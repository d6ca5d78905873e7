import { parseJson } from '../../slack/facts/json-depth.ts'
import { type AnswerBody, fail, Refused } from '../state/refusal.ts'
import { blockProblems } from './block-kit.ts'
import type { OpenCall } from './method.ts'

/**
 * The maximum number of characters in `text`; Slack cuts off the rest
 * (docs.slack.dev/reference/methods/chat.postMessage).
 */
const mostText = 40_000

/** The content of a message, as read from the arguments of a method or of a webhook. */
export interface MessageContent {
  readonly text: string
  readonly blocks?: readonly unknown[]
  readonly attachments?: readonly unknown[]
  readonly truncated: boolean
}

/** Maximum number of blocks in a message. */
const mostBlocks = 50

/**
 * Reads `text`, `markdown_text`, `blocks` and `attachments`. When they are invalid, returns Slack's error answer; for
 * blocks it contains the path of the wrong block.
 */
export function readContent(args: OpenCall['args']): MessageContent | AnswerBody {
  const blocks = parseList(args['blocks'])
  if (blocks === null) return fail('invalid_blocks_format')
  const problems = blocks ? blockProblems(blocks, mostBlocks) : []
  if (problems.length > 0) return invalidBlocks(problems)
  // Slack ignores attachments that it cannot parse, so a call with nothing else gets the error `no_text`.
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
 * Reads the content of a message as `readContent` does.
 * @throws Refused with Slack's error code when the content is missing or invalid
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

/**
 * Parses a JSON array. Returns undefined when the text is missing or empty or the array is empty, and null when the
 * text is anything else.
 */
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
