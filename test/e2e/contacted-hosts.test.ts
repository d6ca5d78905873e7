import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPlace } from '../support/program.ts'

const preload = join(import.meta.dirname, '..', 'support', 'record-hosts.cjs')

/** What a person with tokens of the real Slack has in the environment. */
const realSlack = {
  SLACK_BOT_TOKEN: 'xoxb-example-bot',
  SLACK_USER_TOKEN: 'xoxp-example-user',
  SLACK_CLIENT_SECRET: 'an-example-secret',
  SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T00000000/B00000000/example',
}
const link = 'https://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222&scope=chat:write'

/** Runs the commands one after the other. Returns the names of other computers that they connect to, each once. */
async function contacted(commands: readonly (readonly string[])[], env: Record<string, string> = {}) {
  using place = createPlace()
  const file = join(place.directory, 'hosts')
  const notes = join(place.directory, 'notes.txt')
  writeFileSync(notes, 'a file')
  for (const argv of commands) {
    const started = place.start(
      argv.map((word) => (word === 'notes.txt' ? notes : word)),
      { NODE_OPTIONS: `--require "${preload}"`, HOSTS: file, ...env },
    )
    started.child.stdin.end()
    // An exit code of 129 or more means that a signal ended the command before it could connect.
    expect(await started.ended, argv.join(' ')).toBeLessThan(129)
  }
  return existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : []
}

describe('the built program connects', () => {
  it('to no other computer for commands that need only local data', async () => {
    const commands = [
      ['--version'],
      ['help', '--json'],
      ['list'],
      ['which', 'chat.postMessage'],
      ['scopes', '--needs', 'chat.postMessage'],
      ['why', 'missing_scope'],
      ['explain', link],
      ['app', 'manifest'],
      ['login', link, '--start'],
      ['doctor', '--offline'],
    ]
    expect(await contacted(commands, realSlack)).toEqual([])
  })

  it('to no other computer for the simulator', async () => {
    const commands = [
      ['login', '--sim', '--approve', '--port', '0'],
      ['whoami'],
      ['post', '#general', 'hello'],
      ['upload', 'notes.txt', '#general'],
      ['webhook', 'hello'],
      ['check', '--all'],
      ['sim', 'log'],
      ['run', '--', process.execPath, '-e', 'fetch("https://slack.com/api/api.test")'],
      ['logout', '--revoke', '--yes'],
    ]
    expect(await contacted(commands)).toEqual([])
  })

  it('to slack.com alone with tokens of the real Slack, and to a webhook’s own host', async () => {
    const quick = ['--http-timeout', '5', '--max-wait', '0']
    const commands = [['whoami'], ['check'], ['call', 'api.test'], ['post', '#general', 'hello'], ['doctor']]
    expect(
      await contacted(
        commands.map((one) => [...one, ...quick]),
        realSlack,
      ),
    ).toEqual(['slack.com'])
    expect(await contacted([['webhook', 'hello', ...quick]], realSlack)).toEqual(['hooks.slack.com'])
  })
})
