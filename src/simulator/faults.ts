import { json, type Reply } from './http.ts'
import type { World } from './world.ts'

/** A staged failure: the next matching requests fail so. */
export interface Fault {
  /** API method, `authorize`, `webhook`, `upload`, or `*`. */
  on: string
  /** A Slack error code, or one of `429`, `500`, `html`, `cut`, `drop-after-commit`, `slow:MS`. */
  what: string
  times: number
  after: number
  retryAfter?: number
}

/** A request that is understood and not answered yet: where staged failures come in, and what the log says of it. */
export interface Plan {
  /** API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  perform(): Performed
  /** The answer that carries a Slack error code in this place: JSON, a page, or the text of a webhook. */
  refuse(code: string): Performed
}

export interface Performed {
  readonly reply: Reply
  /** Slack's error code; null when it went well. */
  readonly error: string | null
  /** Who acts, `bot:U…` or `user:U…`. */
  readonly as: string | null
}

/** What a fault may be told to do: `times` is 1 and `after` 0 unless told. */
export type FaultOrder = Pick<Fault, 'on' | 'what'> & Partial<Pick<Fault, 'times' | 'after' | 'retryAfter'>>

/** Stages a failure. @throws TypeError when the order makes no sense. */
export function addFault(world: World, { on, what, times = 1, after = 0, retryAfter }: FaultOrder): Fault {
  const counts = (value: number, least: number) => Number.isInteger(value) && value >= least
  if (on === '' || !/^(slow:\d{1,6}|[\w-]{1,80})$/.test(what)) {
    throw new TypeError(
      'A fault needs on (a method, authorize, webhook or *) and what (an error code, 429, 500, html, cut, drop-after-commit, slow:MS)',
    )
  }
  if (!counts(times, 1) || !counts(after, 0) || !counts(retryAfter ?? 0, 0)) {
    throw new TypeError('times, after and retryAfter are whole numbers')
  }
  const fault: Fault = { on, what, times, after, ...(retryAfter !== undefined && { retryAfter }) }
  world.state.faults.push(fault)
  world.changed()
  return fault
}

/** The staged failure that is due for this request, counted down; undefined when there is none. */
export function takeFault(world: World, what: string): Fault | undefined {
  const { faults } = world.state
  if (faults.length === 0) return undefined
  for (const fault of faults) {
    if (fault.on !== what && fault.on !== '*') continue
    world.changed()
    if (fault.after > 0) {
      fault.after -= 1
      continue
    }
    fault.times -= 1
    if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1)
    return fault
  }
  return undefined
}

/** Answers as the fault says. `cut`, `drop-after-commit` and `slow:MS` do what was asked first. */
export async function applyFault(fault: Fault, plan: Plan): Promise<Performed> {
  const { what } = fault
  if (what === '429' || what === 'ratelimited' || what === 'rate_limited') {
    const headers = { 'retry-after': String(fault.retryAfter ?? 1) }
    return failed(json(429, { ok: false, error: 'ratelimited' }, headers), 'ratelimited')
  }
  if (what === '500') return failed(json(500, { ok: false, error: 'internal_error' }), 'internal_error')
  if (what === 'html')
    return failed({ status: 502, headers: { 'content-type': 'text/html' }, body: badGateway }, 'html')
  if (what === 'cut' || what === 'drop-after-commit') {
    const { reply, as } = plan.perform()
    return { reply: { ...reply, broken: what === 'cut' ? 'cut' : 'dropped' }, error: what, as }
  }
  if (what.startsWith('slow:')) {
    await new Promise((resolve) => setTimeout(resolve, Number(what.slice('slow:'.length))))
    return plan.perform()
  }
  return plan.refuse(what)
}

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'

function failed(reply: Reply, error: string): Performed {
  return { reply, error, as: null }
}
