import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { constants } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { Interruption } from '../../src/errors.ts'
import type { Host } from '../../src/runtime/process-host.ts'
import { run } from '../../src/runtime/program.ts'
import { runCredential } from '../../src/runtime/run-credential.ts'
import { createSystem } from '../../src/runtime/system.ts'
import { hostOf } from './cli.ts'

/** What happens while a command of this program runs. */
export interface Happening {
  /** The lines that a person types at the prompts. */
  readonly types?: readonly string[]
  /** Matches the output of a command that runs until Ctrl-C; then somebody presses Ctrl-C. */
  readonly until?: RegExp
  /** Opens a page, in place of a browser. */
  readonly openBrowser?: (url: string) => Promise<void>
}

/** This program, without a process of its own for each call. */
export interface InProcess {
  /** A shell script that calls the program with its arguments, environment, folder and standard input. */
  readonly script: string
  /** Ends what the commands left running in the background. */
  stop(): Promise<void>
  close(): void
}

/**
 * Runs this program in this process for shell scripts, because a new process for each command takes much longer. The
 * script passes its arguments, environment and input in files of `folder`, and gets the output back in files.
 */
export async function serveInProcess(folder: string, happening: Happening): Promise<InProcess> {
  const types = [...(happening.types ?? [])]
  const background: { over: AbortController; ended: Promise<unknown> }[] = []
  const answer = async (socket: Socket) => {
    socket.on('error', () => {})
    const [call = ''] = (await once(socket, 'data')).map(String)
    const code = await runCall(call.trim(), { happening, types, background })
    socket.end(`${code}\n`)
  }
  const server = createServer((socket) => void answer(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    // A device as standard input, as a document's commands have it, stands for a terminal.
    script: `call=$(mktemp -d '${folder}/call-XXXXXX') || exit 99
printf '%s\\0' "$@" >"$call/argv"
env -0 >"$call/env"
pwd >"$call/cwd"
if [ -p /dev/stdin ] || [ -f /dev/stdin ]; then cat >"$call/stdin"; fi
exec 3<>/dev/tcp/127.0.0.1/${address.port}
echo "$call" >&3
read -r code <&3
cat "$call/stdout"
cat "$call/stderr" >&2
exit "$code"`,
    async stop() {
      for (const { over, ended } of background.splice(0)) {
        over.abort(new Interruption('terminated'))
        await ended
      }
    },
    close: () => void server.close(),
  }
}

/** The longest time for one command, in milliseconds. */
const patience = 20_000

interface Surroundings {
  readonly happening: Happening
  /** The lines that nobody has typed yet. */
  readonly types: string[]
  readonly background: { over: AbortController; ended: Promise<unknown> }[]
}

/** Runs the command line of a call, and writes its output into the files of the call. Returns the exit code. */
async function runCall(call: string, { happening, types, background }: Surroundings): Promise<number> {
  const read = (name: string) => readFileSync(join(call, name), 'utf8')
  const argv = read('argv').split('\0').slice(0, -1)
  const env = Object.fromEntries(
    read('env')
      .split('\0')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const input = existsSync(join(call, 'stdin')) ? readFileSync(join(call, 'stdin')) : undefined
  const typing = Object.assign(new PassThrough(), { isTTY: true })
  const over = new AbortController()
  const output = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        output[name] += chunk.toString('utf8')
        if (happening.until?.test(output[name])) over.abort(new Interruption('interrupted'))
        // A prompt ends with a colon and waits on the same line.
        if (name === 'stderr' && output.stderr.endsWith(': ') && types.length > 0) {
          const line = `${types.shift()}\n`
          setImmediate(() => typing.write(line))
        }
        done()
      },
    })
  const cwd = read('cwd').trim()
  const stdout = stream('stdout')
  const stderr = Object.assign(stream('stderr'), { isTTY: input === undefined && types.length > 0 })
  const host: Host = {
    ...hostOf(cwd, { env: { ...env, ...(types.length > 0 && { ACCESSIBLE: '1' }) } }).host,
    stdin: input === undefined ? typing : Readable.from([input]),
    stdout,
    stderr,
    promptOutput: stderr,
    exists: existsSync,
    signal: over.signal,
    openBrowser: happening.openBrowser ?? (() => Promise.reject(new Error('No browser'))),
    runProgram: async (command, args, childEnv, watcher) => {
      const child = spawn(command, args, { cwd, env: childEnv, stdio: ['ignore', 'pipe', 'pipe'] })
      child.stdout.pipe(stdout, { end: false })
      child.stderr.pipe(stderr, { end: false })
      watcher?.onStarted(child.pid)
      over.signal.addEventListener('abort', () => child.kill(), { once: true })
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
      return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
    },
    runCredential: (words, signal) =>
      runCredential(['env', `HOME=${env['HOME']}`, `PATH=${env['PATH']}`, ...words], { signal }),
    startDetached: async (words) => {
      let resolve: (line: string) => void = () => {}
      const line = new Promise<string>((settle) => {
        resolve = settle
      })
      const later = new AbortController()
      let printed = ''
      const first = new Writable({
        write(chunk: Buffer, _encoding, done) {
          printed += chunk.toString('utf8')
          if (printed.includes('\n')) resolve(printed.split('\n')[0] ?? '')
          done()
        },
      })
      const detached = { ...hostOf(cwd, { env }).host, cwd, stdout: first, signal: later.signal }
      const ended = run(words, createSystem(detached)).finally(() => resolve(printed))
      background.push({ over: later, ended })
      return await line
    },
  }
  // A command that waits for something that does not come ends with 143, so that the test names it.
  const late = setTimeout(() => over.abort(new Interruption('terminated')), patience)
  const code = await run(argv, createSystem(host))
  clearTimeout(late)
  writeFileSync(join(call, 'stdout'), output.stdout)
  writeFileSync(join(call, 'stderr'), output.stderr)
  return code
}
