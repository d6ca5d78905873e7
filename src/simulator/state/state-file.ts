import { renameSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { CliError, systemCode } from '../../errors.ts'
import { writeDurably } from '../../fs/atomic-write.ts'
import { fileFailure } from '../../fs/file-error.ts'
import { readPlainFile } from '../../fs/named-file.ts'
import { tooLarge } from '../../fs/not-read.ts'
import { fits } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import { listOf, object, oneOf, optional, record, text, wholeNumber } from '../../shape/shape.ts'
import { maskTokens } from '../../slack/facts/mask.ts'
import { looksReal } from './real-token.ts'
import type { WorldState } from './types.ts'

/** Bytes: a larger world is neither saved nor read. */
const mostBytes = 256_000_000

/** Milliseconds between a change and its way to the disk. */
const pause = 50

export interface StateFile {
  /** The kept world; undefined when there is none yet. */
  load(): WorldState | undefined
  /** Notes that `state` is to be saved soon. Cheap: called at every change. */
  save(state: WorldState): void
  /** Saves what is still to be saved. */
  flush(): void
}

/**
 * The file that keeps a simulated world (0600, compact JSON; no token of the real Slack in it). A damaged one is set aside under a name that is told: a
 * practice world is no reason to stop. Must be used by the owner of its lock only.
 */
export function createStateFile(
  path: string,
  { now, warn }: { now: () => number; warn: (text: string) => void },
): StateFile {
  let waiting: WorldState | undefined
  let timer: NodeJS.Timeout | undefined
  let failed = false
  let took = 0

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (!waiting) return
    const state = waiting
    waiting = undefined
    const since = performance.now()
    try {
      // What looks like a token of the real Slack came here by mistake, in a message or a name.
      const json = maskTokens(JSON.stringify(state), looksReal)
      if (Buffer.byteLength(json) > mostBytes) throw tooLarge(mostBytes)
      writeDurably(path, json)
      failed = false
    } catch (error) {
      // Once: the next change tries again, and the world in memory goes on.
      if (!failed) warn(fileFailure(error, { path, action: 'written' }).message)
      failed = true
    }
    took = performance.now() - since
  }

  return {
    load: () => load(path, { now, warn }),
    save(state) {
      waiting = state
      // A large world under load must not spend its time on being saved.
      timer ??= setTimeout(flush, Math.max(pause, 10 * took))
    },
    flush,
  }
}

function load(
  path: string,
  { now, warn }: { now: () => number; warn: (text: string) => void },
): WorldState | undefined {
  let state: WorldState | number | undefined
  try {
    state = parse(readPlainFile(path, mostBytes))
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return undefined
    // Whatever made it so, a file like that holds no world.
    if (code !== 'input_too_large' && code !== 'binary_input') throw fileFailure(error, { path, action: 'read' })
  }
  if (typeof state === 'number') throw newer(path, state)
  if (state) return state
  const aside = `${path}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`
  renameSync(path, aside)
  warn(`The simulator’s world in ${path} is damaged. It is kept as ${aside}, and a new one begins`)
  return undefined
}

/** Its version when that is a newer one, undefined when it can't be a world. */
function parse(json: string): WorldState | number | undefined {
  try {
    const value: unknown = JSON.parse(json)
    if (isRecord(value) && typeof value['version'] === 'number' && value['version'] > 1) return value['version']
    return isWorld(value) ? value : undefined
  } catch {
    return undefined
  }
}

const records = listOf(record)
// A world of before there was one of these has no list of them.
const laterRecords = optional(records)

/** As much of it as tells a world from a file that was cut off or changed by hand. */
const outline = object({
  version: oneOf(1),
  seed: text,
  counter: wholeNumber,
  lastTs: text,
  workspace: object({ id: text }),
  apps: listOf(record, { least: 1 }),
  ...{ people: records, channels: records, installs: records, tokens: records, codes: records },
  ...{ webhooks: records, log: records, faults: records },
  ...{ files: laterRecords, scheduled: laterRecords, views: laterRecords, triggers: laterRecords },
})

function isWorld(value: unknown): value is WorldState {
  return fits(outline, value)
}

function newer(path: string, version: number): CliError {
  return new CliError(
    'failed',
    `${path} was written by a newer slack-tokens (version ${version} of the file; this one knows 1)`,
    {
      code: 'newer_file',
      hint: `Update slack-tokens, or begin a new practice world: remove ${path}`,
    },
  )
}
