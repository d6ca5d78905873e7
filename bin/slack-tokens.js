#!/usr/bin/env node
// The launcher must run on a Node.js that is too old for the rest of the program, so it imports nothing before the
// version check.
const [major, minor, patch] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && (minor < 18 || (minor === 18 && patch < 1)))) {
  process.stderr.write(
    `slack-tokens needs Node.js 20.18.1 or newer; this is ${process.version}. Install a newer one from https://nodejs.org and run the command again.\n`,
  )
  process.exitCode = 2
} else {
  try {
    require('../dist/main.js')
  } catch (error) {
    const unbuilt = error.code === 'MODULE_NOT_FOUND' && String(error.message).includes('dist/main.js')
    const denied =
      error.code === 'ERR_ACCESS_DENIED' &&
      `Node.js was started with --permission, and does not allow ${error.permission} of ${error.resource}. Allow it, such as with --allow-fs-read=*\n`
    process.stderr.write(unbuilt ? 'slack-tokens is not built yet. Run: npm run build\n' : denied || `${error.stack}\n`)
    process.exitCode = 1
  }
}
