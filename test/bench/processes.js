import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { program } from './scene.js'

const patience = 30_000

/** Runs `node …argv` until it exits. Returns the time in milliseconds and the output. @throws Error when it fails. */
export function run({ node, env }, argv, { more = {}, extraPipe = false } = {}) {
  const stdio = ['ignore', 'pipe', 'pipe', ...(extraPipe ? ['pipe'] : [])]
  const started = performance.now()
  const ended = spawnSync(node.path, argv, {
    env: { ...env, ...more },
    stdio,
    encoding: 'utf8',
    timeout: patience,
    maxBuffer: Infinity,
  })
  const ms = performance.now() - started
  if (ended.status !== 0) throw new Error(`${argv.join(' ')} ended with ${endingOf(ended)}\n${ended.stderr ?? ''}`)
  return { ms, stdout: String(ended.stdout), extra: ended.output[3] }
}

function endingOf({ status, signal, error }) {
  return error?.message ?? signal ?? `exit code ${status}`
}

/** Runs `node …argv` and returns its peak resident memory in MB (10^6 bytes). */
export function peakMemory(scene, argv, options) {
  const { extra } = run(scene, ['--require', program('peak-memory.cjs'), ...argv], { ...options, extraPipe: true })
  return Number(extra) / 1e6
}

/** Starts `node …argv` in the background. Closing the scene ends the process. */
export function start(scene, argv, { more = {} } = {}) {
  const started = performance.now()
  const child = spawn(scene.node.path, argv, { env: { ...scene.env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit').then(([code, signal]) => ({ ending: signal ?? code, at: performance.now() }))
  const heard = { text: '', listeners: new Set() }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      heard.text += chunk
      for (const listener of heard.listeners) listener()
    })
  }
  const end = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return await ended
  }
  scene.onClose(() => end('SIGKILL'))
  return {
    started,
    /** Resolves with the exit code or the signal, and with the time of the exit. */
    ended: () => within(ended, argv, heard),
    said: (pattern) => listen(pattern, { argv, heard, ended }),
    end,
  }
}

/** Resolves with the first match of `pattern` in the output, and with the time of the match. */
async function listen(pattern, { argv, heard, ended }) {
  let listener
  const match = new Promise((resolve, reject) => {
    listener = () => {
      const found = pattern.exec(heard.text)
      if (found) resolve({ found, at: performance.now() })
    }
    heard.listeners.add(listener)
    listener()
    ended.then(({ ending }) => reject(new Error(`${argv.join(' ')} ended with ${ending}:\n${heard.text}`)), reject)
  })
  try {
    return await within(match, argv, heard)
  } finally {
    heard.listeners.delete(listener)
  }
}

async function within(promise, argv, heard) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${argv.join(' ')} took over ${patience} ms:\n${heard.text}`)), patience)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
