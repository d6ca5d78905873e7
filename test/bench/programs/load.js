// load.js <call as JSON>: sends `requests` requests over `connections` open connections. Prints requests per second.
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'

const { url, token, args, requests, connections } = JSON.parse(process.argv[2])
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const body = new URLSearchParams(args).toString()
const headers = {
  authorization: `Bearer ${token}`,
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': Buffer.byteLength(body),
}

function send() {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: 'POST', headers }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        if (JSON.parse(text).ok === true) resolve()
        else reject(new Error(text.slice(0, 400)))
      })
    })
    call.once('error', reject)
    call.end(body)
  })
}

async function sendAll(count) {
  let left = count
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await send()
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
}

// The first calls let client and server compile their hot code.
await sendAll(Math.ceil(requests / 10))
const started = performance.now()
await sendAll(requests)
process.stdout.write(String((requests / (performance.now() - started)) * 1000))
agent.destroy()
