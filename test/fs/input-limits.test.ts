import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../src/errors.ts'
import { mostInput, readBounded } from '../../src/fs/input-limits.ts'
import { readNamedFile, readPlainFile } from '../../src/fs/named-file.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import { createPlace } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'

const never = new AbortController().signal
const withFifo = process.platform !== 'win32'

/** Every way in which a command reads a named file or standard input, with `NAME` in place of the file. */
const named: readonly (readonly string[])[] = [
  ['explain', 'NAME'],
  ['import', 'NAME', '--offline'],
  ['call', 'chat.postMessage', '--input', 'NAME', '--curl'],
  ['call', 'chat.postMessage', 'text=@NAME', '--curl'],
  ['call', 'chat.postMessage', 'blocks:=@NAME', '--curl'],
  ['post', '#general', '--blocks', 'NAME'],
  ['upload', 'NAME', '#general'],
  ['sim', 'seed', 'NAME'],
  ['sim', 'start', '--seed', 'NAME'],
  ['app', 'manifest', '--manifest', 'NAME'],
  ['app', 'create', '--manifest', 'NAME'],
  ['app', 'add', '--client-id', '123456789012.123456789012', '--manifest', 'NAME'],
  ['check', '--manifest', 'NAME'],
  [
    'login',
    '--client-id',
    '123456789012.123456789012',
    '--no-browser',
    '--cert',
    'NAME',
    '--key',
    'NAME',
    '--scopes',
    'chat:write',
  ],
]

const piped: readonly (readonly string[])[] = [
  ['explain', '-'],
  ['explain'],
  ['why'],
  ['import'],
  ['import', '-'],
  ['call', 'chat.postMessage', '--input', '-', '--curl'],
  ['call', 'chat.postMessage', 'text=-', '--curl'],
  ['post', '#general', '-'],
  ['post', '#general', '--blocks', '-'],
  ['upload', '-', '#general', '--filename', 'a.txt'],
  ['sim', 'seed', '-'],
  ['app', 'manifest', '--manifest', '-'],
  ['app', 'add', '--client-id', '123456789012.123456789012', '--client-secret'],
  ['app', 'config-token'],
  ['check', '--manifest', '-'],
  ['login', '--with-token'],
  ['login', '--client-id', '123456789012.123456789012', '--client-secret', '--no-browser', '--scopes', 'chat:write'],
]

const fill = (argv: readonly string[], name: string) => argv.map((word) => word.replace('NAME', name))

/** The environment with tokens, for commands that need a token before they read. */
const env = {
  SLACK_BOT_TOKEN: 'xoxb-sim-input-limits',
  SLACK_CLIENT_SECRET: 'f'.repeat(32),
  SLACK_API_URL: 'http://localhost:9/api/',
}

function machineWithFifo(): { machine: Machine; fifo: string; folder: string } {
  const machine = createMachine(env)
  mkdirSync(machine.directory, { recursive: true })
  const fifo = join(machine.directory, 'a.fifo')
  const folder = join(machine.directory, 'a-folder')
  mkdirSync(folder)
  execFileSync('mkfifo', [fifo])
  return { machine, fifo, folder }
}

describe.runIf(withFifo)('a file that a person names', () => {
  it.each(named.map((argv) => [argv.join(' '), argv] as const))(
    'is refused by `%s` when it is a FIFO, a device or a folder',
    async (_, argv) => {
      const { machine, fifo, folder } = machineWithFifo()
      using _machine = machine
      for (const [name, what] of [
        [fifo, /is a FIFO, not a plain file/],
        ['/dev/zero', /is a device, not a plain file/],
      ] as const) {
        const { code, stderr } = await machine.run(fill(argv, name), { input: '' })
        expect([1, 2], stderr).toContain(code)
        expect(stderr).toMatch(what)
      }
      // Some commands accept a folder: as the store of an SDK, or as a word.
      const { code, stderr } = await machine.run(fill(argv, folder), { input: '' })
      expect(code, stderr).not.toBe(0)
      expect(stderr).not.toMatch(/has a bug/)
    },
  )

  it.each(named.filter(([name]) => name !== 'upload').map((argv) => [argv.join(' '), argv] as const))(
    'is refused by `%s` when it is binary',
    async (_, argv) => {
      const { machine } = machineWithFifo()
      using _machine = machine
      const binary = join(machine.directory, 'packed.gz')
      writeFileSync(binary, gzipSync('{"ok":true}'))
      const { code, stderr } = await machine.run(fill(argv, binary), { input: '' })
      expect([1, 2], stderr).toContain(code)
      expect(stderr).toMatch(/is binary, not text/)
    },
  )
})

