import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import { CliError, systemCode } from '../errors.ts'
import { fits } from '../shape/problems.ts'
import { also, count, object, optional, plain, record, text, wholeNumber } from '../shape/shape.ts'

/** The content of a lock file: the process that owns the lock, and the note of this process. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** On Linux: the namespace of `pid`. A container has its own namespace, often with the same host name. */
  readonly namespace?: string | undefined
  /**
   * On Linux: when the process started, in clock ticks since the boot. It shows whether another process reuses the pid.
   */
  readonly started?: string | undefined
  /** When the lock was taken, in milliseconds since 1970. */
  readonly at: number
  readonly nonce: string
  readonly note: Readonly<Record<string, unknown>>
}

export interface LockFile {
  /** The owner. Undefined while the file is incomplete: the owner is still writing the file, or died while writing. */
  readonly holder: Holder | undefined
  /** A text that identifies this lock file: a file that replaces it has another text. */
  readonly identity: string
  /** Milliseconds since the file was last written. */
  readonly age: number
}

/** Maximum number of bytes to read; a lock file has about two hundred. */
const mostBytes = 65_536

/**
 * Reads a lock file. Null when there is none.
 * @throws CliError when the path is a link or a folder; otherwise a Node.js system error.
 */
export function readLockFile(path: string, now: number): LockFile | null {
  try {
    const stats = lstatSync(path)
    if (!stats.isFile()) {
      throw new CliError(
        'failed',
        `${path} is ${stats.isSymbolicLink() ? 'a link' : 'not a file'}, so it can't be a lock`,
        {
          hint: `Look at what it is; if nothing needs it, remove it: rm ${path}`,
        },
      )
    }
    const holder = stats.size > mostBytes ? undefined : parseHolder(readFileSync(path, 'utf8'))
    return { holder, identity: holder?.nonce ?? `${stats.ino} ${stats.mtimeMs}`, age: now - stats.mtimeMs }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

function parseHolder(json: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return fits(holderShape, value) ? value : undefined
  } catch {
    return undefined
  }
}

const holderShape = object<Holder>({
  pid: also(
    wholeNumber,
    plain<number>('above 0', (value) => Number(value) > 0),
  ),
  host: text,
  namespace: optional(text),
  started: optional(text),
  at: count,
  nonce: text,
  note: record,
})

// An owner writes the file within a millisecond of creating it; two seconds allow for a busy machine.
const unfinishedLifetime = 2_000
// A process on another host cannot be checked, so its lock expires after some time without an update.
const remoteLifetime = 120_000

/** Whether the process that took the lock still holds it, as far as this process can know. */
export function isAlive({ holder, age }: LockFile): boolean {
  if (!holder) return age < unfinishedLifetime
  if (holder.host !== hostname() || holder.namespace !== pidNamespace()) return age < remoteLifetime
  if (!isRunning(holder.pid)) return false
  const seen = processState(holder.pid)
  if (!seen) return true
  // A zombie has exited and cannot release its lock; a container without an init never removes its zombies.
  return !'ZX'.includes(seen.state) && (holder.started === undefined || holder.started === seen.started)
}

/** Returns the owner fields for this process. */
export function thisProcess(): Pick<Holder, 'pid' | 'host' | 'namespace' | 'started'> {
  return { pid, host: hostname(), namespace: pidNamespace(), started: processState(pid)?.started }
}

function isRunning(process: number): boolean {
  try {
    kill(process, 0)
    return true
  } catch (error) {
    // EPERM means that the process runs, and belongs to another user.
    return systemCode(error) === 'EPERM'
  }
}

function pidNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return undefined
  }
}

/**
 * Returns the state and the start time of a process: the fields 3 and 22 of /proc/PID/stat (proc(5)). The fields are
 * counted after the name of the process, which can contain spaces and brackets. Undefined when they cannot be read.
 */
function processState(process: number): { state: string; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, started] = [fields[0], fields[19]]
    return state && started ? { state, started } : undefined
  } catch {
    return undefined
  }
}
