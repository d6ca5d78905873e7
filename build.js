// Bundles src into dist, in minified chunks: this halves the start-up time of every command.
//   --if-changed  does nothing when dist is newer than all of its sources
//   --install     first installs the packages, when node_modules is missing or older than the lock file
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { brotliCompressSync } from 'node:zlib'

const target = 'node20.18'
// The entries for other programs: `slack-tokens/simulator` and `slack-tokens/install`.
const libraries = { simulator: 'src/simulator/testing/index.ts', install: 'src/oauth/library/index.ts' }
const root = dirname(fileURLToPath(import.meta.url))
const at = (...parts) => join(root, ...parts)
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

function newestUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce(
    (newest, entry) => (entry.isFile() ? Math.max(newest, modified(join(entry.parentPath, entry.name))) : newest),
    0,
  )
}

/**
 * Installs the packages. npm's own messages go to stderr, because a program may read what the command prints to stdout.
 */
function install() {
  const current = modified(at('node_modules', '.package-lock.json')) >= modified(at('package-lock.json'))
  if (current) return
  process.stderr.write('Installing packages (once) …\n')
  const npm = process.env.npm_execpath
  const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(command, [...args, 'ci', '--include=dev', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`npm ci ended with ${status}`)
}

// Modules that these packages load on import, only for features that this tool does not use. conf loads modules for its
// schema, migrations, own writing, watching and encryption. commander loads one for commands that are separate
// programs. chalk loads one that detects the colour level, but this tool always sets the level. Together they would
// double the start-up time.
const neverReached = [
  { from: 'conf', what: /^(ajv\/dist\/2020\.js|ajv-formats|semver|debounce-fn|atomically|node:crypto)$/ },
  { from: 'commander', what: /^node:child_process$/ },
  { from: 'chalk', what: /^#supports-color$/ },
]
// conf compares the file with the file and its default values, which this tool does not have, to know whether it has to
// write them. `node:assert` opens stderr when it is loaded, which takes a fifth of the time of a start, and compares every
// value of a large file. Default values are only added to the top of the file, so this comparison finds the same.
const shallowAssert = `export default {
  deepEqual(one, other) {
    const [names, others] = [Object.keys(one), Object.keys(other)]
    if (names.length !== others.length || names.some((name) => one[name] !== other[name])) throw new Error('not equal')
  },
}`

// Node.js 20 reads a text in pieces of 8 KB into a buffer that grows: reading the bytes at once takes a third of the time
// for the file of a thousand installations.
const fastFiles = `import { existsSync, mkdirSync, readFileSync, unwatchFile, watch, watchFile, writeFileSync } from 'node:fs'
  export default {
    ...{ existsSync, mkdirSync, unwatchFile, watch, watchFile, writeFileSync },
    readFileSync(path, encoding) {
      const bytes = readFileSync(path)
      return encoding ? bytes.toString(encoding) : bytes
    },
  }`

/**
 * A plugin that omits the modules of `neverReached` from a bundle, and the assertions of conf. Tests that build a bundle
 * use it too.
 */
export const leaveOut = {
  name: 'leave-out',
  setup(build) {
    for (const { from, what } of neverReached) {
      build.onResolve({ filter: what }, ({ path, importer }) =>
        importer.includes(join('node_modules', from, '/')) ? { path, namespace: 'left-out' } : undefined,
      )
    }
    build.onResolve({ filter: /^node:(assert|fs)$/ }, ({ path, importer }) =>
      importer.includes(join('node_modules', 'conf', '/')) ? { path, namespace: 'for-conf' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'for-conf' }, ({ path }) => ({
      contents: path === 'node:fs' ? fastFiles : shallowAssert,
    }))
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `const gone = () => { throw new Error('${path} is left out of this build') }
        export default gone
        export { gone as Ajv2020, gone as writeFileSync }`,
    }))
  },
}

