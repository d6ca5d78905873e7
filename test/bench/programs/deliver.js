// deliver.js <simulator.js> <socket|http> <events>: runs a simulator, and an app that acknowledges everything, in one
// process. socket: prints the median time in milliseconds from a message to its acknowledgement. http: prints events
// per second, and fails when memory grows.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { WebSocket } from 'ws'

const [, , simulator, way, count] = process.argv
const { startSimulator } = createRequire(import.meta.url)(simulator)
const events = Number(count)
const mostGrowth = 40 * 1024 * 1024

const slack = await startSimulator()
const query = `client_id=${slack.app.clientId}&scope=channels:history,channels:read`
const { callback } = await slack.approve(`${slack.authorizeUrl}?${query}`)
const { clientId: client_id, clientSecret: client_secret } = slack.app
const body = new URLSearchParams({ code: callback.searchParams.get('code'), client_id, client_secret })
await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body })
const dana = slack.as('dana')

async function overSocket() {
  const headers = { authorization: `Bearer ${slack.app.appToken}` }
  const opened = await (await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers })).json()
  const socket = new WebSocket(opened.url)
  socket.on('message', (data) => {
    const { envelope_id } = JSON.parse(data)
    if (envelope_id) socket.send(JSON.stringify({ envelope_id }))
  })
  await once(socket, 'message')
  const taken = []
  for (let index = 0; index < events; index += 1) {
    const began = performance.now()
    const { deliveries } = await dana.say('#general', `message ${index}`)
    if (deliveries[0]?.ok !== true) throw new Error(`not acknowledged: ${deliveries[0]?.error}`)
    taken.push(performance.now() - began)
  }
  socket.terminate()
  return taken.sort((one, other) => one - other)[events >> 1]
}

async function overHttp() {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk)).on('end', () => response.end(JSON.parse(text).challenge ?? ''))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  await slack.sendTo(`http://127.0.0.1:${server.address().port}/slack/events`)
  const send = async (many) => {
    for (let sent = 0; sent < many; sent += 50)
      await Promise.all(Array.from({ length: 50 }, (_, at) => dana.say('#general', `message ${sent + at}`)))
  }
  const used = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  await send(1000)
  const before = used()
  const began = performance.now()
  await send(events)
  const rate = (events / (performance.now() - began)) * 1000
  const grown = used() - before
  if (grown > mostGrowth) throw new Error(`memory grew by ${Math.round(grown / 1024 / 1024)} MB over ${events} events`)
  server.closeAllConnections()
  server.close()
  return rate
}

process.stdout.write(String(way === 'socket' ? await overSocket() : await overHttp()))
await slack.close()
