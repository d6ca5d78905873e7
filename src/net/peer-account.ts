import { readFileSync } from 'node:fs'

interface LoopbackPorts {
  /** The port of the other program. */
  readonly peer: number
  /** The port of this program. */
  readonly own: number
}

/**
 * Returns the user id of the program at the other end of a connection to 127.0.0.1. Linux lists it in /proc/net/tcp, or
 * in tcp6 for programs such as Java that use IPv6 sockets for everything (proc_pid_net(5)). Undefined when the
 * operating system does not show it.
 */
export function peerAccount(ports: LoopbackPorts): number | undefined {
  for (const path of ['/proc/net/tcp', '/proc/net/tcp6']) {
    try {
      const account = accountInTable(readFileSync(path, 'utf8'), ports)
      if (account !== undefined) return account
    } catch {
      // The table does not exist: the system is not Linux, or has no IPv6.
    }
  }
  return undefined
}

/**
 * Returns the user id of the other program in the text of /proc/net/tcp or tcp6. Undefined when its socket is not
 * listed, or is closed: for a closed socket, Linux shows the user id 0 and the inode 0, whatever the account was.
 */
export function accountInTable(table: string, { peer, own }: LoopbackPorts): number | undefined {
  const at = (port: number) => new RegExp(`^(?:0{16}F{4}0{4})?0100007F:${port.toString(16).padStart(4, '0')}$`, 'i')
  const [local, remote] = [at(peer), at(own)]
  for (const line of table.split('\n')) {
    const [, from = '', to = '', , , , , uid, , inode] = line.trim().split(/\s+/)
    if (local.test(from) && remote.test(to) && uid !== undefined && inode !== '0') return Number(uid)
  }
  return undefined
}
