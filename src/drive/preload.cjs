'use strict'
// Runs in an app that `slack-tokens drive --start` starts, before the app's own code: what is meant for Slack's Web API
// and webhooks goes to the local Slack simulator instead, whichever client the app uses. Nothing else is touched.
const http = require('node:http')
const https = require('node:https')
const { syncBuiltinESMExports } = require('node:module')

function turn(simulator) {
  turnRequests(simulator)
  turnFetch(simulator)
  turnDispatcher(simulator)
}

/** Options of a request that belonged to TLS and to Slack's host, and must not come along. */
const ofTheOtherHost = new Set([
  'agent',
  'agents',
  'createConnection',
  'defaultPort',
  'lookup',
  'servername',
  'socketPath',
])

/** Whether a path on this host is one that the simulator answers. */
function isSlack(host, path) {
  const name = String(host || '').toLowerCase()
  if (name === 'hooks.slack.com') return true
  return (name === 'slack.com' || name.endsWith('.slack.com')) && path.startsWith('/api/')
}

/** node:http and node:https, which axios, got, request and most others end in. */
function turnRequests(simulator) {
  const plain = http.request
  for (const from of [http, https]) {
    const before = from.request
    from.request = function request(...args) {
      const turned = turnedArguments(args, simulator)
      return turned ? plain.apply(http, turned) : before.apply(this, args)
    }
    from.get = function get(...args) {
      const sent = from.request(...args)
      sent.end()
      return sent
    }
  }
  // So that `import { request } from 'node:https'` sees it too.
  syncBuiltinESMExports()
}

function turnedArguments(args, simulator) {
  const [first, second] = args
  const url = first instanceof URL || typeof first === 'string' ? new URL(first) : undefined
  const given = url ? (typeof second === 'object' && second !== null ? second : {}) : first
  if (typeof given !== 'object' || given === null) return undefined
  const host = given.hostname || given.host || url?.hostname
  const path = given.path || (url ? url.pathname + url.search : '/')
  if (!isSlack(String(host || '').replace(/:\d+$/, ''), path)) return undefined
  const callback = args.find((one) => typeof one === 'function')
  const options = {
    ...Object.fromEntries(Object.entries(given).filter(([name]) => !ofTheOtherHost.has(name))),
    protocol: 'http:',
    host: simulator.hostname,
    hostname: simulator.hostname,
    port: simulator.port,
    path,
    headers: withoutHost(given.headers),
  }
  return callback ? [options, callback] : [options]
}

function withoutHost(headers) {
  if (Array.isArray(headers)) {
    return headers.filter((_, index) => String(headers[index - (index % 2)]).toLowerCase() !== 'host')
  }
  return Object.fromEntries(Object.entries(headers || {}).filter(([name]) => name.toLowerCase() !== 'host'))
}

/** The fetch that Node.js has. */
function turnFetch(simulator) {
  const before = globalThis.fetch
  if (typeof before !== 'function') return
  globalThis.fetch = function fetch(input, init) {
    const isRequest = typeof input === 'object' && input !== null && 'url' in input
    const address = isRequest ? input.url : String(input)
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !isSlack(url.hostname, url.pathname)) return before(input, init)
    const turned = new URL(url.pathname + url.search, simulator)
    return before(isRequest ? new Request(turned, input) : turned, init)
  }
}

/** The undici package: it shares one dispatcher with Node.js, under a name that both know. */
function turnDispatcher(simulator) {
  // Loads Node's own undici, which sets it.
  if (typeof Response === 'function') new Response()
  for (const version of [1, 2]) {
    const name = Symbol.for(`undici.globalDispatcher.${version}`)
    const dispatcher = globalThis[name]
    if (dispatcher) globalThis[name] = turnedDispatcher(dispatcher, simulator)
  }
}

function turnedDispatcher(dispatcher, simulator) {
  return new Proxy(dispatcher, {
    get(target, key) {
      const value = Reflect.get(target, key, target)
      if (key === 'dispatch') return (options, handler) => target.dispatch(turnedOptions(options, simulator), handler)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function turnedOptions(options, simulator) {
  const origin = String(options.origin || '')
  if (!URL.canParse(origin) || !isSlack(new URL(origin).hostname, options.path)) return options
  return { ...options, origin: simulator.origin }
}

const home = process.env.SLACK_TOKENS_DRIVE_URL
if (home && URL.canParse(home)) turn(new URL(home))
