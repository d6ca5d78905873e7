import { setMaxListeners } from 'node:events'

/** A signal that must be ended when its work is done. */
export interface TimeLimit extends Disposable {
  /** Aborts with the reason of the outer signal, or with a `TimeoutError` after the time. */
  readonly signal: AbortSignal
}

/**
 * Returns a signal that aborts after `ms`, or when the outer signal aborts. `AbortSignal.any` does the same, but the
 * outer signal keeps a trace of each result: thousands of calls would fill the memory and slow down each other.
 */
export function createTimeLimit(outer: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  const pass = () => controller.abort(outer.reason)
  const timer = setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), ms)
  timer.unref()
  if (outer.aborted) pass()
  // Without this call, Node.js would warn about many listeners.
  setMaxListeners(0, outer)
  outer.addEventListener('abort', pass)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer)
      outer.removeEventListener('abort', pass)
    },
  }
}
