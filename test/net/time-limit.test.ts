import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTimeLimit } from '../../src/net/time-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('aborts with a TimeoutError after the time', () => {
  using limit = createTimeLimit(new AbortController().signal, 1000)
  vi.advanceTimersByTime(999)
  expect(limit.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' })
})

it('aborts with the reason of the outer signal', () => {
  const outer = new AbortController()
  using limit = createTimeLimit(outer.signal, 1000)
  outer.abort('Ctrl-C')
  expect(limit.signal.reason).toBe('Ctrl-C')
})

it('is aborted at once when the outer signal is', () => {
  using limit = createTimeLimit(AbortSignal.abort('Ctrl-C'), 1000)
  expect(limit.signal.reason).toBe('Ctrl-C')
})

it('aborts all limits of an outer signal by one listener', () => {
  const outer = new AbortController()
  using first = createTimeLimit(outer.signal, 1000)
  using second = createTimeLimit(outer.signal, 1000)
  expect(getEventListeners(outer.signal, 'abort').length).toBe(1)
  outer.abort('Ctrl-C')
  expect([first.signal.reason, second.signal.reason]).toEqual(['Ctrl-C', 'Ctrl-C'])
})

it('leaves no listener and no timer behind', () => {
  const outer = new AbortController()
  const signals = Array.from({ length: 20 }, () => {
    using limit = createTimeLimit(outer.signal, 1000)
    return limit.signal
  })
  expect([getEventListeners(outer.signal, 'abort').length, vi.getTimerCount()]).toEqual([0, 0])
  outer.abort()
  expect(signals.some(({ aborted }) => aborted)).toBe(false)
})