describe('standard input', () => {
  it.each(piped.map((argv) => [argv.join(' '), argv] as const))(
    'is abandoned at once after Ctrl-C by `%s`',
    async (_, argv) => {
      using machine = createMachine(env)
      const stop = new AbortController()
      let reads: () => void = () => {}
      const opened = new Promise<void>((resolve) => {
        reads = resolve
      })
      // This stream sends nothing yet, like a program that is still running.
      const stdin = new Readable({ read: () => reads() })
      const ended = machine.run(argv, { signal: stop.signal, piping: stdin })
      await Promise.race([opened, ended])
      stop.abort(new Interruption('interrupted'))
      expect((await ended).code).toBe(130)
      expect(stdin.destroyed).toBe(true)
    },
  )

  it.each(piped.filter(([name]) => name !== 'upload').map((argv) => [argv.join(' '), argv] as const))(
    'is refused by `%s` when it is longer than the limit, even if it never ends',
    async (_, argv) => {
      using machine = createMachine(env)
      let given = 0
      const part = Buffer.alloc(8 * 1024 * 1024, 'x')
      const endless = new Readable({
        read() {
          given += part.length
          this.push(part)
        },
      })
      const { code, stderr } = await machine.run(argv, { piping: endless })
      expect(code, stderr).toBe(2)
      expect(stderr).toMatch(/Standard input is larger than \d+ MB, the most that is read\n! .*\| slack-tokens/)
      expect(given).toBeLessThan(mostInput + 4 * part.length)
    },
  )

  it('is accepted up to a limit of bytes, and refused above this limit', async () => {
    const read = async (bytes: number) =>
      await readBounded(Readable.from([Buffer.alloc(bytes)]), { signal: never, most: 10 })
    expect(await read(10)).toHaveLength(10)
    await expect(read(11)).rejects.toMatchObject({ code: 'input_too_large' })
  })
})

describe.runIf(withFifo)('reading a named file', () => {
  it('fails when the file is larger than the limit', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'ten')
    writeFileSync(path, '0123456789')
    expect(readPlainFile(path, 10)).toBe('0123456789')
    expect(() => readPlainFile(path, 9)).toThrow(expect.objectContaining({ code: 'input_too_large' }) as Error)
  })

  it.runIf(process.platform === 'linux')('returns the text of a file in /proc, whose size is 0', () =>
    expect(readPlainFile('/proc/self/status')).toMatch(/^Name:/),
  )

  it('ends when its AbortSignal aborts while it waits for a pipe (`/dev/fd/N`, as a shell passes it)', async () => {
    using folder = temporaryFolder()
    const fifo = join(folder.path, 'pipe')
    execFileSync('mkfifo', [fifo])
    // The test opens the pipe for reading and writing, because opening it only for one of the two would block.
    const fd = openSync(fifo, 'r+')
    const stop = new AbortController()
    const waiting = readNamedFile(`/dev/fd/${fd}`, { signal: stop.signal })
    stop.abort(new Interruption('interrupted'))
    await expect(waiting).rejects.toBe(stop.signal.reason)
    createWriteStream(fifo, { fd }).destroy()
  })
})

describe.runIf(withFifo)('explain, in the built program', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('exits after one %s while it waits for standard input', async (signal, code) => {
    using place = createPlace()
    const program = place.start(['explain', '-'])
    // A pipe cannot store a million bytes, so the program has started to read when all bytes are written.
    await new Promise((resolve) => program.child.stdin.write('x'.repeat(1_000_000), resolve))
    program.child.kill(signal)
    expect(await program.ended).toBe(code)
  })

  it('reads the pipe of a process substitution in bash', () => {
    using place = createPlace()
    const argv = [`${process.execPath}`, join(import.meta.dirname, '..', '..', 'bin', 'slack-tokens.js')]
    const out = execFileSync(
      'bash',
      ['-c', `"${argv.join('" "')}" explain <(echo '{"ok":false,"error":"invalid_auth"}') --json`],
      {
        env: { PATH: process.env['PATH'], HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: place.directory },
        encoding: 'utf8',
      },
    )
    expect(JSON.parse(out)).toMatchObject({ shape: 'error' })
  })
})
