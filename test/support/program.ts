import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CliError } from '../../src/errors.ts'
import { listenOnLoopback } from '../../src/net/loopback.ts'

export const launcher = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'bin', 'slack-tokens.js')

/** The path of the Node.js that runs the built program; NODE_UNDER_TEST sets another one. */
export const node = process.env['NODE_UNDER_TEST'] ?? process.execPath

export interface Program {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly stdout: () => string
  readonly stderr: () => string
  /** Resolves with the first match of `pattern` in stdout or stderr. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves with the exit code, or with the name of the signal that ended the program. */
  readonly ended: Promise<number | string>
}

/** Creates a temporary config folder. Returns it with a function that starts the built program with it. */
export function createPlace(): {
  directory: string
  start: (argv: string[], env?: Record<string, string>) => Program
} & Disposable {
  const directory = mkdtempSync(join(tmpdir(), 'slack-tokens-bin-'))
  const children: Program['child'][] = []
  return {
    directory,
    start(argv, env = {}) {
      const child = spawn(node, [launcher, ...argv], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: directory,
          SLACK_TOKENS_CONFIG_DIR: join(directory, 'config'),
          BROWSER: 'none',
          ...env,
        },
      })
      children.push(child)
      child.stdin.on('error', () => {})
      return follow(child)
    },
    [Symbol.dispose]() {
      for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function follow(child: Program['child']): Program {
  const texts = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk
      for (const listener of listeners) listener()
    })
  }
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? (signal as string))
  return {
    child,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(texts.stdout) ?? pattern.exec(texts.stderr)
          if (match) resolve(match)
          return match !== null
        }
        if (look()) return
        const listener = () => look() && listeners.delete(listener)
        listeners.add(listener)
        void ended.then(
          (code) =>
            look() || reject(new Error(`Ended with ${code} before ${pattern}:\n${texts.stdout}\n${texts.stderr}`)),
        )
      }),
  }
}

/** The ports from which `freePort` chooses, below those that Linux, macOS and Windows use for outgoing connections. */
const [lowest, highest] = [10_240, 32_000]

/** Returns a random port that is free on IPv4 and IPv6 loopback; random, because parallel tests also choose ports. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [v4, v6] = [createServer(), createServer()]
    try {
      return await listenOnLoopback(randomInt(lowest, highest), { v4, v6 })
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'port_in_use') throw error
    } finally {
      for (const server of [v4, v6]) if (server.listening) await once(server.close(), 'close')
    }
  }
  throw new Error(`No port from ${lowest} to ${highest} was free`)
}

/** Listens on a port of 127.0.0.1, and retries while the port is in use. Returns null when the port stays in use. */
export async function holdPort(port: number): Promise<AsyncDisposable | null> {
  for (let tries = 0; tries < 200; tries += 1) {
    const server = createServer().listen({ port, host: '127.0.0.1', exclusive: true })
    const held = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (held) return { [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')) }
    await delay(25)
  }
  return null
}
