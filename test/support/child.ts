import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { type Temporary, temporaryFolder } from './temporary.ts'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Child {
  readonly process: ChildProcess
  /** Resolves with all of stdout when it contains `text`, or when the child exits. */
  until(text: string): Promise<string>
  readonly ended: Promise<Ended>
}

export interface Script extends Temporary {
  start(args: readonly string[], options?: { env?: NodeJS.ProcessEnv; uid?: number; cwd?: string }): Child
}

/**
 * Bundles `test/support/<name>.ts` as the build bundles the tool, because some supported Node.js versions cannot run
 * TypeScript.
 */
export async function bundleScript(name: string): Promise<Script> {
  const folder = temporaryFolder()
  // A child process of another user also reads the script, so everyone may read the folder.
  chmodSync(folder.path, 0o755)
  const path = join(folder.path, `${name}.mjs`)
  const { leaveOut } = (await import(new URL('../../build.js', import.meta.url).href)) as { leaveOut: Plugin }
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    banner: { js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);" },
    plugins: [leaveOut],
  })
  return {
    path,
    start: (args, options = {}) => watch(spawn(process.execPath, [path, ...args], { ...options, stdio: 'pipe' })),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

function watch(child: ChildProcess): Child {
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ ...output, code, signal }))
  return {
    process: child,
    ended,
    async until(text) {
      const seen = new Promise<void>((resolve) => {
        const look = () => output.stdout.includes(text) && resolve()
        child.stdout?.on('data', look)
        look()
      })
      await Promise.race([seen, ended])
      return output.stdout
    },
  }
}
