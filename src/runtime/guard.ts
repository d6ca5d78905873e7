import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { runVariable } from './run-processes.ts'

/**
 * Another process that cleans up after one run. If this process dies before it could do so itself, the guard stops the
 * programs of the run and removes its folders.
 */
export interface Guard {
  /** The value of `runVariable`, which marks the processes of the run. */
  readonly run: string
  /** The environment entry that the programs of the run must have. */
  readonly mark: Readonly<Record<typeof runVariable, string>>
  /**
   * Adds a program that this process started, or the program's process group. Call the returned function when the
   * program has ended: it removes the program from the guard, because another program can get the same id later.
   */
  addProcess(kind: 'process' | 'group', pid: number | undefined): () => void
  /** Adds a folder. Call it before the folder is created. */
  addFolder(path: string): void
  /** Ends the guard without stopping or removing anything. */
  end(): void
  /**
   * Makes the guard stop the programs and remove the folders now. Resolves when the guard is done, after at most three
   * seconds.
   */
  finish(): Promise<void>
}

/** Starts the guard of one run. A guard that cannot be started does nothing. */
export function startGuard({ PATH, SystemRoot }: Readonly<Record<string, string | undefined>>): Guard {
  const run = randomUUID()
  const script = fileURLToPath(new URL('./guard.cjs', import.meta.url))
  const child = spawn(process.execPath, [script, `${runVariable}=${run}`], {
    // Detached, so that a signal to this program's group does not stop the guard.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // The guard does not get the other variables: if this run is inside another run, the guard of the outer run must
    // not stop this guard as one of its processes.
    env: { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }) },
  })
  for (const emitter of [child, child.stdin]) emitter.on('error', () => {})
  child.unref()
  const tell = (line: string) => void child.stdin.write(`${line}\n`)
  return {
    run,
    mark: { [runVariable]: run },
    addProcess(kind, pid) {
      if (pid === undefined) return () => {}
      tell(`${kind} ${pid}`)
      return () => tell(`ended ${kind} ${pid}`)
    },
    addFolder: (path) => tell(`folder ${path}`),
    end: () => void child.kill(),
    async finish() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      child.ref()
      const exited = once(child, 'exit')
      child.stdin.end()
      await exited
    },
  }
}
