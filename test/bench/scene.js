import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** One of the programs that are measured or that measure. */
export function program(name) {
  return join(repository, 'test', 'bench', 'programs', name)
}

/** Where one Node.js is measured: a temporary folder with a copy of the built program, and everything to close after. */
export function createScene(node, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-bench-'))
  /** @type {(() => unknown)[]} */
  const closers = [() => rmSync(folder, { recursive: true, force: true })]
  const shared = new Map()
  for (const name of ['bin', 'dist', 'package.json']) {
    // A copy, because the tree may be built anew while this runs.
    cpSync(join(repository, name), join(folder, 'program', name), { recursive: true })
  }
  mkdirSync(join(folder, 'temp'))
  return {
    node,
    signal,
    folder,
    launcher: join(folder, 'program', 'bin', 'slack-tokens.js'),
    // Nothing of the person's own: NODE_EXTRA_CA_CERTS alone costs every start of Node.js 20 some 50 ms.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: join(folder, 'temp'), BROWSER: 'none' },
    onClose: (close) => closers.push(close),
    /** The same promise for every subject that asks for `name`. */
    share(name, make) {
      if (!shared.has(name)) shared.set(name, make())
      return shared.get(name)
    },
    async close() {
      for (const close of closers.reverse()) await close()
    },
  }
}