// undici's own entry loads fetch, WebSocket, caches and mocks, but this tool uses none of them. Of what remains, these
// modules are replaced. They would take a third of the time of a call:
const leftOut = 'module.exports = () => { throw new Error("left out of this build") }'
const undiciParts = {
  // HTTP/2 is used only on request, form data and blobs are never sent, and SOCKS proxies are refused (proxies.ts).
  'client-h2.js': leftOut,
  'fetch/body.js': leftOut,
  'socks5-proxy-agent': leftOut,
  'node:http2': 'exports.constants = {}',
  'node:assert':
    'module.exports = (value, message) => { if (!value) throw new Error(message ?? "undici is in a wrong state") }',
  // The largest size of the headers is Node.js's default. No request has the answer of another one as its body.
  'node:http': 'exports.maxHeaderSize = 16384',
  // undici contains its HTTP parser twice: once with SIMD instructions, and once for computers without SIMD. WebAssembly
  // refuses the empty module, so undici uses the parser that works everywhere.
  'llhttp_simd-wasm.js': 'module.exports = new Uint8Array()',
  'llhttp-wasm.js':
    'module.exports = require("node:fs").readFileSync(require("node:path").join(__filename, "..", "llhttp.wasm"))',
}
const justAgents = {
  name: 'just-agents',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'just-agents' }))
    build.onLoad({ filter: /^undici$/, namespace: 'just-agents' }, () => ({
      resolveDir: at('node_modules', 'undici'),
      contents: `
        Object.assign(require('./lib/dispatcher/dispatcher').prototype, {
          request: require('./lib/api/api-request'),
          connect: require('./lib/api/api-connect'),
        })
        exports.Agent = require('./lib/dispatcher/agent')
        exports.EnvHttpProxyAgent = require('./lib/dispatcher/env-http-proxy-agent')`,
    }))
    build.onResolve({ filter: /./ }, ({ path, importer }) => {
      const part = Object.keys(undiciParts).find((name) => path.endsWith(name))
      if (!part || !importer.includes(join('node_modules', 'undici', '/'))) return undefined
      return { path: part, namespace: 'undici-part' }
    })
    build.onLoad({ filter: /./, namespace: 'undici-part' }, ({ path }) => ({ contents: undiciParts[path] }))
  },
}

// Tables that are long and rarely read: what `drive --explain` says, the sentences and codes that `why` knows, the names
// of arguments and emoji, and the public suffixes that decide for which domains a site may set a cookie.
// Compressed, they take less than half the space.
const rarelyRead = [
  /explain[\\/]explanations\.ts$/,
  /facts[\\/](?:argument-names|emoji-table)\.ts$/,
  /known-errors[\\/](?:cli|interactions|js-libraries|other-libraries|pages|products|sdk-runtime|socket-mode)\.ts$/,
  /tldts[\\/]dist[\\/]es6[\\/]src[\\/]data[\\/]trie\.js$/,
]
const packedTables = {
  name: 'packed-tables',
  setup(build) {
    // Only the ES module of tldts keeps its table in a separate file.
    build.onResolve({ filter: /^tldts$/ }, () => ({ path: at('node_modules', 'tldts', 'dist', 'es6', 'index.js') }))
    for (const filter of rarelyRead) {
      build.onLoad({ filter }, async ({ path }) => {
        const options = { entryPoints: [path], bundle: true, format: 'esm', platform: 'node', write: false }
        const { outputFiles } = await build.esbuild.build(options)
        const table = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
        // The typed arrays of tldts become arrays, which have the same indexes.
        const values = Object.entries(table).map(([name, one]) => [name, ArrayBuffer.isView(one) ? [...one] : one])
        const json = JSON.stringify(Object.fromEntries(values))
        if (!isDeepStrictEqual(Object.entries(JSON.parse(json)), values)) throw new Error(`${path} is more than JSON`)
        const packed = brotliCompressSync(json).toString('base64')
        return {
          loader: 'js',
          contents: `import { brotliDecompressSync } from 'node:zlib'
            const table = JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString())
            export const { ${values.map(([name]) => name).join(', ')} } = table`,
        }
      })
    }
  },
}

