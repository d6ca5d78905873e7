import { refuse } from '../state/refusal.ts'
import type { OpenCall } from './method.ts'

/** One page of a list, and the cursor of the next page. As in Slack, the cursor is empty on the last page. */
export interface ResultPage<Item> {
  readonly items: readonly Item[]
  readonly next: string
}

export interface Paging<Item> {
  /** The word before the id in Slack's cursors: `team` in `team:C…`, or `user`. */
  readonly prefix: string
  readonly id: (item: Item) => string
  /** The number of items on a page when `limit` is missing or 0. */
  readonly usual: number
}

/** The largest `limit` that Slack accepts. */
const most = 1000

/** Reads `limit` as a number, or `usual` when it is missing or 0. Returns undefined when it is invalid. */
export function readLimit(args: OpenCall['args'], usual: number): number | undefined {
  const text = args['limit'] ?? ''
  if (text === '' || text === '0') return usual
  const limit = Number(text)
  return Number.isInteger(limit) && limit > 0 && limit <= most ? limit : undefined
}

/** Returns the text as a cursor, in base64 as Slack's cursors are. */
export function encodeCursor(text: string): string {
  return Buffer.from(text).toString('base64')
}

/**
 * Decodes a cursor; returns undefined when it is not valid base64. `Buffer` decodes any text, so the result is encoded
 * again and compared with the cursor.
 */
export function decodeCursor(cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64').toString()
  return encodeCursor(text) === cursor ? text : undefined
}

/** Returns the page that `limit` and `cursor` select. @throws Refused `invalid_limit`, `invalid_cursor` */
export function pageOf<Item>(
  items: readonly Item[],
  args: OpenCall['args'],
  { prefix, id, usual }: Paging<Item>,
): ResultPage<Item> {
  const limit = readLimit(args, usual)
  if (limit === undefined) refuse('invalid_limit')
  const cursor = args['cursor'] ?? ''
  const from = cursor === '' ? 0 : items.findIndex((item) => encodeCursor(`${prefix}:${id(item)}`) === cursor)
  if (from === -1) refuse('invalid_cursor')
  const following = items[from + limit]
  return {
    items: items.slice(from, from + limit),
    next: following === undefined ? '' : encodeCursor(`${prefix}:${id(following)}`),
  }
}
