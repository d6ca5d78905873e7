import { renameSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { CliError, systemCode } from '../../errors.ts'
import { writeQuickly } from '../../fs/atomic-write.ts'
import { fileFailure } from '../../fs/file-error.ts'
import { readPlainFile } from '../../fs/named-file.ts'
import { tooLarge } from '../../fs/not-read.ts'
import { fits } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import { listOf, object, oneOf, optional, record, text, wholeNumber } from '../../shape/shape.ts'
import { maskTokens } from '../../slack/facts/mask.ts'
import { looksReal } from './real-token.ts'
import type { WorldState } from './types.ts'

/** Maximum size of the file in bytes. A larger state is not saved, and a larger file counts as damaged. */
const mostBytes = 256_000_000

/** The shortest time in milliseconds between a change and the next save. */
const pause = 50
/** The longest such time, unless saving would then take more than a tenth of all time. */
const longest = 10_000

export interface StateFile {
  /**
   * Returns the state in the file; undefined when there is no file or it is damaged.
   * @throws CliError when the file cannot be read, or a newer version wrote it
   */
  load(): WorldState | undefined
  /** Saves `state` after a short time. This function is called after every change, so it returns at once. */
  save(state: WorldState): void
  /** Saves at once every change that is not saved yet. */
  flush(): void
}

/**
 * Returns the functions that read and write the simulator's state file (0600, compact JSON, without tokens of the real
 * Slack). A damaged file is renamed with a warning, because test data is not important enough to stop the program. Only
 * the process that has the lock on the file can use these functions.
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
      // A token of the real Slack in a message or a name was put there by mistake, so it is masked.
      const json = maskTokens(JSON.stringify(state), looksReal)
      if (Buffer.byteLength(json) > mostBytes) throw tooLarge(mostBytes)
      // Waiting for the disk would stop every request for some milliseconds.
      writeQuickly(path, json)
      failed = false
    } catch (error) {
      // Warns only about the first failure, because the next change tries again and the state in memory is complete.
      if (!failed) warn(fileFailure(error, { path, action: 'written' }).message)
      failed = true
    }
    took = performance.now() - since
  }

  return {
    load: () => load(path, { now, warn }),
    save(state) {
      waiting = state
      // Nothing is answered while the state is saved, so saving takes a fortieth of the time; longer for a large state.
      timer ??= setTimeout(flush, Math.max(pause, Math.min(40 * took, longest), 10 * took))
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
    // If the file is too large or binary, it counts as damaged; any other error is thrown.
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
 * Parses the state. Returns only the version number when a newer version wrote it, and undefined when it is not a
 * state.
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
// A state that an older version saved does not have all of these lists.
const laterRecords = optional(records)

/** The shape of the state, complete enough to recognize a file that was cut off or changed by hand. */
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
