// Calls what its argument names, one URL with each client that Node.js apps use, and prints who answered.
const http = require('node:http')
const https = require('node:https')
const axios = require('axios')
const undici = require('undici')

const [url] = process.argv.slice(2)
const { hostname, pathname, protocol } = new URL(url)
const bare = protocol === 'https:' ? https : http

const clients = {
  'request(url)': () => byNode((done) => bare.request(url, done).end()),
  'request(url, options)': () => byNode((done) => bare.request(url, { method: 'POST' }, done).end('a=1')),
  'request(options)': () =>
    byNode((done) =>
      bare.request({ hostname, path: pathname, headers: { Host: hostname }, port: portOf() }, done).end(),
    ),
  'get(url)': () => byNode((done) => bare.get(new URL(url), done)),
  'an agent': () => byNode((done) => bare.request(url, { agent: new bare.Agent({ keepAlive: false }) }, done).end()),
  'import { request }': async () => {
    const named = await import(protocol === 'https:' ? 'node:https' : 'node:http')
    return await byNode((done) => named.request(url, done).end())
  },
  axios: async () => (await axios.post(url, 'a=1', { validateStatus: () => true, proxy: false })).headers,
  fetch: async () => Object.fromEntries((await fetch(url)).headers),
  'fetch(Request)': async () =>
    Object.fromEntries((await fetch(new Request(url, { method: 'POST', body: 'a=1' }))).headers),
  'undici request': async () => {
    const { headers, body } = await undici.request(url, { method: 'POST', body: 'a=1' })
    await body.dump()
    return headers
  },
  'undici fetch': async () => Object.fromEntries((await undici.fetch(url)).headers),
}

const portOf = () => new URL(url).port || undefined

function byNode(start) {
  return new Promise((resolve, reject) => {
    start((response) => {
      response.resume()
      response.once('end', () => resolve(response.headers))
    }).once('error', reject)
  })
}

async function main() {
  const answered = {}
  for (const [name, call] of Object.entries(clients)) {
    answered[name] = await call().then(
      (headers) => headers['x-answered-by'] ?? 'nobody',
      (error) => error.code ?? error.cause?.code ?? error.message,
    )
  }
  console.log(JSON.stringify(answered))
}

void main()
