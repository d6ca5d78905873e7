import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { type Host, systemClock } from '../../src/runtime/process-host.ts'
import { run } from '../../src/runtime/program.ts'
import { runCredential } from '../../src/runtime/run-credential.ts'
import { createSystem } from '../../src/runtime/system.ts'

/** The machine of a simulated user: a temporary config folder, and commands that run with it. */
export interface Machine extends Disposable {
  readonly directory: string
  run(argv: readonly string[], over?: Over): Promise<Ran>
}

export interface Over extends Partial<Omit<Host, 'stdin' | 'stderr' | 'promptOutput'>> {
  readonly stderr?: Writable & { isTTY?: boolean }
  /** The text on standard input; without this field, standard input is a terminal where nobody types. */
  readonly input?: string
  /** Standard input as a stream, for input that arrives later or does not end. */
  readonly piping?: Readable
  /** A stream for the text that a person types at the terminal. */
  readonly typing?: PassThrough
  /** The width of the terminal in columns; without this field, stdout and stderr are no terminals. */
  readonly columns?: number
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The content of stdout, parsed as JSON. */
  readonly json: unknown
}

/** Creates a machine with a fake terminal, environment and browser, and with a real store, simulator and HTTP. */
export function createMachine(env: Readonly<Record<string, string>> = {}): Machine {
  const directory = join(mkdtempSync(join(tmpdir(), 'slack-tokens-test-')), 'config')
  // XDG_RUNTIME_DIR is beside the config folder, so that recovery files do not go to the shared temporary folder.
  const own = {
    HOME: directory,
    SLACK_TOKENS_CONFIG_DIR: directory,
    XDG_RUNTIME_DIR: dirname(directory),
    BROWSER: 'none',
  }
  return {
    directory,
    async run(argv, over = {}) {
      const { host, stdout, stderr } = hostOf(directory, { ...over, env: { ...own, ...env, ...over.env } })
      const code = await run(argv, createSystem(host))
      return {
        code,
        stdout: stdout.text(),
        stderr: stderr.text(),
        get json() {
          return JSON.parse(stdout.text())
        },
      }
    },
    [Symbol.dispose]() {
      rmSync(join(directory, '..'), { recursive: true, force: true })
    },
  }
}

/** Returns a fake process host for a config folder. A test can read the streams of this host. */
export function hostOf(directory: string, over: Over) {
  const { input, piping, typing, columns, ...hostOver } = over
  const stdout = capture(columns)
  const stderr = capture(columns)
  const host: Host = {
    env: over.env ?? { HOME: directory, SLACK_TOKENS_CONFIG_DIR: directory, BROWSER: 'none' },
    stdin:
      piping ??
      (input === undefined ? Object.assign(typing ?? new PassThrough(), { isTTY: true }) : Readable.from([input])),
    stdout: stdout.stream,
    stderr: stderr.stream,
    promptOutput: over.stderr ?? stderr.stream,
    platform: 'linux',
    hostname: 'test-machine',
    exists: () => false,
    cwd: directory,
    typedName: () => 'slack-tokens',
    clock: systemClock,
    signal: new AbortController().signal,
    openBrowser: () => Promise.reject(new Error('This test opens no browser')),
    runProgram: () => Promise.reject(new Error('This test runs no program')),
    runCredential: (words, signal) => runCredential(words, { signal }),
    startDetached: () => Promise.reject(new Error('This test starts no other process')),
    beforeHttp: () => {},
    beforeLargeFile: () => {},
    ...withoutEnv(hostOver),
  }
  return { host, stdout, stderr }
}

function withoutEnv({
  env: _env,
  ...rest
}: Omit<Over, 'input' | 'piping' | 'typing' | 'columns'>): Omit<
  Over,
  'input' | 'piping' | 'typing' | 'columns' | 'env'
> {
  return rest
}

function capture(columns?: number) {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}

/**
 * Returns a stream (`stream`), a promise of the first match of `pattern` in the text written to it (`found`), and a
 * function that returns the text so far (`text`).
 */
export function watch(pattern: RegExp): { stream: Writable; found: Promise<RegExpExecArray>; text: () => string } {
  let text = ''
  let settle: (match: RegExpExecArray) => void = () => {}
  const found = new Promise<RegExpExecArray>((resolve) => {
    settle = resolve
  })
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8')
      const match = pattern.exec(text)
      if (match) settle(match)
      done()
    },
  })
  return { stream, found, text: () => text }
}
