import { isRecord } from '../../shape/record.ts'
import type { MessageStream, TaskUpdate } from '../state/agent-types.ts'
import type { Message } from '../state/content-types.ts'
import { refuse, refuseArguments } from '../state/refusal.ts'
import { blockProblems } from './block-kit.ts'
import { parseList } from './message-content.ts'
import type { Call } from './method.ts'

/** Maximum number of characters in `markdown_text` (docs.slack.dev/reference/methods/chat.startStream). */
const mostText = 12_000
const mostBlocks = 50
const taskStates = ['pending', 'in_progress', 'complete', 'error']

/** One entry of the argument `chunks`; the types are those of `chunk` in @slack/types. */
type Chunk =
  | { readonly type: 'markdown_text'; readonly text: string }
  | { readonly type: 'plan_update'; readonly title: string }
  | { readonly type: 'task_update'; readonly task: TaskUpdate }
  | { readonly type: 'blocks'; readonly blocks: readonly unknown[] }

/**
 * Reads the arguments `markdown_text` and `chunks` as one list, the text first.
 * @throws Refused `msg_too_long`, `invalid_arguments`, `invalid_blocks`
 */
export function readChunks(args: Call['args']): Chunk[] {
  const text = args['markdown_text'] ?? ''
  if (text.length > mostText) refuse('msg_too_long')
  const list = parseList(args['chunks'])
  if (list === null) refuseArguments('must be a list [json-pointer:/chunks]')
  const read = (list ?? []).map((one, index) => readChunk(one) ?? wrongChunk(index))
  return [...(text === '' ? [] : [{ type: 'markdown_text' as const, text }]), ...read]
}

function wrongChunk(index: number): never {
  refuseArguments(`failed to match all allowed schemas [json-pointer:/chunks/${index}]`)
}

function readChunk(value: unknown): Chunk | undefined {
  if (!isRecord(value)) return undefined
  const { type, text, title, blocks } = value
  if (type === 'markdown_text') return typeof text === 'string' ? { type, text } : undefined
  if (type === 'plan_update') return typeof title === 'string' ? { type, title } : undefined
  if (type === 'blocks') return Array.isArray(blocks) ? { type, blocks: checkedBlocks(blocks) } : undefined
  const task = type === 'task_update' ? readTask(value) : undefined
  return task && { type: 'task_update', task }
}

function readTask({ id, title, status, details, output, sources }: Readonly<Record<string, unknown>>) {
  if (typeof id !== 'string' || typeof title !== 'string') return undefined
  if (typeof status !== 'string' || !taskStates.includes(status)) return undefined
  return {
    id,
    title,
    status,
    ...(typeof details === 'string' && { details }),
    ...(typeof output === 'string' && { output }),
    ...(Array.isArray(sources) && { sources }),
  }
}

function checkedBlocks(blocks: readonly unknown[]): readonly unknown[] {
  const problems = blockProblems(blocks, mostBlocks)
  if (problems.length > 0) refuse('invalid_blocks', { errors: [...problems] })
  return blocks
}

/**
 * Adds chunks to a streamed message. Text goes to the end of the message. A task replaces the earlier state of the task
 * with the same id.
 */
export function applyChunks(
  message: Pick<Message, 'text' | 'blocks'>,
  stream: MessageStream,
  chunks: readonly Chunk[],
): void {
  for (const piece of chunks) {
    if (piece.type === 'markdown_text') message.text += piece.text
    else if (piece.type === 'plan_update') stream.planTitle = piece.title
    else if (piece.type === 'blocks') stream.blocks.push(...piece.blocks)
    else updateTask(stream, piece.task)
  }
  const blocks = [...taskBlocks(stream), ...stream.blocks]
  if (blocks.length > 0) message.blocks = blocks
}

/** Adds a task, or changes the task with this id. A field that the update does not have keeps its value. */
function updateTask({ tasks }: MessageStream, update: TaskUpdate): void {
  const known = tasks.find(({ id }) => id === update.id)
  if (known) Object.assign(known, update)
  else tasks.push(update)
}

/** Returns the tasks as blocks of type `plan` or `task_card` (docs.slack.dev/reference/block-kit/blocks). */
function taskBlocks({ display, planTitle, tasks }: MessageStream): object[] {
  const cards = tasks.map(({ id, title, status, details, output, sources }) => ({
    type: 'task_card',
    task_id: id,
    title,
    status,
    ...(details !== undefined && { details: paragraph(details) }),
    ...(output !== undefined && { output: paragraph(output) }),
    ...(sources !== undefined && { sources }),
  }))
  const isPlan = display === 'plan' || planTitle !== undefined
  if (!isPlan) return cards
  return cards.length > 0 || planTitle !== undefined ? [{ type: 'plan', title: planTitle ?? '', tasks: cards }] : []
}

function paragraph(text: string): object {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }
}
