import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface PortOwner {
  /** The name of the process in the operating system's list of processes: `node`. */
  readonly name: string
  readonly pid: number
}

/** Maximum number of file descriptors to examine: a busy computer has tens of thousands. */
const mostDescriptors = 20_000
/** The code of a listening socket in /proc/net/tcp. */
const listening = '0A'

/**
 * Returns the process that listens on a port. Linux shows it in /proc, only for processes of the same account
 * (proc_pid_net(5), proc_pid_fd(5)). Undefined when it is not known. Never throws.
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

/**
 * Matches the local addresses in /proc/net/tcp and tcp6 of a socket that loopback connections reach: all addresses
 * (zeros), the loopback address, or the IPv4 loopback address written as IPv6.
 */
const reachable = /^(?:0{8}|0100007F|0{32}|0{24}01000000|0{16}FFFF00000100007F)$/

/** Returns the ports on which processes of this computer listen, each once; empty when /proc does not show them. */
export function portsOf(pids: readonly number[]): readonly number[] {
  const sockets = new Set(pids.flatMap(socketsOf))
  if (sockets.size === 0) return []
  const found = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((path) => (attempt(() => readFileSync(path, 'utf8')) ?? '').split('\n'))
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      const [address = '', port = ''] = local.split(':')
      return state === listening && reachable.test(address) && sockets.has(`socket:[${inode}]`)
        ? [Number.parseInt(port, 16)]
        : []
    })
  return [...new Set(found)]
}

function socketsOf(pid: number): readonly string[] {
  const descriptors = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? []
  return descriptors.flatMap((one) => attempt(() => readlinkSync(`/proc/${pid}/fd/${one}`)) ?? [])
}

/** Returns the inodes of the sockets that listen on a port, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/)
    return state === listening && local?.endsWith(`:${hex}`) && inode ? [inode] : []
  })
}

/**
 * Returns the result of `look`. Undefined when `look` throws: the process may have exited, or may belong to another
 * user.
 */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
