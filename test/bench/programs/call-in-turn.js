// Calls auth.test many times, one call after the other, on one connection. Prints the median time of a call in ms.
// Usage: call-in-turn.js proxy|direct CALLS, with the environment of `sim run`.

import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { Agent, ProxyAgent, request } from 'undici'

const { HTTPS_PROXY, SSL_CERT_FILE, SLACK_API_URL, SLACK_BOT_TOKEN } = process.env
const [way, calls] = [process.argv[2], Number(process.argv[3])]
const connections = 1
const dispatcher =
  way === 'proxy'
    ? new ProxyAgent({ uri: HTTPS_PROXY, requestTls: { ca: readFileSync(SSL_CERT_FILE, 'utf8') }, connections })
    : new Agent({ connections })
const base = way === 'proxy' ? 'https://slack.com/api/' : SLACK_API_URL
const headers = { authorization: `Bearer ${SLACK_BOT_TOKEN}` }

const times = []
for (let call = 0; call < calls; call += 1) {
  const started = performance.now()
  const { body } = await request(`${base}auth.test`, { method: 'POST', headers, dispatcher })
  const answer = await body.json()
  times.push(performance.now() - started)
  if (answer.ok !== true) throw new Error(JSON.stringify(answer))
}
await dispatcher.close()
// The first half is left out, because the program and the simulator become faster during this half.
const later = times.slice(calls / 2).sort((one, other) => one - other)
process.stdout.write(`${later[Math.floor(later.length / 2)]}\n`)
