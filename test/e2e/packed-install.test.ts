import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { packedProject } from '../support/packed.ts'
import { freePort, node } from '../support/program.ts'

/**
 * A program that installs an app three times: it succeeds, is denied, and is aborted. It prints what is left behind
 * after each. `startSimulator` and `runInstall` are imported in front of it.
 */
const program = `
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
const port = Number(process.env.PORT)
const redirectUri = 'https://localhost:' + port + '/slack/callback'
const warnings = []
process.on('warning', (warning) => warnings.push(String(warning)))
const handlers = () => process.eventNames().map((name) => [name, process.listenerCount(name)])
const before = JSON.stringify(handlers())
const slack = await startSimulator({ redirectUrls: [redirectUri] })
const { clientId, clientSecret } = slack.app
const app = { clientId, clientSecret, apiUrl: slack.apiUrl, redirectUri, scopes: ['chat:write'], userScopes: ['search:read'] }
const written = []
for (const stream of [process.stdout, process.stderr]) {
  const { write } = stream
  stream.write = (...args) => { written.push(String(args[0])); return write.apply(stream, args) }
}
const report = []
async function left(ended) {
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer().listen({ port, host, exclusive: true })
    await once(server, 'listening')
    await once(server.close(), 'close')
  }
  report.push({
    ended,
    handlers: JSON.stringify(handlers()) === before,
    written,
    files: readdirSync(process.env.HOME),
  })
}
const decide = (decision) => async ({ authorizeUrl, submit }) => {
  const { callback } = await slack.approve(authorizeUrl, { decision })
  submit(String(callback))
}
const { installation, bot } = await runInstall({ ...app, onReady: decide('allow') })
await left(installation.bot.token === bot.token && bot.userName)
await left(await runInstall({ ...app, onReady: decide('cancel') }).catch((error) => error instanceof InstallError && error.code))
const stop = new AbortController()
await left(await runInstall({ ...app, signal: stop.signal, onReady: () => stop.abort() }).catch((error) => error.code))
await slack.close()
console.log(JSON.stringify({ report, warnings }))
`

it('slack-tokens/install works from the packed package, and leaves no file, output, handler or socket behind', async () => {
  using place = packedProject()
  const imports = [
    "import { startSimulator } from 'slack-tokens/simulator'\nimport { InstallError, runInstall } from 'slack-tokens/install'",
    "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\nconst { startSimulator } = require('slack-tokens/simulator')\nconst { InstallError, runInstall } = require('slack-tokens/install')",
  ]
  for (const [index, head] of imports.entries()) {
    const home = join(place.path, `home-${index}`)
    const file = join(place.path, `program-${index}.mjs`)
    writeFileSync(file, `${head}\n${program}`)
    place.makeFolder(home)
    const child = spawn(node, [file], {
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '', HOME: home, PORT: String(await freePort()) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    expect({ code: code as number, stderr }, stdout).toEqual({ code: 0, stderr: '' })
    const clean = { handlers: true, written: [], files: [] }
    expect(JSON.parse(stdout)).toMatchObject({
      report: [
        { ended: 'sim-app', ...clean },
        { ended: 'access_denied', ...clean },
        { ended: 'aborted', ...clean },
      ],
      warnings: [],
    })
    expect(readdirSync(home)).toEqual([])
  }
})
