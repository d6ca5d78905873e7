import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { launcher, node } from './program.ts'
import { temporaryFolder } from './temporary.ts'

const root = join(dirname(launcher), '..')

export interface PackedProject extends Disposable {
  readonly path: string
  /** The path of the packed tarball. */
  readonly tarball: string
  /** The size of the package when it is unpacked. */
  readonly bytes: number
  makeFolder(path: string): void
  /** Writes a program and runs it. Returns its output and its exit code. */
  run(name: string, text: string): string
}

/** Creates a project whose node_modules contains only the packed package. */
export function packedProject(): PackedProject {
  const folder = temporaryFolder()
  const packed = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.path], {
    cwd: root,
    encoding: 'utf8',
  })
  const [{ filename, unpackedSize }] = JSON.parse(packed.stdout) as [{ filename: string; unpackedSize: number }]
  spawnSync('tar', ['-xzf', filename], { cwd: folder.path })
  mkdirSync(join(folder.path, 'node_modules'))
  cpSync(join(folder.path, 'package'), join(folder.path, 'node_modules', 'slack-tokens'), { recursive: true })
  return {
    path: folder.path,
    tarball: join(folder.path, filename),
    bytes: unpackedSize,
    makeFolder(path) {
      mkdirSync(path)
    },
    run(name, text) {
      writeFileSync(join(folder.path, name), text)
      const options = { cwd: folder.path, encoding: 'utf8', timeout: 20_000 } as const
      const { stdout, stderr, status } = spawnSync(node, [name], options)
      return `${stdout}${stderr}${status}`
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}
