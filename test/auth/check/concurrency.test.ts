import { EventEmitter, once } from 'node:events'
import { expect, it } from 'vitest'
import { createConcurrencyLimit } from '../../../src/auth/check/concurrency.ts'

/** Returns tasks that end when `end` is called with their number, and the numbers of the taken and the ended tasks. */
function manyTasks(count: number) {
  const taken: number[] = []
  const ended: number[] = []
  const ends = new Map<number, (error?: Error) => void>()
  function* tasks() {
    for (let number = 1; number <= count; number += 1) {
      taken.push(number)
      yield async () => {
        await new Promise<void>((resolve, reject) => {
          ends.set(number, (error) => (error ? reject(error) : resolve()))
        })
        ended.push(number)
      }
    }
  }
  const end = async (number: number, error?: Error) => {
    ends.get(number)?.(error)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { tasks: tasks(), taken, ended, end }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

it('takes a task only when the task before it has started', async () => {
  const { tasks, taken, ended, end } = manyTasks(5)
  const running = createConcurrencyLimit(2).run(tasks)
  await soon()
  // The third task was taken, and waits for a free place.
  expect(taken).toEqual([1, 2, 3])
  await end(2)
  expect(taken).toEqual([1, 2, 3, 4])
  for (const number of [1, 3, 4, 5]) await end(number)
  await running
  expect(ended).toEqual([2, 1, 3, 4, 5])
})

it('rejects with the first error when the running tasks have ended, and starts no more tasks', async () => {
  const { tasks, taken, ended, end } = manyTasks(9)
  const running = createConcurrencyLimit(2).run(tasks)
  const settled = running.then(
    () => 'ended',
    ({ message }: Error) => message,
  )
  await soon()
  await end(1, new Error('first'))
  expect(await Promise.race([settled, Promise.resolve('running')])).toBe('running')
  await end(2, new Error('second'))
  expect(await settled).toBe('first')
  expect([taken, ended]).toEqual([[1, 2, 3], []])
})

it('starts the next task while one sleeps, and wakes the sleeper before it starts more tasks', async () => {
  const gate = createConcurrencyLimit(1)
  const steps: string[] = []
  const alarm = new EventEmitter()
  const clock = gate.clock({ now: () => 0, sleep: async () => void (await once(alarm, 'wake')) })
  const task = (name: string) => async () => {
    steps.push(name)
    await soon()
  }
  const sleeper = async () => {
    await clock.sleep(1)
    steps.push('awake')
  }
  const waking = async () => {
    steps.push(`${gate.paused} paused`)
    alarm.emit('wake')
    await soon()
  }
  await gate.run([sleeper, waking, task('third'), task('fourth')])
  expect(steps).toEqual(['1 paused', 'third', 'awake', 'fourth'])
})
