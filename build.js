// Bundles src into dist: start-up is what a command line is felt by, and one split, minified bundle halves it.
//   --if-changed  does nothing when dist is newer than everything it is made from
//   --install     first installs the packages, when node_modules is missing or older than the lock file
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

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

// conf loads these on import for features that are switched off here (schema, migrations, its own writing, watching);
// together they would double the start of every command that reads the config file.
const neverReached = /^(ajv\/dist\/2020\.js|ajv-formats|semver|debounce-fn|atomically)$/
const stubs = {
  name: 'stubs',
  setup(build) {
    build.onResolve({ filter: neverReached }, ({ path }) => ({ path, namespace: 'stub' }))
    build.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
      contents: `const gone = () => { throw new Error('${path} is left out of this build') }
        export default gone
        export { gone as Ajv2020, gone as writeFileSync }`,
    }))
  },
}

function notices(inputs) {
  const packages = new Map()
  for (const input of Object.keys(inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]
    if (!folder || packages.has(folder)) continue
    const { name, version, license } = JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8'))
    const file = readdirSync(at(folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file ? readFileSync(at(folder, file), 'utf8').trim() : `Licence: ${license}`
    packages.set(folder, `${name} ${version} (${license})\n\n${text}\n`)
  }
  const rule = `\n${'-'.repeat(80)}\n\n`
  return `Software that is part of this bundle, with its licences.\n${rule}${[...packages.values()].sort().join(rule)}`
}

async function bundle() {
  const { build } = await import('esbuild')
  // Made beside and swapped in, so that a program that starts meanwhile finds a whole one.
  const fresh = `dist-${process.pid}`
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/main.ts' },
    outdir: fresh,
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    // Its xdg-open script has to ship beside it, so it stays a package of its own.
    external: ['open'],
    // undici is CommonJS and asks for Node's own modules by require.
    banner: {
      js: "import{createRequire as slackTokensRequire}from'node:module';const require=slackTokensRequire(import.meta.url);",
    },
    plugins: [stubs],
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(at(fresh, 'THIRD-PARTY-NOTICES.txt'), notices(metafile.inputs))
  rmSync(at('dist'), { recursive: true, force: true })
  renameSync(at(fresh), at('dist'))
}

const asked = new Set(process.argv.slice(2))
if (asked.has('--install')) install()
const newestInput = Math.max(
  newestUnder(at('src')),
  ...['build.js', 'package.json', 'package-lock.json'].map((f) => modified(at(f))),
)
if (!asked.has('--if-changed') || modified(at('dist', 'THIRD-PARTY-NOTICES.txt')) < newestInput) await bundle()
