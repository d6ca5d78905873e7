import { createHmac } from 'node:crypto'
import type { World } from './types.ts'

/** `length` random characters, which follow from the seed and the number of draws before. */
export function draw(world: World, alphabet: string, length: number): string {
  world.state.counter += 1
  const bytes = createHmac('sha512', world.state.seed).update(String(world.state.counter)).digest()
  return Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('')
}

/** An id in Slack's form, `C0SIMAB12`. */
export function newId(world: World, letter: string): string {
  return `${letter}0SIM${draw(world, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 6)}`
}

/** A message's `ts`: the time in seconds with six decimals, never twice the same. `at` in milliseconds since 1970. */
export function newTs(world: World, at: number = world.now()): string {
  const next = Math.max(Math.round(at * 1000), microseconds(world.state.lastTs) + 1)
  world.state.lastTs = `${Math.floor(next / 1e6)}.${String(next % 1e6).padStart(6, '0')}`
  return world.state.lastTs
}

/** The later of two `ts`. Compared as numbers, as text 999.000000 would be later than 1000.000000. */
export function laterTs(one: string, other: string): string {
  return microseconds(one) < microseconds(other) ? other : one
}

/** A whole number, which doubles hold exactly until the year 2255. */
function microseconds(ts: string): number {
  const [seconds = '', fraction = ''] = ts.split('.')
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'))
}
