import type { Values } from '../../input/arguments.ts'
import type { Answer } from '../../slack/client/client.ts'
import { warningsOf } from '../../slack/facts/warnings.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { cutTo, following, listIn, withPageSize } from './page-cursor.ts'

export interface Paginating {
  readonly method: string
  readonly values: Values
  /** The maximum number of items to print; undefined for all items. */
  readonly most: number | undefined
  readonly send: (values: Values) => Promise<Answer>
  /** Returns the error for an answer with `ok: false`. */
  readonly refusal: (body: Answer['body']) => Error
}

/** Prints pages one at a time, so that only one page is in memory. */
interface Sink {
  /** Prints one page. Resolves with false when nobody reads the output any more. */
  page(body: Answer['body'], items: readonly unknown[]): Promise<boolean>
  end(): Promise<unknown>
}

/**
 * Fetches and prints all pages: Slack's answers, one per line, or with `--json` one array of all items.
 * @throws CliError when Slack answers `ok: false` or a request fails, after printing the earlier pages.
 */
export async function paginate(paginating: Paginating, terminal: Terminal): Promise<void> {
  const sink = terminal.json ? arrayOf(terminal) : linesOf(terminal)
  const done = { pages: 0, items: 0 }
  const warnings = new Set<string>()
  let begun = false
  try {
    for await (const body of pagesOf(paginating, done, terminal)) {
      begun = true
      for (const warning of warningsOf(body)) warnings.add(warning)
      if (!(await sink.page(body, listIn(body)?.items ?? []))) return
    }
  } catch (error) {
    if (begun) await sink.end()
    throw error
  }
  await sink.end()
  for (const warning of warnings) terminal.note(terminal.paint.dim(warning))
  terminal.note(terminal.paint.dim(`${done.items} items on ${done.pages} ${done.pages === 1 ? 'page' : 'pages'}`))
}

/**
 * Yields the pages, the last one without the items after `most`. If Slack answers `ok: false`, yields the answer and
 * then throws.
 */
async function* pagesOf(
  { method, values, most = Number.POSITIVE_INFINITY, send, refusal }: Paginating,
  done: { pages: number; items: number },
  terminal: Terminal,
): AsyncGenerator<Answer['body']> {
  let next: Values | undefined = withPageSize(method, values, most)
  while (next) {
    const requested: Values = next
    const label = () => `${method}: page ${done.pages + 1}${done.items > 0 ? `, ${done.items} items so far` : ''}`
    const { body } = await terminal.wait(label, send(requested))
    done.pages += 1
    if (body['ok'] !== true) {
      if (!terminal.json || done.pages === 1) await terminal.part(safeJson(body, terminal.wide ? 2 : 0))
      throw refusal(body)
    }
    const list = listIn(body)
    const left = most - done.items
    done.items += Math.min(list?.items.length ?? 0, left)
    yield list && list.items.length > left ? cutTo(body, list, left) : body
    if (!list) terminal.warn(`The answer of ${method} has no list, so there are no pages`)
    next = list && done.items < most ? following(requested, body) : undefined
  }
}

function linesOf(terminal: Terminal): Sink {
  return {
    page: (body) => terminal.part(safeJson(body, terminal.wide ? 2 : 0)),
    end: () => Promise.resolve(),
  }
}

/**
 * Returns a sink that prints one JSON array, one item per line. It prints an item only when it knows whether a comma
 * must follow.
 */
function arrayOf(terminal: Terminal): Sink {
  let pending: string | undefined
  let open = false
  const start = async () => {
    if (!open) await terminal.part('[')
    open = true
  }
  return {
    async page(_body, items) {
      await start()
      const lines = items.map((item) => safeJson(item, 0))
      const last = lines.pop()
      if (last === undefined) return true
      const ready = [...(pending === undefined ? [] : [pending]), ...lines].map((line) => `${line},`)
      pending = last
      return ready.length === 0 || (await terminal.part(ready.join('\n')))
    },
    async end() {
      await start()
      await terminal.part(pending === undefined ? ']' : `${pending}\n]`)
    },
  }
}
