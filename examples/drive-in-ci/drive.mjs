// Starts an app, walks its install route as a browser would, and fails the build when a step is broken.
// Usage: node drive.mjs [command that starts the app] [its install address]
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('bin/slack-tokens.js', import.meta.resolve('slack-tokens/package.json')))
const { PORT = '3000' } = process.env
const exampleApp = fileURLToPath(new URL('../bolt-app/start.mjs', import.meta.url))
const [command = `"${process.execPath}" "${exampleApp}"`, url = `http://localhost:${PORT}/slack/install`] =
  process.argv.slice(2)

const { stdout, status } = spawnSync(process.execPath, [cli, 'drive', '--start', command, url, '--json', '--quiet'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
})
const { scenarios = [], error, message } = JSON.parse(stdout)

for (const { scenario, outcome, findings } of scenarios) {
  console.log(`${outcome.padEnd(8)} ${scenario}`)
  // GitHub shows such a line as an annotation of the change.
  for (const { id, weight, evidence, cure } of findings)
    console.log(`::${weight === 'defect' ? 'error' : 'notice'} title=${scenario} ${id}::${evidence} ${cure}`)
}
// An error means that the drive could not start, for example because the app did not start.
if (error) console.log(`::error title=${error}::${message}`)
process.exitCode = status ?? 1
