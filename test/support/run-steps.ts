import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { launcher, node } from './program.ts'

export interface WorkflowStep {
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

export interface RanSteps {
  /** The exit code of the last step that ran. */
  readonly code: number
  /** The commands that ran. */
  readonly ran: readonly string[]
  /** What all steps printed, on both streams. */
  readonly output: string
}

/**
 * Runs the `run` steps of a job in order, as GitHub’s runner does, until one step fails. Each step has its own shell,
 * which stops at the first error. `npm ci` and `npm install` do nothing, and `slack-tokens` is the built program of
 * this repository.
 * @param folder a folder for the programs
 */
export function runSteps(
  steps: readonly WorkflowStep[],
  {
    folder,
    cwd,
    env,
  }: { readonly folder: string; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): RanSteps {
  const programs = join(folder, 'programs')
  mkdirSync(programs, { recursive: true })
  const path = process.env['PATH'] ?? ''
  const program = (name: string, text: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(programs, name), 0o755)
  }
  program('npm', `case "$1" in ci | install) exit 0 ;; esac\nPATH='${path}' exec npm "$@"`)
  program('slack-tokens', `exec '${node}' '${launcher}' "$@"`)
  const ran: string[] = []
  let output = ''
  for (const { run, shell, env: own = {} } of steps) {
    if (run === undefined) continue
    ran.push(run)
    const words = shell === 'bash' ? ['bash', '--noprofile', '--norc', '-eo', 'pipefail'] : ['sh', '-e']
    const file = join(folder, 'step.sh')
    writeFileSync(file, run)
    const { status, stdout, stderr } = spawnSync(words[0] ?? 'sh', [...words.slice(1), file], {
      cwd,
      encoding: 'utf8',
      env: { ...env, ...own, PATH: `${programs}${delimiter}${path}` },
    })
    output += stdout + stderr
    if (status !== 0) return { code: status ?? -1, ran, output }
  }
  return { code: 0, ran, output }
}
