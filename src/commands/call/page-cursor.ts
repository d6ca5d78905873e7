import { CliError } from '../../errors.ts'
import type { Values } from '../../input/arguments.ts'
import type { Answer } from '../../slack/client/client.ts'

type PageAnswer = Answer['body']

/** The list in a page, with its path, for example `channels`, or `messages.matches` in a search. */
export interface PageList {
  readonly path: readonly string[]
  readonly items: readonly unknown[]
}

/** Methods that use page numbers instead of cursors. The argument `count` is their page size. */
const countsPages = /^(search\..+|files\.list|stars\.list|team\.(accessLogs|integrationLogs))$/

/**
 * Adds a page size if the call has none: Slack's recommended page size, but at most `most`. Without a page size, some
 * methods try to return everything.
 */
export function withPageSize(method: string, values: Values, most: number): Values {
  const name = countsPages.test(method) ? 'count' : 'limit'
  if (Object.hasOwn(values, name)) return values
  return { ...values, [name]: String(Math.min(name === 'count' ? 100 : 200, most)) }
}

/**
 * Returns the arguments for the next page; undefined after the last page.
 * @throws CliError with the exit reason `failed` and the code `endless_pages`: the cursor in the answer is the cursor
 * of the request.
 */
export function following(values: Values, body: PageAnswer): Values | undefined {
  const cursor = record(body['response_metadata'])['next_cursor']
  if (typeof cursor === 'string' && cursor !== '') {
    if (values['cursor'] === cursor) {
      throw new CliError('failed', 'Slack names this page as its own next page, so the list would never end', {
        code: 'endless_pages',
        hint: 'Try again later; --limit N stops after N items',
      })
    }
    return { ...values, cursor }
  }
  const paging = [body, ...Object.values(body)].map((part) => record(record(part)['paging'])).find(isPaging)
  if (!paging) return undefined
  const page = Number(paging['page'])
  return page < Number(paging['pages']) ? { ...values, page: String(page + 1) } : undefined
}

function isPaging(paging: PageAnswer): boolean {
  return Number.isInteger(paging['page']) && Number.isInteger(paging['pages'])
}

/**
 * Returns the list in an answer: its first array, or the first `matches` of a search result. Undefined without either.
 */
export function listIn(body: PageAnswer): PageList | undefined {
  for (const [key, value] of Object.entries(body)) {
    if (Array.isArray(value) && key !== 'warnings') return { path: [key], items: value }
  }
  for (const [key, value] of Object.entries(body)) {
    const matches = record(value)['matches']
    if (Array.isArray(matches)) return { path: [key, 'matches'], items: matches }
  }
  return undefined
}

/** Returns a copy of an answer with only the first `most` items of its list. */
export function cutTo(body: PageAnswer, { path, items }: PageList, most: number): PageAnswer {
  const [key = '', inner] = path
  const first = items.slice(0, most)
  return { ...body, [key]: inner === undefined ? first : { ...record(body[key]), [inner]: first } }
}

function record(value: unknown): PageAnswer {
  return typeof value === 'object' && value !== null ? (value as PageAnswer) : {}
}
