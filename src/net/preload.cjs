'use strict'
// Node.js loads this file before the code of an app that `slack-tokens drive --start` starts, or that `slack-tokens run`
// starts with a simulated installation. The file sends the app's requests for Slack's hosts to the local Slack
// simulator, whichever HTTP client the app uses. It changes no other request.
//
// Every client ends in `tls.connect`: node:https, fetch, any copy of undici, HTTP/2, WebSockets. So this file replaces
// `tls.connect`: a client that connects to Slack gets a plain connection to the simulator, which looks like TLS to the
// client. The requests stay unchanged, including the Host header. Only clients that contact a proxy before TLS need
// changes at an earlier point.
const fs = require('node:fs')
const http = require('node:http')
const https = require('node:https')
const Module = require('node:module')
const net = require('node:net')
const path = require('node:path')
const tls = require('node:tls')
const { ChildProcess } = require('node:child_process')
const threads = require('node:worker_threads')

const variable = 'SLACK_TOKENS_SIMULATOR_URL'

function turn(simulator) {
  turnTls(simulator)
  turnRequests(simulator)
  turnProxyAgents()
  turnOffspring(simulator)
  // Updates `import { connect } from 'node:tls'` too.
  Module.syncBuiltinESMExports()
}

/**
 * Whether an app calls this host for Slack. Slack's status page is a separate service and needs no token, so it is
 * excluded.
 */
function isSlack(host) {
  const name = String(host || '')
    .toLowerCase()
    .replace(/\.?(?::\d+)?$/, '')
  return /(^|\.)slack(-gov)?\.com$/.test(name) && !name.startsWith('status.')
}

function isOptions(value) {
  return typeof value === 'object' && value !== null && !(value instanceof URL)
}

function turnTls(simulator) {
  const before = tls.connect
  tls.connect = function connect(...args) {
    const options = args.find(isOptions) ?? {}
    const host = options.servername || options.host || (typeof args[1] === 'string' ? args[1] : undefined)
    if (!isSlack(host)) return before.apply(this, args)
    // Closes a connection to Slack that the caller has opened already.
    options.socket?.destroy()
    const socket = speaksHttp1(options) ? plainSocket(simulator, options) : http2Socket(simulator)
    const callback = args.find((one) => typeof one === 'function')
    if (callback) socket.once('secureConnect', callback)
    return socket
  }
}

/** Whether the client accepts HTTP/1.1. */
function speaksHttp1({ ALPNProtocols: offered }) {
  if (!offered) return true
  const names = Array.isArray(offered) ? offered.map(String) : [Buffer.from(offered).toString('latin1')]
  return names.length === 0 || names.some((name) => name.includes('http/1'))
}

function plainSocket({ hostname, port }, { timeout, signal } = {}) {
  const socket = net.connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), timeout, signal })
  const secured = asTls(socket, 'http/1.1')
  secured.secureConnecting = true
  socket.once('connect', () =>
    // Clients add their listeners for `secureConnect` only after they have the connection.
    process.nextTick(() => {
      if (socket.destroyed) return
      Object.assign(socket, { authorized: true, secureConnecting: false })
      socket.emit('secureConnect')
    }),
  )
  return secured
}

/** Adds to a socket the properties and methods that clients use on a TLS socket. */
function asTls(socket, alpnProtocol) {
  return Object.assign(socket, {
    encrypted: true,
    authorized: false,
    authorizationError: null,
    alpnProtocol,
    getPeerCertificate: () => ({}),
    getCipher: () => ({ name: 'none', standardName: 'none', version: 'TLSv1.3' }),
    getProtocol: () => 'TLSv1.3',
    getSession: () => undefined,
    isSessionReused: () => false,
    setServername: () => {},
    setSession: () => {},
  })
}

/**
 * Returns a socket for a client that accepts only HTTP/2, which the simulator does not support. A local HTTP/2 server
 * forwards each request to the simulator.
 */
