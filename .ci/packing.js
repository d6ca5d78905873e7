// What is packed carries no scripts: they need files that stay here, and npm warns of `prepare` at each install.
//   before   puts package.json aside and takes its scripts out (prepack)
//   after    puts it back (postpack)
//   publish  refuses: npm would publish package.json as it is here beside what it packed (prepublishOnly)
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const manifest = at('package.json')
const aside = at('package.json.aside')

function before() {
  // One that is there was left by a packing that was killed: the true one.
  if (existsSync(aside)) after()
  const text = readFileSync(manifest, 'utf8')
  const { scripts: _scripts, ...packed } = JSON.parse(text)
  writeFileSync(aside, text)
  replace(`${JSON.stringify(packed, null, 2)}\n`)
}

function after() {
  renameSync(aside, manifest)
}

/** Whoever reads it meanwhile finds a whole one. */
function replace(text) {
  writeFileSync(`${manifest}.new`, text)
  renameSync(`${manifest}.new`, manifest)
}

function publish() {
  console.error('Publish what was packed: npm pack, then npm publish ./slack-tokens-VERSION.tgz')
  process.exitCode = 1
}

const steps = { before, after, publish }
const step = steps[process.argv[2]]
if (!step) throw new Error(`.ci/packing.js ${Object.keys(steps).join(' | ')}`)
step()
