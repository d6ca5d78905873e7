import { createHmac } from 'node:crypto'
import type { World } from './types.ts'

/**
 * Returns `length` random characters of `alphabet`. They depend only on the seed and on the number of earlier calls.
 */
export function draw(world: World, alphabet: string, length: number): string {
  world.state.counter += 1
  const bytes = createHmac('sha512', world.state.seed).update(String(world.state.counter)).digest()
  return Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('')
}

/**
 * Returns a new id in Slack's format, such as `C0SIMAB12CD`.
 * @param letter the first letter of the id, such as `C` for a channel
 */
export function newId(world: World, letter: string): string {
  return `${letter}0SIM${draw(world, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 6)}`
}

/**
 * Returns a new `ts` for a message: `at` in seconds with six decimals, or slightly more, so that it is later than every
 * earlier `ts`.
 * @param at milliseconds since 1970
 */
export function newTs(world: World, at: number = world.now()): string {
  const next = Math.max(Math.round(at * 1000), microseconds(world.state.lastTs) + 1)
  world.state.lastTs = `${Math.floor(next / 1e6)}.${String(next % 1e6).padStart(6, '0')}`
  return world.state.lastTs
}

/**
 * Returns the later of two `ts`. They are compared as numbers, because as texts 999.000000 is greater than 1000.000000.
 */
export function laterTs(one: string, other: string): string {
  return microseconds(one) < microseconds(other) ? other : one
}

/** Converts a `ts` to a whole number of microseconds. A double represents these numbers exactly until the year 2255. */
function microseconds(ts: string): number {
  const [seconds = '', fraction = ''] = ts.split('.')
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'))
}
