import { readFileSync } from 'node:fs'

/**
 * Returns the user id of the program at the other end of a loopback connection over IPv4. Linux lists it in
 * /proc/net/tcp (proc_pid_net(5)). Undefined when the system does not tell.
 * @param ports of the other program, and of this one
 */
export function peerAccount(ports: { readonly peer: number; readonly own: number }): number | undefined {
  let table: string
  try {
    table = readFileSync('/proc/net/tcp', 'utf8')
  } catch {
    return undefined
  }
  return accountInTable(table, ports)
}

/** The same, from the text of the table. */
export function accountInTable(table: string, { peer, own }: { peer: number; own: number }): number | undefined {
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0')
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/)
    if (local === `0100007F:${hex(peer)}` && remote === `0100007F:${hex(own)}` && uid !== undefined) return Number(uid)
  }
  return undefined
}
