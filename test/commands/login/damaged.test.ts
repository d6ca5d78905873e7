import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decide, linkOf, place } from '../../support/login.ts'

const damages: readonly (readonly [string, (text: string) => string])[] = [
  ['cut off', (text) => text.slice(0, 40)],
  ['empty', () => ''],
  ['no object', () => 'null'],
  ['an object of another kind', () => '{}'],
  ['without its request', (text) => JSON.stringify({ ...(JSON.parse(text) as object), request: undefined })],
  ['of another version', (text) => JSON.stringify({ ...(JSON.parse(text) as object), version: 2 })],
  ['wrong in its list of scopes', (text) => text.replace('"userScopes":[', '"userScopes":[5,')],
  ['of another login', (text) => text.replace(/"id":"(\w)/, (_, first) => `"id":"${first === 'z' ? 'y' : 'z'}`)],
]

describe('login --finish, when the file of the started login is damaged', () => {
  it.each(damages)('exits with 2, names the next command, and removes the file when it is %s', async (_, damage) => {
    const { slack, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const started = await machine.run(['login', linkOf(slack), '--start', '--json'], { input: '', env: secret })
    const { id, url } = started.json as { id: string; url: string }
    const path = join(machine.directory, `login-${id}.json`)
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    const ended = await machine.run(['login', '--finish', id, '--json'], { input: await decide(url), env: secret })
    expect(ended, ended.stderr).toMatchObject({ code: 2, json: { error: 'no_pending_login' } })
    expect(ended.stderr).toContain('slack-tokens login')
    expect(readdirSync(machine.directory)).not.toContain(`login-${id}.json`)
  })
})
