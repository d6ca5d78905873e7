import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectContent } from '../../src/project/types.ts'
import { createMachine, type Machine, type Over, type Ran } from './cli.ts'
import { freePort } from './program.ts'

const subject = join(import.meta.dirname, '..', 'subjects', 'plain.mjs')

export interface ProjectMachine extends Machine {
  /** The folder of the project. */
  readonly folder: string
  /** The command that starts the app of the project. */
  readonly start: string
  readonly port: number
  /** Runs a command in the folder, with a port for the app and without a terminal. */
  in(argv: readonly string[], over?: Over & { readonly defect?: string }): Promise<Ran>
  /** Writes a file of the project. */
  write(name: string, content: unknown): void
}

/** Creates a machine with a project: a healthy app, and a `.slack-tokens.json` with this content. */
export async function projectMachine(
  content?: ProjectContent | ((start: string) => ProjectContent),
): Promise<ProjectMachine> {
  const machine = createMachine()
  const folder = join(machine.directory, '..', 'project')
  mkdirSync(join(folder, 'src'), { recursive: true })
  const port = await freePort()
  writeFileSync(join(folder, 'app.mjs'), `import ${JSON.stringify(subject)}\n`)
  const start = `"${process.execPath}" app.mjs`
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  if (content) write('.slack-tokens.json', typeof content === 'function' ? content(start) : content)
  return {
    ...{ ...machine, folder, start, port, write },
    in: (argv, { defect = '', env = {}, ...over } = {}) =>
      machine.run(argv, {
        ...{ cwd: folder, input: '', ...over },
        env: { PATH: process.env['PATH'] ?? '', PORT: String(port), DEFECT: defect, ...env },
      }),
  }
}
