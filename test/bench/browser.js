import { once } from 'node:events'
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'

/** Allows the install on the simulator's consent page. Returns the URL of the callback to which the page redirects. */
export async function allowOnSimulator(authorizeUrl) {
  const asked = await fetch(authorizeUrl, { headers: { accept: 'application/json' } })
  const { request } = await asked.json()
  const { origin, pathname } = new URL(authorizeUrl)
  const body = new URLSearchParams({ request, decision: 'allow' })
  const decided = await fetch(origin + pathname, { method: 'POST', body, redirect: 'manual' })
  const location = decided.headers.get('location')
  if (!location) throw new Error(`The consent page answered ${decided.status} and no redirect`)
  return new URL(location)
}

/**
 * Opens connections that send nothing or only half of a request. They must not delay a login. Returns a function that
 * closes them.
 */
export async function openHostileSockets(port) {
  const halfSent = 'GET /slack/callback?code='
  const sockets = [
    ...(await openSockets(['127.0.0.1', '127.0.0.1', '::1'], port, '')),
    ...(await openSockets(['127.0.0.1', '::1'], port, halfSent)),
  ]
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

async function openSockets(hosts, port, firstBytes) {
  const opened = hosts.map(async (host) => {
    const socket = connect({ port, host })
    await once(socket, 'connect')
    socket.on('error', () => {})
    if (firstBytes) socket.write(firstBytes)
    return socket
  })
  const settled = await Promise.allSettled(opened)
  // On a machine without IPv6, only the IPv4 connections open.
  return settled.flatMap(({ value }) => value ?? [])
}

/**
 * Requests the callback as a browser does, and keeps the connection open. Returns the time at which the request was
 * sent.
 */
export async function sendCallback({ hostname, port, pathname, search, host }) {
  const socket = connect({ port: Number(port), host: hostname === 'localhost' ? '127.0.0.1' : hostname })
  await once(socket, 'connect')
  socket.on('error', () => {})
  const sent = performance.now()
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`)
  const [first] = await once(socket, 'data')
  if (!String(first).startsWith('HTTP/1.1 200'))
    throw new Error(`The callback answered ${String(first).split('\r\n')[0]}`)
  return sent
}
