import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { decide } from '../support/login.ts'
import { createPlace, freePort, launcher, node } from '../support/program.ts'
import { hasPty, startAtTerminal } from '../support/pty.ts'

/** Runs a command at a terminal without input, and returns everything that it writes, also escape sequences. */
async function written(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const quoted = [node, launcher, ...argv].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', quoted, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm', SHELL: '/bin/sh', ...env },
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  await once(child, 'close')
  return text
}

/** Matches a carriage return within a line, and every escape sequence except colours. */
const movement = /\r(?!\r*\n)|\u001b(?!\[[0-9;]*m)/

describe.skipIf(!hasPty)('ACCESSIBLE=1 at a real terminal', () => {
  it('asks by numbered choices and lines, without showing the secret, and stores the install', async () => {
    using place = createPlace()
    await using slack = await startSimulator({ port: 0, redirectUrls: ['https://elsewhere.example/back'] })
    const env = {
      ...{ HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config') },
      ...{ BROWSER: 'none', ACCESSIBLE: '1' },
    }
    const port = String(await freePort())
    const login = startAtTerminal(['login', '--redirect-uri', 'https://elsewhere.example/back', '--port', port], env)
    await login.said(/1\. [^\n]+\n2\. [^\n]+\n(?:[^\n]+\n)*Type a number from 1 to \d, then press Enter: /)
    login.type('9\r')
    await login.said(/Not accepted: it must be a number from 1 to \d/)
    login.type('1\r')
    await login.said(/Its install link[^\n]*: /)
    login.type(`${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write\r`)
    await login.said(/Client secret[^\n]*not shown: /)
    login.type(`${slack.app.clientSecret}\r`)
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/v2\/authorize\S+state=\S+(?=\s)/)
    await login.said(/Paste the address you land on/)
    login.type(`${await decide(url)}\r`)
    expect(await login.ended, login.screen()).toBe(0)
    expect(login.screen()).toMatch(/Done: /)
    expect(login.screen()).not.toContain(slack.app.clientSecret)
  })

  it('exits with 130 after Ctrl-C in a choice and in a hidden answer', async () => {
    using place = createPlace()
    const env = { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'), ACCESSIBLE: '1' }
    for (const [argv, said] of [
      [['login'], /press Enter: /],
      [['login', '--client-id', '1111111111.2222222222', '--scopes', 'chat:write'], /not shown: /],
    ] as const) {
      const login = startAtTerminal(argv, env)
      await login.said(said)
      login.type('\u0003')
      expect(await login.ended, login.screen()).toBe(130)
    }
  })

  it('writes no cursor movement and no spinner; without the variable a spinner moves the cursor', async () => {
    using place = createPlace()
    const env = { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'), BROWSER: 'none' }
    const argv = ['doctor', '--port', String(await freePort())]
    expect(await written(argv, env)).toMatch(movement)
    const text = await written(argv, { ...env, ACCESSIBLE: '1' })
    expect(text).not.toMatch(movement)
    expect(text).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/u)
    expect(text).toContain('Looking …')
  })
})
