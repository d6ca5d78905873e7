// Calls the URL in its argument once with each HTTP client that Slack apps on Node.js use, and prints the status of
// each answer. The list groups clients by how they connect. PROXY is the address of a proxy that refuses everything.
const { spawn } = require('node:child_process')
const http = require('node:http')
const http2 = require('node:http2')
const https = require('node:https')
const tls = require('node:tls')
const { Worker } = require('node:worker_threads')
const axios = require('axios')
const undici = require('undici')

const [url, proxy] = process.argv.slice(2)
const { hostname, host, pathname: path, protocol, port, origin } = new URL(url)
const bare = protocol === 'https:' ? https : http
const where = { hostname, path, port: port || undefined }
const pooled = { path, method: 'GET' }

const clients = {
  'request(url)': () => byNode((done) => bare.request(url, done).end()),
  'request(url, options)': () => byNode((done) => bare.request(url, { method: 'POST' }, done).end('a=1')),
  'request(URL, options)': () => byNode((done) => bare.request(new URL(url), { method: 'POST' }, done).end('a=1')),
  'request(options)': () => byNode((done) => bare.request({ ...where, headers: { Host: host } }, done).end()),
  'get(url)': () => byNode((done) => bare.get(new URL(url), done)),
  // simple-oauth2 and @fastify/oauth2 use hapi’s Wreck.
  'setHost: false': () => byNode((done) => bare.request({ ...where, setHost: false, headers: { host } }, done).end()),
  'headers as a list': () => byNode((done) => bare.request(url, { headers: ['Host', host, 'a', 'b'] }, done).end()),
  'an agent': () => byNode((done) => bare.request(url, { agent: new bare.Agent({ keepAlive: false }) }, done).end()),
  'agent: false': () => byNode((done) => bare.request(url, { agent: false }, done).end()),
  'a connection of its own': () => byNode((done) => bare.request(url, { createConnection: connect }, done).end()),
  // got does this when HTTP/2 is on and the server offers another version.
  'node:http with an https agent': () =>
    byNode((done) => http.request({ ...where, protocol, agent: new bare.Agent() }, done).end()),
  'import { request }': async () => {
    const named = await import(protocol === 'https:' ? 'node:https' : 'node:http')
    return await byNode((done) => named.request(url, done).end())
  },
  axios: async () => (await axios.post(url, 'a=1', { validateStatus: () => true, proxy: false })).status,
  fetch: async () => (await fetch(url)).status,
  'fetch(Request)': async () => (await fetch(new Request(url, { method: 'POST', body: 'a=1' }))).status,
  'undici request': () => byUndici(undici.request(url, { method: 'POST', body: 'a=1' })),
  'undici fetch': async () => (await undici.fetch(url)).status,
  'import undici': async () => byUndici((await import('undici')).request(url)),
  'undici Agent': () => byUndici(undici.request(url, { dispatcher: new undici.Agent() })),
  'undici Agent, HTTP/2 allowed': () =>
    byUndici(undici.request(url, { dispatcher: new undici.Agent({ allowH2: true }) })),
  'undici Pool': () => byUndici(new undici.Pool(origin).request(pooled)),
  'undici Client': () => byUndici(new undici.Client(origin).request(pooled)),
  'undici with interceptors': () =>
    byUndici(undici.request(url, { dispatcher: new undici.Agent().compose(undici.interceptors.retry()) })),
  'setGlobalDispatcher, request': () => withGlobal(new undici.Agent(), () => byUndici(undici.request(url))),
  'setGlobalDispatcher, fetch': () => withGlobal(new undici.Agent(), async () => (await fetch(url)).status),
  http2: byHttp2,
  'a thread': () => inThread({}),
  'a thread with its own environment': () => inThread({ env: {} }),
  'a child': () => inChild({}),
  'a child with its own environment': () => inChild({ env: { PATH: process.env.PATH } }),
}

/** Clients that use a proxy. */
const proxied = {
  'an agent that asks a proxy': () => byNode((done) => bare.request(url, { agent: proxyAgent() }, done).end()),
  'axios through a proxy': async () => {
    const through = { host: '127.0.0.1', port: new URL(proxy).port }
    return (await axios.post(url, 'a=1', { validateStatus: () => true, proxy: through })).status
  },
  'undici ProxyAgent': () => byUndici(undici.request(url, { dispatcher: new undici.ProxyAgent(proxy) })),
  'fetch through a ProxyAgent': async () =>
    (await undici.fetch(url, { dispatcher: new undici.ProxyAgent(proxy) })).status,
  'setGlobalDispatcher(ProxyAgent), fetch': () =>
    withGlobal(new undici.ProxyAgent(proxy), async () => (await fetch(url)).status),
}

function byNode(start) {
  return new Promise((resolve, reject) => {
    start((response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode))
    }).once('error', reject)
  })
}

async function byUndici(request) {
  const { statusCode, body } = await request
  await body.dump()
  return statusCode
}

async function withGlobal(dispatcher, work) {
  const before = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(dispatcher)
  try {
    return await work()
  } finally {
    undici.setGlobalDispatcher(before)
  }
}

function byHttp2() {
  return new Promise((resolve, reject) => {
    const session = http2.connect(origin).once('error', reject)
    const stream = session.request({ ':path': path, ':method': 'POST' }).once('error', reject)
    stream.once('response', ({ ':status': status }) => {
      stream.resume().once('end', () => {
        session.close()
        resolve(status)
      })
    })
    stream.end('a=1')
  })
}

function connect(options) {
  return protocol === 'https:' ? tls.connect(options) : require('node:net').connect(options)
}

function proxyAgent() {
  const agent = new bare.Agent()
  agent.createConnection = () => require('node:net').connect(new URL(proxy).port, '127.0.0.1')
  return agent
}

const elsewhere = `fetch(${JSON.stringify(url)}).then(({ status }) => status, ({ cause }) => cause?.code)`

function inThread(options) {
  return new Promise((resolve, reject) => {
    const code = `${elsewhere}.then((said) => require('node:worker_threads').parentPort.postMessage(said))`
    new Worker(code, { eval: true, ...options }).once('message', resolve).once('error', reject)
  })
}

function inChild(options) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', `${elsewhere}.then(console.log)`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...options,
    })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    child.once('close', () => resolve(Number(said) || said.trim())).once('error', reject)
  })
}

async function main() {
  const answered = {}
  for (const [name, call] of Object.entries({ ...clients, ...(proxy && proxied) })) {
    answered[name] = await call().catch((error) => error.code ?? error.cause?.code ?? error.message)
  }
  console.log(JSON.stringify(answered))
  process.exit()
}

void main()
