import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Machine } from '../../support/cli.ts'
import { installed, logged, messagesIn, worldOf } from '../../support/installed.ts'

const both = 'chat:write,channels:read,users:read,users:read.email,im:write'

/** Posts a message. Returns Slack's answer. */
async function post(machine: Machine, ...argv: string[]) {
  const { code, json, stderr } = await machine.run(['post', ...argv, '--json'])
  expect(code, stderr).toBe(0)
  return json as { ts: string; permalink: string; channel: string }
}

function fileOf(machine: Machine, name: string, content: unknown): string {
  const path = join(machine.directory, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const section = { type: 'section', text: { type: 'mrkdwn', text: '*hello*' } }

describe('post, to a person or a channel', () => {
  it.each([
    ['@lee', 'U0SIMLEE'],
    ['@Lee', 'U0SIMLEE'],
    ['lee@sandbox.example', 'U0SIMLEE'],
    ['@lee@sandbox.example', 'U0SIMLEE'],
    ['U0SIMLEE', 'U0SIMLEE'],
    ['@U0SIMLEE', 'U0SIMLEE'],
  ])('sends a direct message to %s', async (who, id) => {
    using machine = await installed(both)
    const { code, stdout, stderr } = await machine.run(['post', who, 'hi'])
    expect(code, stderr).toBe(0)
    expect([stderr, stdout]).toEqual([
      expect.stringMatching(/to (@lee|U0SIMLEE) directly\n/) as string,
      expect.stringMatching(/^posted as/) as string,
    ])
    const direct = worldOf(machine).channels.find(({ kind }) => kind === 'im')
    expect(direct).toMatchObject({ members: expect.arrayContaining([id]) as string[], messages: [{ text: 'hi' }] })
  })

  it('exits with 5 and calls no method of users or chat when the token lacks the scope to look up the person', async () => {
    using machine = await installed('chat:write')
    for (const [who, scope] of [
      ['@lee', 'users:read'],
      ['lee@sandbox.example', 'users:read.email'],
    ] as const) {
      const { code, stderr } = await machine.run(['post', who, 'hi'])
      expect([code, stderr]).toEqual([5, expect.stringMatching(new RegExp(`lacks ${scope} \\(`)) as string])
      expect(stderr).toContain(
        `Give the person’s id (U…), or request more: slack-tokens login --sim --add-scope ${scope}`,
      )
    }
    expect(logged(machine).filter((what) => /^(users|chat)\./.test(what))).toEqual([])
  })

  it('exits with 3 (user_not_found) for an unknown name, with the nearest name, and for an unknown email address', async () => {
    using machine = await installed(both)
    const name = await machine.run(['post', '@leee', 'hi', '--json'])
    expect([name.code, name.json]).toMatchObject([3, { error: 'user_not_found', hint: 'Did you mean @lee?' }])
    const address = await machine.run(['post', 'x@sandbox.example', 'hi', '--json'])
    expect([address.code, address.json]).toMatchObject([3, { error: 'user_not_found' }])
  })

  it('prints the link to the message, on the screen and as permalink in JSON', async () => {
    using machine = await installed(both)
    const { ts, permalink } = await post(machine, '#general', 'hi')
    expect(permalink).toMatch(new RegExp(`/archives/C0SIMGENL/p${ts.replace('.', '')}$`))
    expect((await machine.run(['post', '#general', 'hi'])).stdout).toMatch(
      /\n {2}http\S+\/archives\/C0SIMGENL\/p\d{16}\n$/,
    )
  })
})

describe('post, for text and blocks', () => {
  it('reads blocks from a file or standard input, as an array or as an object with `blocks`', async () => {
    using machine = await installed(both)
    await post(machine, '#general', 'in words', '--blocks', fileOf(machine, 'list.json', [section]))
    const input = `\ufeff${JSON.stringify({ blocks: [section] })}`
    const piped = await machine.run(['post', '#general', '--blocks', '-'], { input })
    expect([piped.code, piped.stderr]).toEqual([0, expect.stringMatching(/blocks alone/) as string])
    expect(messagesIn(machine, 'general')).toMatchObject([
      { text: 'in words', blocks: [section] },
      { text: '', blocks: [section] },
    ])
  })

  it('posts the text and the attachments of a whole payload in --blocks, and names the keys that it does not use', async () => {
    using machine = await installed(both)
    const path = fileOf(machine, 'payload.json', { channel: 'C1', text: 'from the file', attachments: [{ text: 'a' }] })
    const { code, stderr } = await machine.run(['post', '#general', '--blocks', path])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Not taken from .*payload\.json: channel\n/) as string])
    expect(messagesIn(machine, 'general')).toMatchObject([{ text: 'from the file', attachments: [{ text: 'a' }] }])
  })

  it.each([
    ['[{"type":"section"},]', 'invalid_json', /b\.json is not JSON: line 1, column 21/],
    ['', 'invalid_json', /b\.json is not JSON: it is empty/],
    ['"text"', 'invalid_blocks', /holds neither an array of blocks/],
    ['{"view":[]}', 'invalid_blocks', /holds neither an array of blocks/],
    ['[]', 'invalid_blocks', /b\.json holds no block/],
    ['[{"type":"divider"},"x"]', 'invalid_blocks', /b\.json: blocks\[1\] is no object/],
    ['[{"text":"x"}]', 'invalid_blocks', /b\.json: blocks\[0\]\.type is missing/],
    ['[{"type":1}]', 'invalid_blocks', /b\.json: blocks\[0\]\.type is no text/],
    [JSON.stringify(Array.from({ length: 51 }, () => section)), 'invalid_blocks', /51 blocks, and a message takes 50/],
  ])('exits with 2 and posts no message for invalid blocks (sample %#)', async (content, error, said) => {
    using machine = await installed(both)
    const path = fileOf(machine, 'b.json', content)
    const { code, stderr } = await machine.run(['post', '#general', '--blocks', path])
    expect([code, stderr]).toEqual([2, expect.stringMatching(said) as string])
    expect((await machine.run(['post', '#general', '--blocks', path, '--json'])).json).toMatchObject({ error })
    expect(messagesIn(machine, 'general')).toEqual([])
  })

  it('exits with 3 and prints the path of the block when Slack answers invalid_blocks', async () => {
    using machine = await installed(both)
    const path = fileOf(machine, 'b.json', [{ type: 'sektion' }])
    const { code, stderr } = await machine.run(['post', '#general', '--blocks', path])
    expect([code, stderr]).toEqual([3, expect.stringMatching(/invalid_blocks.*\/blocks\/0/) as string])
  })

  it('exits with 2 when the file of --blocks does not exist', async () => {
    using machine = await installed(both)
    const { code, stderr } = await machine.run(['post', '#general', '--blocks', 'nowhere.json'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/nowhere\.json does not exist\n.*- for standard input/) as string,
    ])
  })

  it('exits with 2 for an empty text (no_text) and for a text that is too long (msg_too_long), and posts neither', async () => {
    using machine = await installed(both)
    const empty = await machine.run(['post', '#general', '-', '--json'], { input: ' \n' })
    expect([empty.code, empty.json]).toMatchObject([2, { error: 'no_text' }])
    const long = await machine.run(['post', '#general', '-', '--json'], { input: 'x'.repeat(40_001) })
    expect([long.code, long.json]).toMatchObject([
      2,
      { error: 'msg_too_long', hint: expect.stringContaining('upload') as string },
    ])
    expect((await machine.run(['post', '#general', '-'], { input: 'x'.repeat(40_000) })).code).toBe(0)
    expect(messagesIn(machine, 'general')).toHaveLength(1)
  })
})

