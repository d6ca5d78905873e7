import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAlive } from '../../support/is-alive.ts'
import { createPlace } from '../../support/program.ts'
import { hasPty, startAtTerminal } from '../../support/pty.ts'

/** A shell script that starts a second process, and prints both process ids and the path of the certificates. */
const script = (second: string) => `${second} & echo "ready $$ $! $SSL_CERT_FILE"; wait`
const seconds: readonly (readonly [what: string, command: string])[] = [
  ['in its group', 'sleep 600'],
  // Only on Linux can the guard see which processes have the environment variable that marks a run.
  ...(process.platform === 'linux'
    ? ([
        ['in a session of its own', 'setsid sleep 600'],
        ['that ignores SIGTERM', `sh -c 'trap "" TERM; while :; do sleep 1; done'`],
      ] as const)
    : []),
]
const started = /ready (\d+) (\d+) (\S+)/

interface Started {
  readonly pids: readonly number[]
  readonly bundle: string
}

function read([, program, second, bundle = '']: RegExpExecArray): Started {
  const pids = [Number(program), Number(second)]
  expect([pids.map(isAlive), existsSync(bundle)]).toEqual([[true, true], true])
  return { pids, bundle }
}

async function nothingIsLeft({ pids, bundle }: Started) {
  await expect.poll(() => [pids.filter(isAlive), existsSync(bundle)], { timeout: 20_000 }).toEqual([[], false])
}

describe('sim run, when a signal ends it', () => {
  it.each(
    seconds.flatMap(([what, command]) =>
      (['SIGKILL', 'SIGTERM', 'SIGHUP'] as const).map((name) => [name, what, command] as const),
    ),
  )(
    'leaves, after %s, no file and no process of a program with a child process %s',
    { timeout: 60_000 },
    async (name, _what, command) => {
      using place = createPlace()
      const program = place.start(['sim', 'run', '--', 'sh', '-c', script(command)])
      const one = read(await program.said(started))
      program.child.kill(name)
      expect(await program.ended).toBe(name === 'SIGKILL' ? 'SIGKILL' : name === 'SIGTERM' ? 143 : 129)
      await nothingIsLeft(one)
    },
  )

  it.skipIf(!hasPty)('leaves, after Ctrl-C, no file and no process of the program', { timeout: 60_000 }, async () => {
    using place = createPlace()
    const pids = join(place.directory, 'pids')
    // A shell without job control lets its background processes ignore Ctrl-C.
    const line = `sleep 600 & echo "ready $$ $! $SSL_CERT_FILE" > ${pids}; echo is ready; wait`
    const terminal = startAtTerminal(['sim', 'run', '--', 'sh', '-c', line], {
      HOME: place.directory,
      SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
    })
    await terminal.said(/is ready/)
    const one = read(started.exec(readFileSync(pids, 'utf8')) as RegExpExecArray)
    terminal.type('\u0003')
    expect(await terminal.ended, terminal.screen()).toBe(130)
    await nothingIsLeft(one)
  })
})
