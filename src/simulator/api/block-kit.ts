import { isRecord } from '../../shape/record.ts'

/** A rule for one field of a block: the field's type, its limit, and whether it is required. */
interface Rule {
  readonly field: string
  /** The type of the field: a text object, a string, a list or an object. */
  readonly as: 'text' | 'string' | 'list' | 'object'
  /** Maximum number of characters, or of entries of a list. */
  readonly most?: number
  readonly optional?: true
}

/**
 * The types of blocks, each with rules for its fields (docs.slack.dev/reference/block-kit/blocks). For a type with an
 * empty list, no field is checked.
 */
const kinds: Readonly<Record<string, readonly Rule[]>> = {
  actions: [{ field: 'elements', as: 'list', most: 25 }],
  alert: [],
  call: [],
  card: [],
  carousel: [],
  container: [],
  context: [{ field: 'elements', as: 'list', most: 10 }],
  context_actions: [{ field: 'elements', as: 'list', most: 5 }],
  data_table: [],
  divider: [],
  file: [],
  header: [{ field: 'text', as: 'text', most: 150 }],
  image: [{ field: 'alt_text', as: 'string', most: 2000 }],
  input: [
    { field: 'label', as: 'text', most: 2000 },
    { field: 'element', as: 'object' },
  ],
  markdown: [{ field: 'text', as: 'string', most: 12_000 }],
  plan: [],
  rich_text: [{ field: 'elements', as: 'list' }],
  section: [
    { field: 'text', as: 'text', most: 3000, optional: true },
    { field: 'fields', as: 'list', most: 10, optional: true },
  ],
  table: [{ field: 'rows', as: 'list', most: 100 }],
  task_card: [],
  video: [
    { field: 'alt_text', as: 'string' },
    { field: 'title', as: 'text', most: 200 },
    { field: 'thumbnail_url', as: 'string' },
    { field: 'video_url', as: 'string' },
  ],
}

/**
 * Returns the problems in a list of blocks, in Slack's words, each with the path of the wrong value: `unsupported type:
 * box [json-pointer:/blocks/0/type]`. Checks types, required fields and lengths, but not the elements inside a block.
 * @param most maximum number of blocks: 50 in a message, 100 in a view
 * @param place the JSON pointer of the list
 */
export function blockProblems(blocks: readonly unknown[], most: number, place = '/blocks'): string[] {
  if (blocks.length > most) return [at(place, `no more than ${most} items allowed`)]
  return [...blocks.flatMap((block, index) => problemsOf(block, `${place}/${index}`)), ...twice(blocks, place)]
}

function problemsOf(block: unknown, place: string): string[] {
  if (!isRecord(block)) return [at(place, 'must be an object')]
  const { type } = block
  if (typeof type !== 'string') return [at(place, 'missing required field: type')]
  const rules = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!rules) return [at(`${place}/type`, `unsupported type: ${type}`)]
  const found = rules.flatMap((rule) => broken(block[rule.field], rule, place))
  if (type === 'section' && block['text'] === undefined && block['fields'] === undefined) {
    found.push(at(place, 'missing required field: text'))
  }
  if (type === 'image' && block['image_url'] === undefined && block['slack_file'] === undefined) {
    found.push(at(place, 'missing required field: image_url'))
  }
  return found
}

function broken(value: unknown, { field, as, most, optional }: Rule, place: string): string[] {
  const here = `${place}/${field}`
  if (value === undefined) return optional ? [] : [at(place, `missing required field: ${field}`)]
  if (as === 'text') return textProblems(value, most ?? Number.POSITIVE_INFINITY, here)
  if (as === 'list') {
    if (!Array.isArray(value)) return [at(here, 'must be an array')]
    return value.length > (most ?? Number.POSITIVE_INFINITY) ? [at(here, `no more than ${most} items allowed`)] : []
  }
  if (as === 'object') return isRecord(value) ? [] : [at(here, 'must be an object')]
  return typeof value === 'string' ? lengthProblems(value, most, here) : [at(here, 'must be a string')]
}

/** Returns the problems in a text object `{"type":"plain_text","text":"…"}`, in Slack's words. */
export function textProblems(value: unknown, most: number, place: string): string[] {
  if (!isRecord(value)) return [at(place, 'must provide an object')]
  const { type, text } = value
  if (type !== 'plain_text' && type !== 'mrkdwn') return [at(`${place}/type`, `unsupported type: ${String(type)}`)]
  if (typeof text !== 'string') return [at(place, 'missing required field: text')]
  return lengthProblems(text, most, `${place}/text`)
}

function lengthProblems(text: string, most = Number.POSITIVE_INFINITY, place: string): string[] {
  if (text === '') return [at(place, 'must be more than 0 characters')]
  return text.length > most ? [at(place, `must be less than ${most + 1} characters`)] : []
}

function twice(blocks: readonly unknown[], place: string): string[] {
  const ids = blocks.map((block) => (isRecord(block) ? block['block_id'] : undefined))
  const index = ids.findIndex((id, now) => typeof id === 'string' && ids.indexOf(id) < now)
  return index < 0 ? [] : [at(`${place}/${index}/block_id`, `"${String(ids[index])}" already exists`)]
}

function at(place: string, problem: string): string {
  return `${problem} [json-pointer:${place}]`
}
