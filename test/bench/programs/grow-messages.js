// grow-messages.js <simulator.js> <messages>: starts a simulator with a channel that has this many messages. Prints the
// median time in milliseconds in which an app reads the newest page of the channel and adds a message.
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'

const [, , simulator, count] = process.argv
const { startSimulator } = createRequire(import.meta.url)(simulator)
const messages = Array.from({ length: Number(count) }, (_, index) => ({ from: 'ann', text: `message ${index}` }))
const people = [{ name: 'ann' }]
const channels = [{ name: 'long', id: 'C0LONG', members: ['ann'], messages }]
const slack = await startSimulator({ content: { workspaces: [{ name: 'Bench Inc', people, channels }] } })
const rounds = 200

async function call(method, args, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(args) })
  const body = await answer.json()
  if (!body.ok) throw new Error(`${method}: ${body.error}`)
  return body
}

const { clientId: client_id, clientSecret: client_secret } = slack.app
const scopes = 'chat:write,chat:write.public,channels:history,channels:join'
const { callback } = await slack.approve(`${slack.authorizeUrl}?client_id=${client_id}&scope=${scopes}`)
const code = callback.searchParams.get('code')
const { access_token } = await call('oauth.v2.access', { code, client_id, client_secret })
await call('conversations.join', { channel: 'C0LONG' }, access_token)
const taken = []
for (let round = 0; round < rounds; round += 1) {
  const began = performance.now()
  const page = await call('conversations.history', { channel: 'C0LONG', limit: '20' }, access_token)
  if (page.messages.length < 10) throw new Error('The page is too short')
  await call('chat.postMessage', { channel: 'C0LONG', text: `added ${round}` }, access_token)
  taken.push(performance.now() - began)
}
await slack.close()
process.stdout.write(String(taken.sort((one, other) => one - other)[rounds >> 1]))
