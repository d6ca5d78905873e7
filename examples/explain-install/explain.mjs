// An install returns JSON with several secrets. This program prints what each secret is for. The key `access_token`
// contains the user token in the old flow (v1) and the bot token in today's flow (v2).
// Usage: node explain.mjs [file…]
import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('bin/slack-tokens.js', import.meta.resolve('slack-tokens/package.json')))
const given = process.argv.slice(2)
const files =
  given.length > 0 ? given : ['v1.json', 'v2.json'].map((name) => fileURLToPath(new URL(name, import.meta.url)))

const uses = {
  bot: 'acts as the app’s bot user. Prefer it: everybody sees that the app did it.',
  user: 'acts as the person who installed the app, for instance to upload a file as them.',
  webhook: 'posts to one channel and needs no token.',
}

for (const file of files) {
  const { stdout, status } = spawnSync(process.execPath, [cli, 'explain', file, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
  const { shape, tokens, webhooks } = JSON.parse(stdout)
  console.log(`${basename(file)}: an install of the flow ${shape}`)
  for (const { kind, path } of [...tokens, ...webhooks.map((webhook) => ({ ...webhook, kind: 'webhook' }))])
    console.log(`  ${path.padEnd(26)} ${kind.padEnd(8)} ${uses[kind] ?? ''}`)
}
console.log('Not every method takes both tokens. Look one up: slack-tokens which search.messages')
