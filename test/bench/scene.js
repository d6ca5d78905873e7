import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Returns the path of a program in test/bench/programs. */
export function program(name) {
  return join(repository, 'test', 'bench', 'programs', name)
}

/**
 * Creates the scene for one Node.js: a temporary folder with a copy of the built program, and the functions that close
 * what is open.
 */
export function createScene(node, signal) {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-bench-'))
  /** @type {(() => unknown)[]} */
  const closers = [() => rmSync(folder, { recursive: true, force: true })]
  const shared = new Map()
  for (const name of ['bin', 'dist', 'package.json']) {
    // The scene has a copy, because the original can be rebuilt during the bench.
    cpSync(join(repository, name), join(folder, 'program', name), { recursive: true })
  }
  mkdirSync(join(folder, 'temp'))
  return {
    node,
    signal,
    folder,
    launcher: join(folder, 'program', 'bin', 'slack-tokens.js'),
    // The programs get only these variables: the caller's NODE_EXTRA_CA_CERTS alone adds about 50 ms to every start of
    // Node.js 20.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: join(folder, 'temp'), BROWSER: 'none' },
    onClose: (close) => closers.push(close),
    /** Calls `make` once per `name`. Returns the same promise for every call with this name. */
    share(name, make) {
      if (!shared.has(name)) shared.set(name, make())
      return shared.get(name)
    },
    async close() {
      for (const close of closers.reverse()) await close()
    },
  }
}