describe('post, for another name or a missing scope', () => {
  it('exits with 5 for --name and --icon without their scope, and names the login that requests the scope', async () => {
    using machine = await installed(both)
    const argv = ['post', '#general', 'hi', '--name', 'Release Robot', '--icon', ':robot_face:']
    const without = await machine.run(argv)
    expect(without.code).toBe(5)
    const [, told = ''] = /slack-tokens (login --sim --add-scope \S+)/.exec(without.stderr) ?? []
    expect(told).toBe('login --sim --add-scope chat:write.customize')
    await machine.run([...told.split(' '), '--approve', '--port', '0'])
    const { code, stderr } = await machine.run(argv)
    expect(code, stderr).toBe(0)
    expect(messagesIn(machine, 'general')).toMatchObject([
      { username: 'Release Robot', icons: { emoji: ':robot_face:' } },
    ])
  })

  it('posts with --force without the scope, and warns that Slack ignored --name', async () => {
    using machine = await installed(both)
    const { code, stderr } = await machine.run(['post', '#general', 'hi', '--name', 'Robot', '--force'])
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/Slack ignored --name.*--add-scope chat:write\.customize/) as string,
    ])
  })

  it('exits with 2 for --name with a user token, and for an invalid --icon', async () => {
    using machine = await installed(both)
    const person = await machine.run(['post', '#general', 'hi', '--name', 'X', '--as', 'user'])
    expect([person.code, person.stderr]).toEqual([2, expect.stringMatching(/--as bot/) as string])
    expect((await machine.run(['post', '#general', 'hi', '--icon', 'robot'])).code).toBe(2)
  })

  it('exits with 5 without the scope chat:write, and calls Slack only with --force', async () => {
    using machine = await installed('channels:read')
    const argv = ['post', '#general', 'hi']
    const { code, stderr } = await machine.run(argv)
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(/Not sent: .* lacks chat:write \(chat\.postMessage\)/) as string,
    ])
    const forced = await machine.run([...argv, '--force', '--json'])
    expect([forced.code, forced.json]).toMatchObject([5, { error: 'missing_scope', needed: 'chat:write' }])
  })
})
