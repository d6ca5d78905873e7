import type { Answer } from '../slack/client.ts'
import { safeJson, type Terminal } from '../terminal.ts'
import { cutTo, following, listIn, withPageSize } from './pages.ts'
import type { Values } from './values.ts'

export interface Paginating {
  readonly method: string
  readonly values: Values
  /** How many items at the most. */
  readonly most: number | undefined
  readonly send: (values: Values) => Promise<Answer>
  /** What an `ok: false` is called. */
  readonly refusal: (body: Answer['body']) => Error
}

/** Where pages go, one at a time, so that memory holds one page however many there are. */
interface Sink {
  /** Resolves with false when nobody reads any more. */
  page(body: Answer['body'], items: readonly unknown[]): Promise<boolean>
  end(): Promise<unknown>
}

/**
 * Asks page after page and prints each as it comes: Slack's own answers, one a line, or with `--json` one array of all
 * items.
 * @throws CliError for `ok: false`, after what came before it.
 */
export async function paginate({ method, values, most, send, refusal }: Paginating, terminal: Terminal): Promise<void> {
  const sink = terminal.json ? arrayOf(terminal) : linesOf(terminal)
  let next: Values | undefined = withPageSize(method, values, most)
  let printed = 0
  let pages = 0
  while (next) {
    const asked: Values = next
    const label = () => `${method}: page ${pages + 1}${printed > 0 ? `, ${printed} items so far` : ''}`
    const { body } = await terminal.wait(label, send(asked))
    const list = listIn(body)
    const left = most === undefined ? Number.POSITIVE_INFINITY : most - printed
    const shown = list && list.items.length > left ? cutTo(body, list, left) : body
    const items = list?.items.slice(0, left) ?? []
    if (body['ok'] !== true) {
      if (!terminal.json) await sink.page(body, [])
      await sink.end()
      throw refusal(body)
    }
    pages += 1
    printed += items.length
    if (!(await sink.page(shown, items))) return
    if (!list) terminal.warn(`${method} answered no list, so there are no pages`)
    next = list && printed < (most ?? Number.POSITIVE_INFINITY) ? following(asked, body) : undefined
  }
  await sink.end()
  terminal.note(terminal.paint.dim(`${printed} items on ${pages} ${pages === 1 ? 'page' : 'pages'}`))
}

function linesOf(terminal: Terminal): Sink {
  return {
    page: (body) => terminal.part(safeJson(body, terminal.wide ? 2 : 0)),
    end: () => Promise.resolve(),
  }
}

/** One JSON array, an item a line; the last item waits, as only the next one tells that a comma follows it. */
function arrayOf(terminal: Terminal): Sink {
  let held: string | undefined
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
      const ready = [...(held === undefined ? [] : [held]), ...lines].map((line) => `${line},`)
      held = last
      return ready.length === 0 || (await terminal.part(ready.join('\n')))
    },
    async end() {
      await start()
      await terminal.part(held === undefined ? ']' : `${held}\n]`)
    },
  }
}
