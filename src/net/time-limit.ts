/** A signal that must be ended when its work is done. */
export interface TimeLimit extends Disposable {
  /** Aborts with the reason of the outer signal, or with a `TimeoutError` after the time. */
  readonly signal: AbortSignal
}

interface Follower {
  readonly controllers: Set<AbortController>
  readonly abort: () => void
}

/**
 * What each outer signal has to abort, by one listener for all. Node.js links the listeners of a signal to a list, and a
 * removed listener still points at the next one. So with a listener for each call, those of thousands of calls, and all
 * that belongs to the calls, would stay in the memory for long.
 */
const followers = new WeakMap<AbortSignal, Follower>()

function follow(outer: AbortSignal, controller: AbortController): void {
  const present = followers.get(outer)
  if (present) return void present.controllers.add(controller)
  const controllers = new Set([controller])
  const abort = () => {
    for (const one of controllers) one.abort(outer.reason)
  }
  followers.set(outer, { controllers, abort })
  outer.addEventListener('abort', abort)
}

function unfollow(outer: AbortSignal, controller: AbortController): void {
  const present = followers.get(outer)
  if (!present?.controllers.delete(controller) || present.controllers.size > 0) return
  followers.delete(outer)
  outer.removeEventListener('abort', present.abort)
}

/**
 * Returns a signal that aborts after `ms`, or when the outer signal aborts. `AbortSignal.any` does the same, but the
 * outer signal keeps a trace of each result: thousands of calls would fill the memory and slow down each other.
 */
export function createTimeLimit(outer: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), ms)
  timer.unref()
  if (outer.aborted) controller.abort(outer.reason)
  else follow(outer, controller)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer)
      unfollow(outer, controller)
    },
  }
}
