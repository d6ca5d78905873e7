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

/** Maximum size of the file in bytes; larger data is not saved, and a larger file is not read. */
const mostBytes = 256_000_000

/** Milliseconds between a change and its save. */
const pause = 50

export interface StateFile {
  /** Reads the stored state; returns undefined when there is none yet. */
  load(): WorldState | undefined
  /** Saves `state` after a short time. Every change calls this function, so it returns fast. */
  save(state: WorldState): void
  /** Saves changes that are not saved yet. */
  flush(): void
}

/**
 * Opens the file that stores the simulator's state (0600, compact JSON, without tokens of the real Slack). A damaged
 * file is renamed, and a warning names it; test data is not important enough to stop the program. Only the owner of the
 * file's lock can use it.
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
      // A real token in a message or a name is there by mistake, so it is masked.
      const json = maskTokens(JSON.stringify(state), looksReal)
      if (Buffer.byteLength(json) > mostBytes) throw tooLarge(mostBytes)
      writeDurably(path, json)
      failed = false
    } catch (error) {
      // Warns only once, because the next change tries again and the state in memory is complete.
      if (!failed) warn(fileFailure(error, { path, action: 'written' }).message)
      failed = true
    }
    took = performance.now() - since
  }

  return {
    load: () => load(path, { now, warn }),
    save(state) {
      waiting = state
      // Saving a large state takes long, so it is saved less often.
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
    // A file that is too large or binary is damaged, whatever the cause.
    if (code !== 'input_too_large' && code !== 'binary_input') throw fileFailure(error, { path, action: 'read' })
  }
  if (typeof state === 'number') throw newer(path, state)
  if (state) return state
  const aside = `${path}.damaged-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`
  renameSync(path, aside)
  warn(`The simulator’s data in ${path} is damaged. It was renamed to ${aside}, and the simulator starts with new data`)
  return undefined
}

/**
 * Parses the state. Returns the version number if it is newer than this program, and undefined if it is not a state.
 */
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
// The state of an older version does not have all of these lists.
const laterRecords = optional(records)

/** A shape that is complete enough to reject a file that was cut off or changed by hand. */
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
      hint: `Update slack-tokens, or remove the file to start with new data: ${path}`,
    },
  )
}
