// Bundles src into dist: start-up is what a command line is felt by, and one split, minified bundle halves it.
//   --if-changed  does nothing when dist is newer than everything it is made from
//   --install     first installs the packages, when node_modules is missing or older than the lock file
import { spawnSync } from 'node:child_process'
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
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const target = 'node20.18'
const simulatorEntry = 'src/simulator/testing/index.ts'
const root = dirname(fileURLToPath(import.meta.url))
const at = (...parts) => join(root, ...parts)
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

function newestUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce(
    (newest, entry) => (entry.isFile() ? Math.max(newest, modified(join(entry.parentPath, entry.name))) : newest),
    0,
  )
}

/** npm's own chatter goes to stderr: what the command prints afterwards may be read by a program. */
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

// What packages load on import for features that are not used here. Of conf: schema, migrations, its own writing,
// watching, encryption. Of commander: commands that are programs of their own. Of chalk: guessing the colour level, which
// is always given. They would double every start.
const neverReached = [
  { from: 'conf', what: /^(ajv\/dist\/2020\.js|ajv-formats|semver|debounce-fn|atomically|node:crypto)$/ },
  { from: 'commander', what: /^node:child_process$/ },
  { from: 'chalk', what: /^#supports-color$/ },
]
/** What a test bundles for itself leaves out the same. */
export const leaveOut = {
  name: 'leave-out',
  setup(build) {
    for (const { from, what } of neverReached) {
      build.onResolve({ filter: what }, ({ path, importer }) =>
        importer.includes(join('node_modules', from, '/')) ? { path, namespace: 'left-out' } : undefined,
      )
    }
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `const gone = () => { throw new Error('${path} is left out of this build') }
        export default gone
        export { gone as Ajv2020, gone as writeFileSync }`,
    }))
  },
}

// undici's own entry loads fetch, WebSocket, caches and mocks. It speaks HTTP/2 only where it is asked to, and falls back
// to these empty constants itself where Node.js was built without it.
const justAgents = {
  name: 'just-agents',
  setup(build) {
    build.onResolve({ filter: /^(undici|node:http2)$/ }, ({ path }) => ({ path, namespace: 'just-agents' }))
    build.onLoad({ filter: /^undici$/, namespace: 'just-agents' }, () => ({
      resolveDir: at('node_modules', 'undici'),
      contents: `
        Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'))
        exports.Agent = require('./lib/dispatcher/agent')
        exports.EnvHttpProxyAgent = require('./lib/dispatcher/env-http-proxy-agent')`,
    }))
    build.onLoad({ filter: /http2$/, namespace: 'just-agents' }, () => ({ contents: 'exports.constants = {}' }))
  },
}

/** The files that something in src loads lazily, and the simulator for other people's tests. */
function lazyParts() {
  const sources = readdirSync(at('src'), { withFileTypes: true, recursive: true }).filter(({ name }) =>
    /\.ts$/.test(name),
  )
  const lazy = sources.flatMap(({ parentPath, name }) =>
    [...readFileSync(join(parentPath, name), 'utf8').matchAll(/import\('(\.[^']+\.ts)'\)/g)].map(([, path]) =>
      join(parentPath, path),
    ),
  )
  return new Set([...lazy, at(simulatorEntry)])
}

// esbuild makes one chunk of what the same entry points need. As every lazy part is made to need all that a start needs,
// that is one file to read instead of a dozen.
const oneStart = {
  name: 'one-start',
  setup(build) {
    const lazy = lazyParts()
    const start = ['program', 'process-host', 'system'].map(
      (name) => `import ${JSON.stringify(at('src', 'runtime', `${name}.ts`))}`,
    )
    build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      lazy.has(path) ? { contents: [readFileSync(path, 'utf8'), ...start].join('\n'), loader: 'ts' } : undefined,
    )
  },
}

function notices(inputs) {
  const seen = new Set()
  // Packages of one author often share one text.
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

// Node.js starts CommonJS sooner: no second loader, and a built-in module is not opened export by export. esbuild splits
// ES modules only, so each chunk is turned afterwards. Packages outside the bundle stay imported: they are ES modules.
async function commonJs(chunk) {
  const { transform } = await import('esbuild')
  const load = 'const slackTokensLoad=(path)=>Promise.resolve().then(()=>require(path));'
  const here = 'const slackTokensHere=require("node:url").pathToFileURL(__filename).href;'
  const lazily = chunk.replaceAll('import("./', 'slackTokensLoad("./')
  const placed = lazily.replaceAll('import.meta.url', 'slackTokensHere')
  const { code } = await transform((lazily === chunk ? '' : load) + (placed === lazily ? '' : here) + placed, {
    format: 'cjs',
    platform: 'node',
    target,
    minify: true,
    logLevel: 'warning',
  })
  return code
}

/** The types of `slack-tokens/simulator` are the source's own. */
function declaration() {
  const types = readFileSync(at('src', 'simulator', 'testing', 'types.ts'), 'utf8')
  return `${types}\nexport declare const startSimulator: StartSimulator\n`
}

async function bundle() {
  const { build } = await import('esbuild')
  // Made beside and swapped in, so that a program that starts meanwhile finds a whole one.
  const fresh = `dist-${process.pid}`
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    // The second is `slack-tokens/simulator`, for the tests of other people.
    entryPoints: { main: 'src/main.ts', simulator: simulatorEntry },
    outdir: fresh,
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'node',
    target,
    // Its xdg-open script has to ship beside it, so it stays a package of its own.
    external: ['open'],
    plugins: [leaveOut, justAgents, oneStart],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  mkdirSync(at(fresh))
  for (const { path, text } of outputFiles) writeFileSync(path, await commonJs(text))
  writeFileSync(at(fresh, 'simulator.d.ts'), declaration())
  // Loaded by the apps that `drive --start` starts, so it stands alone.
  for (const name of ['preload.cjs', 'guard.cjs']) copyFileSync(at('src', 'commands', 'drive', name), at(fresh, name))
  writeFileSync(at(fresh, 'package.json'), '{ "type": "commonjs" }\n')
  writeFileSync(at(fresh, 'THIRD-PARTY-NOTICES.txt'), notices(metafile.inputs))
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
