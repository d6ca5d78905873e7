'use strict'
// The entry of the built program. It loads the chunks beside it with V8's code cache: without it, V8 compiles the same
// functions at every start, which takes a fifth of the time of a start. Node.js has such a cache itself since 22.8, but
// this program also runs on Node.js 20. The cache is a folder beside the chunks, so nobody can change it who cannot
// change the program, and it is gone when the program is replaced. It holds only code. Where the folder cannot be
// written, the program starts without it. NODE_DISABLE_COMPILE_CACHE=1 switches it off, as for Node.js's own.
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

/** The build, because V8 compares only the length of a chunk with its cache. */
const build = '<build>'
/** The number of bytes that `sealOf` returns. */
const sealed = build.length + 12
/** A process that ran longer, in seconds, does not write: V8 has dropped the code that only a start uses. */
const longest = 60

let folder = join(__dirname, 'compiled', `${build}-${process.version}-${process.arch}`)
const cached = process.env.NODE_DISABLE_COMPILE_CACHE === undefined
/** Every loaded chunk by its path. */
const chunks = new Map()
/** The scripts of the chunks that were loaded since the options of V8 changed, by path. */
const scripts = new Map()
let complete = true

/** Returns the exports of a chunk (`./name.js`), or of a module of Node.js or a package. */
function load(path) {
  if (path === 'node:v8') separate()
  if (!path.startsWith('./')) return require(path)
  let chunk = chunks.get(path)
  if (chunk === undefined) {
    chunk = { exports: {} }
    chunks.set(path, chunk)
    const script = compile(path)
    scripts.set(path, script)
    script.runInThisContext()(chunk.exports, load, chunk, join(__dirname, path))
  }
  return chunk.exports
}

/** Imports a package for a chunk, because V8 does not store with the code who answers its `import()`. */
load.slackTokensImport = (name) => import(name)

/**
 * Stores what is loaded until now, and gives the later chunks a folder of their own. The program loads `node:v8` only to
 * change an option of V8, before it loads undici, and V8 rejects a cache that was created with other options.
 */
function separate() {
  if (cached) store()
  scripts.clear()
  complete = true
  folder += '-options'
}

function compile(path) {
  const filename = join(__dirname, path)
  const cachedData = cached ? stored(path) : undefined
  const script = new Script(`(function(exports,require,module,__filename){${readFileSync(filename, 'utf8')}\n})`, {
    filename,
    cachedData,
  })
  // Node.js rejects the cache of another build of Node.js, or with other options of V8.
  if (cachedData === undefined || script.cachedDataRejected) complete = false
  return script
}

function stored(path) {
  try {
    const bytes = readFileSync(join(folder, `${path}.bin`))
    const code = bytes.subarray(0, bytes.length - sealed)
    return bytes.subarray(code.length).equals(sealOf(path, code)) ? code : undefined
  } catch {
    return undefined
  }
}

/**
 * Returns the last bytes of a file of the cache: the build, when the chunk was last changed, and a sum of the code. V8
 * checks none of them: it would run the code of a chunk that somebody has edited, and ends the process when a power
 * failure has left zeros in a file. The sum is of four bytes in every 64, because all of them take too long.
 */
function sealOf(path, code) {
  const words = new Int32Array(code.buffer, code.byteOffset, code.length >> 2)
  let sum = code.length
  for (let index = 0; index < words.length; index += 16) sum = (Math.imul(sum, 31) + words[index]) | 0
  const seal = Buffer.alloc(sealed, build)
  seal.writeDoubleLE(statSync(join(__dirname, path)).mtimeMs, build.length)
  seal.writeInt32LE(sum, build.length + 8)
  return seal
}

/** Stores all loaded chunks with the functions that this run has compiled, when the cache of a chunk was missing. */
function store() {
  if (complete || process.uptime() > longest) return
  try {
    // Files of root in a package of somebody else would keep its owner from removing the package.
    if (process.geteuid && process.geteuid() !== statSync(__dirname).uid) return
    // The modes are set, because with an empty umask everybody could change the code.
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    sweep()
    for (const [path, script] of scripts) {
      const code = script.createCachedData()
      replace(`${path}.bin`, Buffer.concat([code, sealOf(path, code)]))
    }
  } catch {
    // The folder cannot be written. The next start compiles again.
  }
}

/** Removes the cache of other builds, and what a process has left that was ended while it stored. */
function sweep() {
  const all = join(__dirname, 'compiled')
  for (const name of readdirSync(all))
    if (/^[0-9a-f]{12}-v\d/.test(name) && !name.startsWith(build))
      rmSync(join(all, name), { recursive: true, force: true })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!name.endsWith('.bin') && statSync(path).mtimeMs < Date.now() - longest * 1000) rmSync(path, { force: true })
  }
}

/** Replaces a file of the cache at once, because another process may read it at this moment. */
function replace(name, content) {
  const fresh = join(folder, `${name}.${process.pid}.${Date.now()}`)
  try {
    writeFileSync(fresh, content, { mode: 0o644, flag: 'wx' })
    renameSync(fresh, join(folder, name))
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}

if (cached) process.once('exit', store)
load('./entry.js')
