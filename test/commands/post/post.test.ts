import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acquireLock } from '../../../src/fs/lock.ts'
import { createMachine } from '../../support/cli.ts'
import { approved } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'

describe('post', () => {
  it('sends a direct message as the bot to the person who installed the app, without a channel and a text', async () => {
    using machine = await approved()
    const { code, stdout, stderr } = await machine.run(['post', '--as', 'bot'])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/^→ Sandbox Inc \(T0SIM0001\) as @sim-app \(the app\), to @dana directly\n/)
    expect(stdout).toMatch(
      /^posted as @sim-app \(the app\) {2}@dana directly \(D\w+\) {2}\d+\.\d{6}\n {2}http:\/\/localhost:\d+\/archives\/D\w+\/p\d{16}\n$/,
    )
  })

  it('posts as the bot by default, and as the person with --as user', async () => {
    using machine = await approved(['--scopes', 'chat:write,channels:history', '--user-scopes', 'chat:write'])
    await machine.run(['post', '#general', 'from the bot'])
    await machine.run(['post', '#general', '-', '--as', 'user'], { input: 'from the person\n' })
    const { json } = await machine.run(['call', 'conversations.history', 'channel=C0SIMGENL', 'limit=2'])
    expect(json).toMatchObject({
      messages: [
        { text: 'from the person', user: 'U0SIMDANA' },
        { text: 'from the bot', bot_id: expect.stringMatching(/^B/) as string },
      ],
    })
  })

  it('posts through the webhook, and prints the reason, when the messages tab of the app is off', async () => {
    using machine = await approved()
    stageFault(machine.directory, { on: 'chat.postMessage', what: 'messages_tab_disabled', times: 1, after: 0 })
    const { code, stdout, stderr } = await machine.run(['post'])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/messages tab is off.*#general/)
    expect(stdout).toMatch(/#general \(C0SIMGENL\)/)
  })

  it('exits with 3 (not_in_channel) for a channel that the bot is not in', async () => {
    using machine = await approved()
    const { code, stdout, stderr } = await machine.run(['post', '#random', 'hello'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/not_in_channel/)
  })

  it('exits with 2 and suggests “post "#general" "hello"” when the only argument is not a channel', async () => {
    using machine = createMachine()
    const refused = await machine.run(['post', 'hello', '--json'], { input: '' })
    expect(refused).toMatchObject({ code: 2, json: { hint: 'Give both: slack-tokens post "#general" "hello"' } })
  })

  it('ends without the lock of the config file, and then does not store the channel that it reached', async () => {
    using machine = await approved(['--profile', 'acme'])
    const lock = await acquireLock(join(machine.directory, 'config.json.lock'))
    // This command waits for the lock; it fails when the post waits too, because nobody then releases the lock in time.
    const waits = machine.run(['rename', 'acme', 'acme-dev'])
    const posted = await machine.run(['post', '#random', 'hi', '--as', 'user'])
    lock.release()
    expect([posted.code, (await waits).code], posted.stderr).toEqual([0, 0])
    expect(readFileSync(join(machine.directory, 'config.json'), 'utf8')).not.toContain('seenChannels')
  })

  it('exits with 2 when the message text is missing', async () => {
    using machine = await approved()
    expect((await machine.run(['post', '#general'])).code).toBe(2)
  })

  it('prints an error as one JSON object on stdout with --json', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['post', '#nowhere', 'hello', '--json'])
    expect(code).toBe(3)
    expect(json).toMatchObject({ ok: false, error: 'channel_not_found', hint: expect.any(String) as string })
  })
})
