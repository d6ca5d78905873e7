import { spawn, spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standardOutput } from '../../src/terminal/output.ts'

const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-output-'))
const module = join(folder, 'output.cjs')

beforeAll(() => {
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../src/terminal/output.ts')],
    outfile: module,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program that prints through a standard output, and says on stderr whether it opened the stream of Node.js. */
const program = (work: string) => `
  const { standardOutput } = require(${JSON.stringify(module)})
  let opened = 0, failures = []
  const out = standardOutput({ descriptor: 1, open: () => { opened += 1; return process.stdout } }, process.platform)
  out.on('error', (error) => failures.push(error.code))
  process.on('exit', () => require('node:fs').writeSync(2, JSON.stringify({ opened, failures, writable: out.writable })))
  ${work}`

/** Writes to a pipe that does not wait until it is full. Returns the code of the error. */
function fill(pipe: number): string | undefined {
  try {
    for (let i = 0; i < 10_000; i += 1) writeSync(pipe, Buffer.alloc(4096))
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}

const said = (text: string) => JSON.parse(text) as { opened: number; failures: string[]; writable: boolean }

function runIn(stdout: 'pipe' | number, work: string) {
  const { stdout: printed, stderr } = spawnSync(process.execPath, ['-e', program(work)], {
    stdio: ['ignore', stdout, 'pipe'],
    encoding: 'utf8',
    maxBuffer: 10_000_000,
  })
  return { printed, ...said(stderr) }
}

describe('standardOutput', () => {
  it('prints a short text to a pipe without the stream of Node.js', () => {
    const ran = runIn('pipe', `out.write('ä'.repeat(8000)); out.write('!')`)
    expect(ran).toStrictEqual({ printed: `${'ä'.repeat(8000)}!`, opened: 0, failures: [], writable: true })
  })

  it('prints a long text to a pipe through the stream, in order', () => {
    const ran = runIn('pipe', `out.write('first\\n'); out.write('x'.repeat(300_000)); out.write('\\nlast')`)
    expect(ran.printed).toBe(`first\n${'x'.repeat(300_000)}\nlast`)
    expect(ran.opened).toBe(1)
  })

  it('prints a long text to a file without the stream', () => {
    const path = join(folder, 'long.txt')
    const file = openSync(path, 'w')
    const ran = runIn(file, `out.write('x'.repeat(300_000)); out.write('\\nlast')`)
    closeSync(file)
    expect(readFileSync(path, 'utf8')).toBe(`${'x'.repeat(300_000)}\nlast`)
    expect(ran.opened).toBe(0)
  })

  it('calls back after each write, directly and through the stream', () => {
    const ran = runIn(
      'pipe',
      `out.write('a', () => out.write('x'.repeat(80_000), () => out.write('z', () => out.write('\\n'))))`,
    )
    expect(ran.printed).toBe(`a${'x'.repeat(80_000)}z\n`)
  })

  it.each([
    ['the socket of a child process', 300, 1000],
    ['the socket of a child process', 30_000, 1],
    ['the socket of a child process', 1, 300_000],
    ['a pipe', 300, 1000],
    ['a pipe', 30_000, 1],
    ['a pipe', 1, 300_000],
    ['a pipe', 2, 60_000],
  ])('does not stand still when nobody reads %s: %i texts of %i bytes', async (kind, texts, bytes) => {
    const path = join(folder, `unread-${texts}-${bytes}`)
    if (kind === 'a pipe') spawnSync('mkfifo', [path])
    const stdout = kind === 'a pipe' ? openSync(path, constants.O_RDWR) : 'pipe'
    // The child would never print “alive” if a write waited for the reader.
    const work = `for (let i = 0; i < ${texts}; i += 1) out.write('x'.repeat(${bytes}))
      require('node:fs').writeSync(2, 'alive\\n')
      setTimeout(() => {}, 60_000)`
    const child = spawn(process.execPath, ['-e', program(work)], { stdio: ['ignore', stdout, 'pipe'] })
    const { stderr } = child
    const [first] = await new Promise<[Buffer]>((resolve) =>
      stderr?.once('data', (...args) => resolve(args as [Buffer])),
    )
    child.kill('SIGKILL')
    if (stdout !== 'pipe') closeSync(stdout)
    expect(first.toString()).toContain('alive')
  })

  it.runIf(process.platform === 'linux')('prints what a pipe takes at once without the stream', () => {
    const path = join(folder, 'roomy')
    spawnSync('mkfifo', [path])
    const pipe = openSync(path, constants.O_RDWR)
    const { opened } = runIn(pipe, `out.write('a'.repeat(60_000)); out.write('b'.repeat(5_536))`)
    const printed = Buffer.alloc(100_000)
    const length = readSync(pipe, printed)
    closeSync(pipe)
    expect(opened).toBe(0)
    expect(printed.toString('utf8', 0, length)).toBe(`${'a'.repeat(60_000)}${'b'.repeat(5_536)}`)
  })

  it('tells the listeners that the reader has closed the pipe, and prints no more', async () => {
    const child = spawn(
      process.execPath,
      ['-e', program(`process.stdin.on('data', () => { out.write('a'); out.write('b', () => process.exit(0)) })`)],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    )
    child.stdout.once('close', () => child.stdin.write('go'))
    child.stdout.destroy()
    let text = ''
    for await (const chunk of child.stderr) text += chunk
    expect(said(text)).toStrictEqual({ opened: 0, failures: ['EPIPE'], writable: false })
  })

  it('gives what a full pipe does not take to the stream', () => {
    const path = join(folder, 'pipe')
    spawnSync('mkfifo', [path])
    const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
    const written: Buffer[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk)
        done()
      },
    })
    expect(fill(pipe)).toBe('EAGAIN')
    const out = standardOutput({ descriptor: pipe as 1, open: () => stream }, 'linux')
    out.write('late')
    out.write('later')
    closeSync(pipe)
    expect(Buffer.concat(written).toString()).toBe('latelater')
  })

  it('is the stream itself for a terminal, on Windows, and for a closed descriptor', () => {
    const stream = new Writable()
    expect(standardOutput({ descriptor: 1, open: () => stream }, 'win32')).toBe(stream)
    expect(standardOutput({ descriptor: 99_999 as 1, open: () => stream }, 'linux')).toBe(stream)
  })
})
