import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface PortOwner {
  /** As the system shows it in its list of processes, `node`. */
  readonly name: string
  readonly pid: number
}

/** Descriptors that are looked at before giving up: a busy machine has tens of thousands. */
const mostDescriptors = 20_000
/** State of a listening socket in /proc/net/tcp. */
const listening = '0A'

/**
 * Which process listens on a port, as far as this account may see: Linux tells it in /proc, and only of one's own
 * processes (proc_pid_net(5), proc_pid_fd(5)). Undefined everywhere else. Never throws.
 */
export function portOwner(port: number): PortOwner | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => attempt(() => readFileSync(path, 'utf8')) ?? '')
  const wanted = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`))
  if (wanted.size === 0) return undefined
  let looked = 0
  for (const pid of attempt(() => readdirSync('/proc')) ?? []) {
    if (!/^\d+$/.test(pid)) continue
    for (const descriptor of attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? []) {
      looked += 1
      if (looked > mostDescriptors) return undefined
      const target = attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`))
      if (target === undefined || !wanted.has(target)) continue
      const name = attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
      return name ? { name, pid: Number(pid) } : undefined
    }
  }
  return undefined
}

/** The inodes of the sockets that listen on a port, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    return state === listening && local?.endsWith(`:${hex}`) && inode ? [inode] : []
  })
}

/** Processes end while they are looked at, and those of others may not be looked at. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