const paths = (names) => names.map((name) => at('src', `${name}.ts`))
// Modules of a start that many commands never call. They become chunks of their own, which `loadLazily` loads when
// they are first called. Compiling code that is not called would take a fifth of the time of `--version`.
const lateInStart = paths([
  'config/choose-token',
  'config/config-file',
  'project/read-file',
  'slack/facts/mask',
  'terminal/wide-text',
])
// Modules that the simulator needs only when it answers. They import each other, so they become one chunk.
const lateInSimulator = paths(
  [
    'control/late-handlers',
    'events/drafts/drafts',
    'events/http-way',
    'events/missed',
    'events/parcel',
    'events/settings',
    'http/answer-visitor',
    'state/apply-seed',
    'state/scheduled',
  ].map((name) => `simulator/${name}`),
)
// Modules that read what few pasted texts have. They import each other, so they become one chunk.
const lateInPaste = paths(
  ['rich-text', 'unwrap-bytes', 'unwrap-dumps', 'unwrap-lists', 'unwrap-notations', 'unwrap-sql', 'unwrap-xml'].map(
    (name) => `paste/${name}`,
  ),
)
const lateInText = paths(['responses/credentials-in-text'])
const lateTables = paths(['slack/facts/credential-names', 'slack/facts/emoji-table'])
const late = [...lateInStart, ...lateInSimulator, ...lateInPaste, ...lateInText, ...lateTables]
// Modules that import what the others of their group need, so that fewer chunks are shared and loaded.
const readsPaste = paths(['responses/hidden-credentials', 'responses/read-pasted'])
const groups = [lateInSimulator, [...lateInPaste, ...readsPaste], [...lateInText, ...readsPaste]]
const lateName = (path) => `late-${basename(path, '.ts')}`
const lateChunks = {
  name: 'late-chunks',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, kind, importer }) => {
      const target = join(resolveDir, path)
      if (kind !== 'import-statement' || !late.includes(target) || late.includes(importer)) return undefined
      return { path: `./${lateName(target)}.js`, external: true }
    })
  },
}

/** Returns the files that src loads lazily, and the entries for other programs. */
function lazyParts() {
  const sources = readdirSync(at('src'), { withFileTypes: true, recursive: true }).filter(({ name }) =>
    /\.ts$/.test(name),
  )
  const lazy = sources.flatMap(({ parentPath, name }) =>
    [...readFileSync(join(parentPath, name), 'utf8').matchAll(/import\('(\.[^']+\.ts)'\)/g)].map(([, path]) =>
      join(parentPath, path),
    ),
  )
  return new Set([...lazy, ...late, ...Object.values(libraries).map((path) => at(path))])
}

// esbuild puts modules that the same entry points need into one chunk. This plugin makes every lazy file import all
// that a start needs, so a start reads one file instead of a dozen.
const oneStart = {
  name: 'one-start',
  setup(build) {
    const lazy = lazyParts()
    const start = ['program', 'process-host', 'system'].map((name) => at('src', 'runtime', `${name}.ts`))
    const importing = (paths) => paths.map((path) => `import ${JSON.stringify(path)}`)
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!lazy.has(path)) return undefined
      const group = groups.find((paths) => paths.includes(path)) ?? []
      const needed = importing(lateInStart.includes(path) ? start : [...start, ...lateInStart, ...group])
      return { contents: [readFileSync(path, 'utf8'), ...needed].join('\n'), loader: 'ts' }
    })
  },
}

/** @throws Error when a late module is in the chunk of the start, because a module of the start imports it by another way. */
function proveLate({ outputs }) {
  const start = Object.values(outputs).find(({ inputs }) => 'src/runtime/program.ts' in inputs)
  const early = late.filter((path) => relative(root, path) in start.inputs)
  if (early.length > 0) throw new Error(`The start loads ${early.join(', ')}`)
}

function notices(inputs) {
  const seen = new Set()
  // Packages of one author often have the same licence text.
  const byText = new Map()
  for (const input of Object.keys(inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]
    if (!folder || seen.has(folder)) continue
    seen.add(folder)
    const { name, version, license } = JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8'))
    const file = readdirSync(at(folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file ? readFileSync(at(folder, file), 'utf8').trim() : `Licence: ${license}`
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`])
  }
  const inOrder = (texts) => texts.sort((one, other) => (one < other ? -1 : 1))
  const texts = inOrder([...byText].map(([text, names]) => `${inOrder(names).join('\n')}\n\n${text}\n`))
  const rule = `\n${'-'.repeat(80)}\n\n`
  return `Software that is part of this bundle, with its licences.\n${rule}${texts.join(rule)}`
}

// Loads each built-in module and each other chunk when it is first used, not at the start: most commands use few of
// them, and `node:child_process` alone takes a tenth of the time of a start.
function loadLazily(code) {
  const names = []
  const body = code.replace(/^var (import_\w+) = require\("((?:node:|\.\/)[^"]+)"\);$/gm, (_line, name, path) => {
    names.push(name)
    return `const ${name} = /* @__PURE__ */ slackTokensLazily("${path}");`
  })
  if (names.length === 0) return code
  const lazily = 'const slackTokensLazily = (path, loaded) => () => (loaded ??= require(path));\n'
  return names.reduce((text, name) => {
    // esbuild writes each use as a property, as in `import_node_fs.readFileSync`.
    const calls = text.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`)
    if (new RegExp(`\\b${name}\\b(?!\\(\\)| = )`).test(calls)) throw new Error(`A chunk uses all of ${name}`)
    return calls
  }, lazily + body)
}

