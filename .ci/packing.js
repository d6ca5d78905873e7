// Removes the scripts from package.json while npm packs: they need files that are not packed, and npm warns about
// `prepare` at each install of the package.
//   before   moves package.json to a backup and writes a copy without scripts (prepack)
//   after    restores package.json (postpack)
//   publish  refuses: npm would publish the unchanged package.json together with the packed files (prepublishOnly)
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const manifest = at('package.json')
const aside = at('package.json.aside')

function before() {
  // The file exists if an earlier packing was killed; then it is the original package.json.
  if (existsSync(aside)) after()
  const text = readFileSync(manifest, 'utf8')
  const { scripts: _scripts, ...packed } = JSON.parse(text)
  writeFileSync(aside, text)
  replace(`${JSON.stringify(packed, null, 2)}\n`)
}

function after() {
  renameSync(aside, manifest)
}

/** Replaces package.json in one step, so that another program never reads half of it. */
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
