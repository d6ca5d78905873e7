import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { localCertificate } from '../../../src/oauth/callback/certificate.ts'
import { loginWords } from '../../../src/oauth/callback/page.ts'
import { listenForCallback } from '../../../src/oauth/callback/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-storm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const state = 'state-of-the-storm'

/**
 * Source of a worker that keeps `width` sockets open to a port and opens a new one for each that is closed. Each socket
 * sends `text`, the start of a request.
 */
const storm = `
const { connect } = require('node:net')
const { workerData: { port, width, text }, parentPort } = require('node:worker_threads')
let opened = 0
const open = () => {
  const socket = connect(port, opened % 3 === 0 ? '::1' : '127.0.0.1', () => {
    if (text) socket.write(text)
    if (opened === width) parentPort.postMessage('full')
  })
  opened += 1
  socket.on('error', () => {}).once('close', () => setImmediate(open)).resume()
}
for (let count = 0; count < width; count += 1) open()
`

async function underStorm<T>(port: number, text: string, work: () => Promise<T>): Promise<T> {
  const worker = new Worker(storm, { eval: true, workerData: { port, width: 2500, text } })
  try {
    await once(worker, 'message')
    return await work()
  } finally {
    await worker.terminate()
  }
}

/** Sends one request over its own connection. Returns the HTTP status, or the error as text. */
function ask(url: string): Promise<number | string> {
  return new Promise((resolve) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp
    const options = { agent: false, rejectUnauthorized: false, timeout: 10_000 }
    request(url, options, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
      .once('timeout', () => resolve('timeout'))
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      .end()
  })
}

describe('the callback server, with many open sockets (threat C10)', () => {
  it.each([
    ['http', 'silent', ''],
    ['https', 'silent', ''],
    ['http', 'half-way through a request', 'GET /slack/callback?code=1 HTTP/1.1\r\nHost: loc'],
    ['https', 'half-way through a handshake', '\u0016\u0003\u0001'],
  ])(
    'answers all of 40 %s requests, and then the callback, while the other sockets are %s',
    async (scheme, _, text) => {
      const certificate = await localCertificate(folder, Date.now)
      const server = await listenForCallback({
        words: loginWords,
        ...{ port: 0, path: '/slack/callback', state, certificate },
        onUnprovedDenial: () => {},
      })
      try {
        const url = `${scheme}://localhost:${server.port}/slack/callback`
        await underStorm(server.port, text, async () => {
          const came: (number | string)[] = []
          for (let count = 0; count < 40; count += 1) came.push(await ask(`${url}?code=1&state=wrong`))
          expect(came.filter((status) => status !== 400)).toEqual([])
          const page = ask(`${url}?code=right&state=${state}`)
          expect(await server.answer).toEqual({ kind: 'code', code: 'right' })
          await server.respond({ status: 200, tone: 'good', title: 'Installed', lines: [] })
          expect(await page).toBe(200)
        })
      } finally {
        server.close()
      }
    },
  )
})
