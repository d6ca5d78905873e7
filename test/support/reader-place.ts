import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { RealOutput } from './console-blocks.ts'
import { type Happening, type InProcess, serveInProcess } from './in-process.ts'
import { freePort, launcher, node } from './program.ts'
import { temporaryFolder } from './temporary.ts'

const root = join(dirname(launcher), '..')

export interface ReaderOptions {
  /**
   * The files in the folder in which the commands run: name → content, or name → the path of a file in the repository.
   * In the content, `$PORT` stands for the port of the app.
   */
  readonly files?: Readonly<Record<string, string | { readonly from: string }>>
  /** Programs on the PATH: name → a shell script. */
  readonly programs?: Readonly<Record<string, string>>
  /**
   * Matches the first command that calls the real Slack. From this command on, the simulator answers for
   * https://slack.com, also to this tool itself.
   */
  readonly slack?: RegExp
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Runs this program without a process of its own for each command. */
  readonly inProcess?: Happening
  /** The folder whose copy is the home, with what earlier commands stored. */
  readonly home?: string
  /** The content of `.slack-tokens.json` in the folder above the one in which the commands run. */
  readonly project?: object
}

export interface ReaderPlace extends AsyncDisposable {
  /** The folder in which the commands run. */
  readonly folder: string
  readonly home: string
  readonly env: Readonly<Record<string, string>>
  /** Runs the commands one after the other in one shell, as a person types them. */
  run(commands: readonly string[]): Promise<RealOutput[]>
  /** Ends the simulator that the commands left running. */
  stop(): Promise<void>
}

/**
 * Prepares what a reader of a document has: an empty folder and home, this program on the PATH, and a browser in which
 * somebody presses Allow. `npx` and `npm install` use the program of this repository. `npm start` starts an app.
 */
export async function createReaderPlace({
  files = {},
  programs = {},
  slack,
  env: more = {},
  inProcess,
  home,
  project,
}: ReaderOptions): Promise<ReaderPlace> {
  const place = temporaryFolder()
  const at = (...parts: string[]) => join(place.path, ...parts)
  for (const name of ['home', 'programs', 'work']) mkdirSync(at(name))
  if (project !== undefined) writeFileSync(at('.slack-tokens.json'), JSON.stringify(project))
  if (home !== undefined) cpSync(home, at('home'), { recursive: true })
  const path = process.env['PATH'] ?? ''
  // The usual port may be in use on the computer that runs the tests.
  const port = await freePort()
  const program: InProcess = inProcess
    ? await serveInProcess(place.path, inProcess)
    : {
        script: `exec '${node}' '${launcher}' "$@"`,
        async stop() {
          await once(spawn(node, [launcher, 'sim', 'stop'], { env, cwd: at('work'), stdio: 'ignore' }), 'close')
        },
        close() {},
      }
  const tool = `${project ? '' : `case "$1 $2" in 'login --sim' | 'login http'*) set -- "$@" --port ${port} ;; esac\n`}${program.script}`
  const scripts: Readonly<Record<string, string>> = {
    'slack-tokens': tool,
    npx: `shift\n${tool}`,
    npm: `case "$1" in install) exit 0 ;; start) exec '${node}' app.mjs ;; test) exec '${node}' test.mjs ;; esac\nexit 9`,
    'press-allow': `exec '${node}' '${join(import.meta.dirname, 'press-allow.mjs')}' "$1"`,
    ...programs,
  }
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(at('programs', name), `#!/usr/bin/env bash\n${script}\n`)
    chmodSync(at('programs', name), 0o755)
  }
  const env = {
    PATH: `${at('programs')}${delimiter}${path}`,
    HOME: at('home'),
    XDG_RUNTIME_DIR: at('home'),
    BROWSER: at('programs', 'press-allow'),
    PORT: String(await freePort()),
    LANG: 'C.UTF-8',
    ...more,
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at('work', name)), { recursive: true })
    if (typeof content === 'string') writeFileSync(at('work', name), content.replaceAll('$PORT', env.PORT))
    else cpSync(join(root, content.from), at('work', name))
  }
  return {
    folder: at('work'),
    home: at('home'),
    env,
    run: async (commands) => {
      const first = slack ? commands.findIndex((command) => slack.test(command)) : -1
      const real = await runAll(commands, {
        ...{ cwd: at('work'), env },
        before: (index) => (index === first ? turnedTo(port) : ''),
      })
      // The reader did not type this port, which login repeats in its hints.
      return real.map(({ code, output }) => ({
        code,
        output: output.map((line) => line.replace(` --port ${port}`, '')),
      }))
    },
    stop: program.stop,
    async [Symbol.asyncDispose]() {
      await program.stop()
      program.close()
      place[Symbol.dispose]()
    },
  }
}

/**
 * Returns shell commands that let the simulator answer for Slack, through a proxy. The simulated app has the redirect
 * URL of `login`. With the real Slack, a person adds this URL.
 */
const turnedTo = (
  port: number,
) => `slack-tokens sim start --detach --redirect-url https://localhost:${port}/slack/callback >/dev/null 2>&1
eval "$(slack-tokens sim env --json 2>/dev/null | '${node}' -e '
  const { variables } = JSON.parse(require("node:fs").readFileSync(0, "utf8"))
  for (const name of ["HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "NO_PROXY"]) console.log("export " + name + "=" + variables[name])
  console.log("export PRESS_ALLOW_AT=" + variables.SLACK_API_URL)')"`

/** Waits for an app that was started in the background. */
const listening = 'until (exec 3<>/dev/tcp/localhost/$PORT) 2>/dev/null; do sleep 0.05; done'

/** Separates the outputs of the commands; no program prints it. */
const mark = '\u001e'

async function runAll(
  commands: readonly string[],
  { before, ...options }: { before: (index: number) => string; cwd: string; env: Readonly<Record<string, string>> },
): Promise<RealOutput[]> {
  const script = commands
    .flatMap((command, index) => [
      before(index),
      command,
      command.endsWith('&') ? listening : '',
      `printf '\\n${mark}%s${mark}' $?`,
    ])
    .join('\n')
  // The shell has its own process group, so that programs that a document starts in the background end with the shell.
  const child = spawn('bash', ['-c', `exec 2>&1\n${script}`], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const exited = once(child, 'exit')
  const output = text(child.stdout)
  await exited
  if (child.pid !== undefined) endGroup(child.pid)
  const parts = (await output).split(mark)
  return commands.map((command, index) => {
    const [printed, code] = [parts[index * 2], parts[index * 2 + 1]]
    if (printed === undefined || code === undefined) throw new Error(`The shell ended before: ${command}`)
    const lines = printed.replace(/\n$/, '').replace(/\n$/, '').split('\n')
    return { code: Number(code), output: lines.length === 1 && lines[0] === '' ? [] : lines }
  })
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid)
  } catch {
    // No process of the group runs any more.
  }
}
