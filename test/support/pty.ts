import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { launcher, node } from './program.ts'

/** Whether this machine has `script` of util-linux, which runs a program in a pseudo-terminal. */
export const hasPty = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false

export interface AtTerminal {
  /** Resolves with the first match of `pattern` in the output, without colours. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  type(text: string): void
  readonly screen: () => string
  readonly ended: Promise<number | null>
}

/**
 * Starts the built program in a pseudo-terminal.
 * @param cwd the working directory; by default that of this process
 * @param rows the height of the terminal; with 0, each prompt appears only once and typed text does not appear
 */
export function startAtTerminal(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  rows = 0,
  cwd?: string,
): AtTerminal {
  const quoted = [node, launcher, ...argv].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const child = spawn(
    'script',
    ['--quiet', '--flush', '--return', '--command', `stty rows ${rows} cols 400; exec ${quoted}`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd,
      env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', SHELL: '/bin/sh', ...env },
    },
  )
  let screen = ''
  const watchers = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString('utf8').replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    for (const watcher of watchers) watcher()
  })
  const ended = Promise.race([
    once(child, 'close').then(([code]) => code as number | null),
    // This limit is shorter than the limit of the test, so that the test can report the output of a program that hangs.
    delay(100_000, null, { ref: false }).then(() => {
      if (child.exitCode === null) screen += '\n[still running after 100 s]'
      return child.exitCode
    }),
  ])
  return {
    screen: () => screen,
    type: (text) => void child.stdin.write(text),
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(screen)
          if (!match) return
          watchers.delete(look)
          resolve(match)
        }
        watchers.add(look)
        look()
        // The error shows the output of the program, which the test's own time-out would not show.
        setTimeout(() => reject(new Error(`Not within 90 s: ${String(pattern)}:\n${screen}`)), 90_000).unref()
        void ended.then(() => reject(new Error(`Ended before ${String(pattern)}:\n${screen}`)))
      }),
  }
}