// esbuild defines each export of a chunk with a call, and then copies all of them to `module.exports`. An object with
// getters is the same and takes a tenth of the time, a millisecond for a hundred exports.
function exportAtOnce(code) {
  const found = /^__export\((\w+), \{\n([^}]*)\}\);\nmodule\.exports = __toCommonJS\(\1\);$/m.exec(code)
  if (!found) return code
  const names = found[2].trimEnd().split('\n')
  const getters = names.map((line) => {
    const [, name, value] = /^ {2}([\w$]+): \(\) => ([\w$.]+),?$/.exec(line) ?? []
    if (!name) throw new Error(`Not an export: ${line}`)
    return `get ${name}() { return ${value}; }`
  })
  return code.replace(found[0], () => `module.exports = { ${getters.join(', ')} };`)
}

// Converts a chunk to CommonJS, which Node.js starts faster: it needs no second loader, and does not read each export
// of a built-in module. esbuild can split only ES modules, so the conversion is a second step. Packages outside the
// bundle are still imported as ES modules.
async function commonJs(chunk, { forOthers }) {
  const { transform } = await import('esbuild')
  const load = 'const slackTokensLoad=(path)=>Promise.resolve().then(()=>require(path));'
  const here = 'const slackTokensHere=()=>require("node:url").pathToFileURL(__filename).href;'
  const own = chunk.replaceAll(/\bimport\("(?=\.\/|node:)/g, 'slackTokensLoad("')
  // Compiled code that was stored cannot import (see chunks.cjs). Another program loads a chunk with its own `require`.
  const lazily = own.replaceAll('import("', '(require.slackTokensImport??((path)=>import(path)))("')
  const placed = lazily.replaceAll('import.meta.url', 'slackTokensHere()')
  const options = { format: 'cjs', platform: 'node', target, logLevel: 'warning' }
  const { code: readable } = await transform(
    (lazily === chunk ? '' : load) + (placed === lazily ? '' : here) + placed,
    options,
  )
  const small = { ...options, minify: true, treeShaking: true }
  const { code } = await transform(loadLazily(forOthers ? readable : exportAtOnce(readable)), small)
  // Node.js finds the names for `import { … }` in this expression. Minifying removes the expression, because it is
  // never evaluated.
  if (!forOthers) return code
  const [exported = ''] = /^0 && \(module\.exports = \{[^}]*\}\)/m.exec(readable) ?? []
  return code + exported.replace(/\s/g, '')
}

// What each entry exports besides its types.
const exported = {
  simulator: 'export declare const startSimulator: StartSimulator',
  install: `export declare const runInstall: RunInstall
/** A failure of an install. \`code\` says what failed; \`message\` and \`hint\` are for the person. */
export declare class InstallError extends Error implements InstallErrorFields {
  readonly name: 'InstallError'
  readonly code: InstallErrorCode
  readonly hint: string | undefined
  readonly slackError: string | undefined
  constructor(message: string, fields: InstallErrorFields)
}`,
}

/** Returns the type declarations of an entry, which come directly from the source. */
function declaration(name) {
  const types = readFileSync(join(dirname(at(libraries[name])), 'types.ts'), 'utf8')
  return `${types}\n${exported[name]}\n`
}

/**
 * Bundles the script and the style of the simulator's page, which run in a browser: `page.js` and `page.css`. Both are
 * stored compressed.
 */
function bundlePage(build) {
  return build({
    absWorkingDir: root,
    entryPoints: ['main.tsx', 'page.css'].map((file) => ({ in: `src/simulator/page/client/${file}`, out: 'page' })),
    outdir: '.',
    bundle: true,
    minify: true,
    legalComments: 'none',
    // The page says that it is UTF-8, so emoji need no escapes, which are longer.
    charset: 'utf8',
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
}

/**
 * Returns the tree of all commands, which the new bundle prints, for completion: defining all commands takes too long for
 * a key press. The first line is the program with the heads of its commands; each further line is the rest of one command
 * (see read-tree.ts).
 */
function commandTree(folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.js'), 'help', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    // The folder is packed, and should hold no compiled code.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
  })
  if (status !== 0) throw new Error(`The new bundle cannot describe its commands: ${stderr}`)
  const part = ({ name, aliases, description, arguments: args, options, globalOptions, commands }) => {
    return { name, aliases, description, arguments: args, options, globalOptions, commands: commands.map(part) }
  }
  const program = part(JSON.parse(stdout))
  const heads = program.commands.map(({ name, aliases, description }) => ({ name, aliases, description }))
  const rests = program.commands.map(({ name: _name, aliases: _aliases, description: _description, ...rest }) => rest)
  return [{ ...program, commands: heads }, ...rests].map((line) => JSON.stringify(line)).join('\n')
}

async function bundle() {
  const { build, transform } = await import('esbuild')
  // The bundle is built in a new folder, which is then renamed to dist. So a program that starts meanwhile finds a
  // complete bundle.
  const fresh = `dist-${process.pid}`
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      entry: 'src/main.ts',
      ...libraries,
      ...Object.fromEntries(late.map((path) => [lateName(path), path])),
    },
    outdir: fresh,
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'node',
    target,
    // The package needs its xdg-open script next to it, so it is not bundled.
    external: ['open'],
    plugins: [leaveOut, justAgents, packedTables, lateChunks, oneStart],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  proveLate(metafile)
  const page = await bundlePage(build)
  mkdirSync(at(fresh))
  for (const { path, text } of page.outputFiles)
    writeFileSync(at(fresh, `${basename(path)}.br`), brotliCompressSync(text))
  const version = createHash('sha256')
  for (const { path, text } of outputFiles) {
    const code = await commonJs(text, { forOthers: basename(path, '.js') in libraries })
    version.update(code)
    writeFileSync(path, code)
  }
  const loader = readFileSync(at('src', 'runtime', 'chunks.cjs'), 'utf8').replace(
    '<build>',
    version.digest('hex').slice(0, 12),
  )
  writeFileSync(at(fresh, 'main.js'), (await transform(loader, { platform: 'node', target, minify: true })).code)
  for (const name of Object.keys(libraries)) writeFileSync(at(fresh, `${name}.d.ts`), declaration(name))
  writeFileSync(at(fresh, 'llhttp.wasm'), createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js'))
  // Other processes run these files, so they are not bundled: an app loads `preload.cjs`, and `guard.cjs` is a program.
  copyFileSync(at('src', 'net', 'preload.cjs'), at(fresh, 'preload.cjs'))
  copyFileSync(at('src', 'runtime', 'guard.cjs'), at(fresh, 'guard.cjs'))
  // Editors read the schema of `.slack-tokens.json`.
  copyFileSync(at('src', 'project', 'slack-tokens.schema.json'), at(fresh, 'slack-tokens.schema.json'))
  writeFileSync(at(fresh, 'package.json'), '{ "type": "commonjs" }\n')
  writeFileSync(at(fresh, 'THIRD-PARTY-NOTICES.txt'), notices({ ...metafile.inputs, ...page.metafile.inputs }))
  writeFileSync(at(fresh, 'completion.jsonl'), commandTree(at(fresh)))
  rmSync(at('dist'), { recursive: true, force: true })
  renameSync(at(fresh), at('dist'))
}

async function main(asked) {
  if (asked.has('--install')) install()
  const newestInput = Math.max(
    newestUnder(at('src')),
    ...['build.js', 'package.json', 'package-lock.json'].map((f) => modified(at(f))),
  )
  if (!asked.has('--if-changed') || modified(at('dist', 'THIRD-PARTY-NOTICES.txt')) < newestInput) await bundle()
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(new Set(process.argv.slice(2)))