function http2Socket(simulator) {
  const { constants, createServer } = require('node:http2')
  const { duplexPair } = require('node:stream')
  const [mine, theirs] = duplexPair()
  const ofOneConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])
  const server = createServer((request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !name.startsWith(':')))
    const { hostname, port } = simulator
    const passed = { host: hostname.replace(/^\[|\]$/g, ''), port, method: request.method, path: request.url }
    const onward = http.request({ ...passed, headers: { ...headers, host: request.authority } }, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !ofOneConnection.has(name))
      response.writeHead(answer.statusCode, Object.fromEntries(kept))
      answer.pipe(response)
    })
    onward.once('error', () => response.stream?.close(constants.NGHTTP2_INTERNAL_ERROR))
    request.pipe(onward)
  })
  server.emit('connection', theirs)
  return Object.assign(asTls(mine, 'h2'), { authorized: true })
}

/**
 * Replaces `request` and `get` of node:http and node:https, because an agent can use a proxy, and plain http uses no
 * TLS.
 */
function turnRequests(simulator) {
  const plain = new http.Agent({ keepAlive: true })
  plain.createConnection = () => plainSocket(simulator)
  const agents = { 'http:': plain, 'https:': new https.Agent({ keepAlive: true }) }
  for (const [usual, from] of [
    ['http:', http],
    ['https:', https],
  ]) {
    const before = from.request
    from.request = function request(...args) {
      const { host, protocol = usual } = destination(args)
      return before.apply(this, isSlack(host) ? goDirectly(args, agents[protocol]) : args)
    }
    from.get = function get(...args) {
      const sent = from.request(...args)
      sent.end()
      return sent
    }
  }
}

function destination([first, second]) {
  const url = typeof first === 'string' ? URL.canParse(first) && new URL(first) : first instanceof URL && first
  const options = (url ? second : first) ?? {}
  return { host: options.hostname || options.host || url?.hostname, protocol: options.protocol || url?.protocol }
}

function goDirectly(args, agent) {
  const options = { ...args.find(isOptions), agent }
  for (const name of ['createConnection', 'lookup', 'socketPath']) delete options[name]
  return args[0] instanceof URL || typeof args[0] === 'string'
    ? [args[0], options, ...args.filter((one) => typeof one === 'function')]
    : [options, ...args.slice(1)]
}

/** Changes the ProxyAgent of every copy of undici: requests for Slack's hosts no longer go through the proxy. */
function turnProxyAgents() {
  const before = Module._load
  const seen = new WeakSet()
  Module._load = function load(request, ...rest) {
    const loaded = before.call(this, request, ...rest)
    if (!/undici/.test(request)) return loaded
    const { Agent, ProxyAgent } = loaded ?? {}
    if (typeof Agent !== 'function' || !ProxyAgent?.prototype?.dispatch || seen.has(ProxyAgent)) return loaded
    seen.add(ProxyAgent)
    const direct = new Agent()
    const { dispatch } = ProxyAgent.prototype
    ProxyAgent.prototype.dispatch = function dispatchDirectly(options, handler) {
      const origin = String(options.origin || '')
      return URL.canParse(origin) && isSlack(new URL(origin).hostname)
        ? direct.dispatch(options, handler)
        : dispatch.call(this, options, handler)
    }
    return loaded
  }
}

/** Adds the variables to threads and processes that the app starts with a custom environment. */
function turnOffspring({ href }) {
  const ours = { NODE_OPTIONS: `--require "${__filename.replaceAll('\\', '\\\\')}"`, [variable]: href }
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(file, options) {
      const { env } = options ?? {}
      super(file, isOptions(env) ? { ...options, env: { ...ours, ...env } } : options)
    }
  }
  const { spawn } = ChildProcess.prototype
  ChildProcess.prototype.spawn = function spawnTurned(options) {
    const pairs = options?.envPairs
    if (!Array.isArray(pairs)) return spawn.call(this, options)
    const lacking = Object.entries(ours).filter(([name]) => !pairs.some((pair) => pair.startsWith(`${name}=`)))
    return spawn.call(this, { ...options, envPairs: [...pairs, ...lacking.map(([name, value]) => `${name}=${value}`)] })
  }
}

/** Whether this process is slack-tokens itself, which chooses between Slack and the simulator for each installation. */
function isSlackTokens() {
  const launcher = path.join(__dirname, '..', 'bin', 'slack-tokens.js')
  try {
    return fs.realpathSync(process.argv[1] ?? '') === fs.realpathSync(launcher)
  } catch {
    return false
  }
}

const home = process.env[variable]
if (home && URL.canParse(home) && !isSlackTokens()) turn(new URL(home))
