// Starts an app, walks its install route as a browser would, and fails the build when a step is broken: an annotation for
// each defect in GitHub Actions, and a JUnit report for any CI system.
// Usage: node drive.mjs [command that starts the app] [its install address]
// Without a program like this one: slack-tokens drive init, which writes a workflow.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('bin/slack-tokens.js', import.meta.resolve('slack-tokens/package.json')))
// REPORT names a file for a JUnit report.
const { PORT = '3000', REPORT } = process.env
const exampleApp = fileURLToPath(new URL('../bolt-app/start.mjs', import.meta.url))
const [command = `"${process.execPath}" "${exampleApp}"`, url = `http://localhost:${PORT}/slack/install`] =
  process.argv.slice(2)

const reporters = ['--reporter', 'github', ...(REPORT ? ['--reporter', `junit=${REPORT}`] : [])]
const drive = ['drive', '--start', command, url, ...reporters]
const { status } = spawnSync(process.execPath, [cli, ...drive], { stdio: ['ignore', 'inherit', 'inherit'] })
// 0: every scenario is healthy, 1: the app has a defect, 2: it could not be driven.
process.exitCode = status ?? 2
