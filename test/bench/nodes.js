import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Returns the version and the path of the Node.js that runs this bench. */
export function ownNode() {
  return describe(process.execPath, process.versions.node)
}

/**
 * Installs another version of Node.js, with the npm package `node`, into a temporary folder. Returns its version and
 * path, or a `failure`, with which every row of this version fails.
 */
export function otherNode(major) {
  try {
    return install(major)
  } catch (failure) {
    return { version: major, major: Number(major), failure }
  }
}

function install(major) {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-bench-node-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const args = ['install', '--loglevel=error', '--no-save', '--no-package-lock', '--prefix', folder, `node@${major}`]
  const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm could not install node@${major}: ${error?.message ?? stderr}`)
  const path = join(folder, 'node_modules', 'node', 'bin', 'node')
  return describe(path, versionOf(path))
}

function versionOf(path) {
  const { status, stdout, error } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${path} is no Node.js: ${error?.message ?? status}`)
  return stdout.trim().slice(1)
}

function describe(path, version) {
  return { path, version, major: Number(version.split('.')[0]) }
}
