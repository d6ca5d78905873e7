// An app of two processes that take turns. Without a defect, they share the installations in a file. DEFECT names the
// data that each process has only in its own memory.
import cluster from 'node:cluster'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from './base-app.mjs'

const { DEFECT = '' } = process.env
const states = new Set()

/** The installations in a file that all processes share. */
function shared(file) {
  const all = () => new Map(JSON.parse(readFileSync(file, 'utf8')))
  const change = (how) => {
    const now = all()
    how(now)
    writeFileSync(file, JSON.stringify([...now]))
  }
  return {
    set: (key, value) => change((now) => now.set(key, value)),
    delete: (key) => change((now) => now.delete(key)),
    [Symbol.iterator]: () => all()[Symbol.iterator](),
  }
}

/** Starts the two processes. They listen only when both have started. */
function startBoth() {
  const folder = mkdtempSync(join(tmpdir(), 'two-processes-'))
  const file = join(folder, 'installed.json')
  writeFileSync(file, '[]')
  const end = () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end)
  const workers = [1, 2].map(() => cluster.fork({ INSTALLED: file }))
  let ready = 0
  cluster.on('message', () => {
    ready += 1
    if (ready === workers.length) for (const worker of workers) worker.send('listen')
  })
}

function listen() {
  if (DEFECT === 'installation-in-one-process') return startApp()
  const installed = shared(process.env.INSTALLED)
  if (DEFECT !== 'state-in-one-process') return startApp({ installed })
  return startApp({
    installed,
    newState() {
      const state = randomBytes(16).toString('hex')
      states.add(state)
      return state
    },
    isOwnState: ({ url }) => states.delete(url.searchParams.get('state')),
  })
}

if (cluster.isPrimary) startBoth()
else {
  process.once('message', listen)
  process.send('ready')
}
