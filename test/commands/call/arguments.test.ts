import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readJson } from '../../../src/input/json-text.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { type Arrived, startWeb } from '../../support/web.ts'

/** Sends one call to a server that accepts everything. Returns the exit code, the output and the received requests. */
async function sent(
  argv: readonly string[],
  { input, files = {} }: { input?: string; files?: Readonly<Record<string, string>> } = {},
) {
  await using web = await startWeb((_request, response) => response.end('{"ok":true}'))
  using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-arguments', SLACK_API_URL: `${web.url}/api/` })
  mkdirSync(machine.directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(machine.directory, name), text)
  const { code, stdout, stderr } = await machine.run(['call', ...argv], input === undefined ? {} : { input })
  return { code, stdout, stderr, arrived: web.arrived }
}

const form = ({ body }: Partial<Arrived> = {}) => Object.fromEntries(new URLSearchParams(body))
const post = ['chat.postMessage', 'channel=C0']

describe('the arguments of a call', () => {
  it('are sent as a form, and the value of an argument is everything after its first =', async () => {
    const { arrived, stderr } = await sent([...post, 'text=a=b&c é', 'unfurl_links:=false', 'thread_ts=1.2'])
    expect(arrived[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(form(arrived[0])).toEqual({ channel: 'C0', text: 'a=b&c é', unfurl_links: 'false', thread_ts: '1.2' })
    expect(stderr).not.toMatch(/not known/)
  })

  it('are sent as JSON when one value is nested and the method accepts JSON', async () => {
    const { arrived } = await sent([...post, 'text=hi', 'blocks:=[{"type":"divider"}]'])
    expect(arrived[0]?.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({ channel: 'C0', text: 'hi', blocks: [{ type: 'divider' }] })
  })

  it('are sent as a form when the method accepts no JSON: nested values become JSON text, and null is left out with a warning', async () => {
    const { arrived, stderr } = await sent(['files.completeUploadExternal', 'files:=[{"id":"F0"}]', '--as', 'user'])
    expect([arrived, stderr]).toEqual([[], expect.stringMatching(/login/) as string])
    const list = await sent(['users.list', 'a:=[1]', 'b:=null', 'limit=1'])
    expect(form(list.arrived[0])).toEqual({ a: '[1]', limit: '1' })
    expect(list.stderr).toMatch(/b: null is left out/)
  })

  it('are sent in the query with -X GET', async () => {
    const { arrived } = await sent(['users.info', 'user=U0&x', '-X', 'GET'])
    expect(arrived).toMatchObject([{ verb: 'GET', path: '/api/users.info?user=U0%26x', body: '' }])
    expect(arrived[0]?.headers['content-type']).toBeUndefined()
  })

  it('can be read from files and standard input, without the last line break', async () => {
    const files = { 'text.txt': 'two\nlines\n', 'blocks.json': '[{"type":"divider"}]' }
    const { arrived } = await sent([...post, 'text=@text.txt', 'blocks:=@blocks.json'], { files })
    expect(JSON.parse(arrived[0]?.body ?? '')).toMatchObject({ text: 'two\nlines', blocks: [{ type: 'divider' }] })
    const piped = await sent([...post, 'text=-'], { input: 'from a pipe\n' })
    expect(form(piped.arrived[0])).toMatchObject({ text: 'from a pipe' })
    const nested = await sent([...post, 'blocks:=-'], { input: '[]' })
    expect(JSON.parse(nested.arrived[0]?.body ?? '')).toMatchObject({ blocks: [] })
  })

  it('can be one JSON object that --input reads from a file or from standard input', async () => {
    const body = '{"channel":"C0","blocks":[{"type":"divider"}]}'
    for (const { arrived } of [
      await sent(['chat.postMessage', '--input', '-'], { input: `\ufeff${body}\n` }),
      await sent(['chat.postMessage', '--input', 'body.json'], { files: { 'body.json': body } }),
    ])
      expect(arrived[0]?.body).toBe(body)
    const flat = await sent(['users.info', '--input', '-'], { input: '{"user":"U0","include_locale":true}' })
    expect(form(flat.arrived[0])).toEqual({ user: 'U0', include_locale: 'true' })
  })
})

describe('the arguments of a call, when they are invalid', () => {
  it.each([
    [['text'], /“text” is not key=value/],
    [['=x'], /not key=value/],
    [['text=a', 'text=b'], /text is given twice/],
    [['text=-', 'blocks:=-'], /not text and blocks/],
    [['text=@missing.txt'], /missing\.txt does not exist[\s\S]*text:='"@…"'/],
    [['text=@.'], /is a folder/],
    [['text=@'], /no file is named after @/],
    [['blocks:=[{]'], /blocks is not JSON: line 1, column 3/],
    [['blocks:='], /blocks is not JSON: it is empty/],
    [['blocks:=[1,'], /it ends too early/],
    [['text=a', '--input', '-'], /--input is the whole/],
    [['-X', 'PUT'], /GET, POST/],
    [['--limit', '3'], /--limit needs --paginate/],
    [['--paginate', '--limit', '0'], /whole number/],
    [['--paginate'], /is not a reading method, so it has no pages/],
    [['--as', 'both', '--curl'], /--as both can’t be combined with --curl/],
    [['--dry-run', '--curl'], /cannot be used with/],
  ])('cause exit code 2 before any request: %j', async (argv, said) => {
    const { code, stdout, stderr, arrived } = await sent(['chat.postMessage', ...argv], { input: '' })
    expect([code, stdout, arrived]).toEqual([2, '', []])
    expect(stderr).toMatch(said)
  })

  it.each([
    ['[1]', /wants a JSON object/],
    ['{"channel":"secret-canary"', /Standard input is not JSON: it ends too early/],
    ['{"a":1}\n{"b":2}', /line 2, column 1/],
    ['{"token":"xoxb-sim-canary"}', /The JSON holds a token/],
  ])('cause exit code 2 before any request when --input is the text %j', async (input, said) => {
    const { code, stderr, arrived } = await sent(['chat.postMessage', '--input', '-'], { input })
    expect([code, arrived]).toEqual([2, []])
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/canary/)
  })

  it.each([
    [['chat.postMessage', 'channel=C0', 'blocks:=@deep.json'], '['.repeat(50_000) + ']'.repeat(50_000)],
    [['auth.test', '--input', '-'], `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ])('cause exit code 2 (nested_too_deeply) when the JSON has 50000 levels: %j', async (argv, deep) => {
    const { code, stdout, arrived } = await sent([...argv, '--json'], { input: deep, files: { 'deep.json': deep } })
    expect([code, JSON.parse(stdout), arrived]).toMatchObject([2, { error: 'nested_too_deeply' }, []])
  })

  it('are valid as one JSON object, which is sent as with --input', async () => {
    const { code, arrived } = await sent(['chat.postMessage', '{"channel":"C0","text":"hi"}'])
    expect([code, form(arrived[0])]).toMatchObject([0, { channel: 'C0', text: 'hi' }])
  })

  it.each([
    [['[1]'], 'json_not_object'],
    [['{"channel":'], 'invalid_json'],
    [['{"token":"canary"}'], 'usage'],
    [['{"client_secret":"canary"}'], 'usage'],
    [['{"channel":"C0"}', 'text=hi'], 'usage'],
    [['text=hi', '{"channel":"C0"}'], 'usage'],
  ])('cause exit code 2 for JSON that is no object, has a secret or is not alone: %j', async (words, error) => {
    const { code, stdout, stderr, arrived } = await sent(['chat.postMessage', ...words, '--json'])
    expect([code, JSON.parse(stdout), arrived]).toMatchObject([2, { error }, []])
    expect(stdout + stderr).not.toMatch(/canary/)
  })

  it.each([
    ['client_secret=canary'],
    ['refresh_token=canary'],
    ['token=canary'],
    ['canary-pasted-in-the-wrong-place-by-mistake'],
  ])('cause exit code 2, and are not printed, when they contain a secret: %s (threat S1)', async (word) => {
    const { code, stderr } = await sent(['oauth.v2.access', word])
    expect(code).toBe(2)
    expect(stderr).not.toMatch(/canary/)
  })

  it('may contain a secret that comes from a file: the request has no token, and the secret is not printed (threat S1)', async () => {
    const argv = ['oauth.v2.access', 'code=1.2.3', 'client_id=1.2', 'client_secret=@secret', '--verbose']
    const { arrived, stderr } = await sent(argv, { files: { secret: 'canary-0123456789\n' } })
    expect(form(arrived[0])).toMatchObject({ client_secret: 'canary-0123456789' })
    expect(arrived[0]?.headers.authorization).toBeUndefined()
    expect(stderr).not.toMatch(/canary/)
  })
})

describe('the arguments of a call, when they may be wrong', () => {
  it.each([
    [['chat.postMessage', 'text=hi'], /chat\.postMessage also needs channel/],
    [['chat.postMessage', 'chanel=C0', 'text=hi'], /has no known argument chanel\. Did you mean channel\?/],
    [['conversations.list', 'type=private_channel'], /has no known argument type\. Did you mean types\?/],
    [['users.list', 'frobnicate=1'], /users\.list has no known argument frobnicate\n/],
    [['users.lst'], /Did you mean users\.list/],
  ])('are sent, with a warning: %j', async (argv, said) => {
    const { code, stderr, arrived } = await sent(argv)
    expect([code, arrived.length]).toEqual([0, 1])
    expect(stderr).toMatch(said)
  })

  it('cause no warning about a missing channel when the name “channel” is misspelt', async () => {
    expect((await sent(['chat.postMessage', 'chanel=C0'])).stderr).not.toMatch(/wants channel/)
  })
})

describe('the warnings in the answer of Slack', () => {
  it('are printed after the result, each once and with its meaning, and `call` exits with 0', async () => {
    const body = {
      ok: true,
      warning: 'superfluous_charset,brand_new_one',
      response_metadata: { warnings: ['superfluous_charset'], messages: ['[WARN] a message'] },
    }
    await using web = await startWeb((_request, response) => response.end(JSON.stringify(body)))
    using machine: Machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-w', SLACK_API_URL: `${web.url}/api/` })
    const { code, stderr } = await machine.run(['call', 'auth.test'])
    expect(code).toBe(0)
    expect(stderr.split('\n').slice(-4)).toEqual([
      'Slack warns: superfluous_charset (harmless: a form’s content type needs no charset)',
      'Slack warns: brand_new_one',
      'Slack says: [WARN] a message',
      '',
    ])
    expect((await machine.run(['call', 'auth.test', '--quiet'])).stderr).not.toMatch(/warns/)
  })
})

describe('readJson', () => {
  it.each([
    ['{"a":1,}', 1, 8],
    ["{'a':1}", 1, 2],
    ['{a:1}', 1, 2],
    ['{"a":01}', 1, 6],
    ['{\n  "a": tru\n}', 2, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1 2]', 1, 4],
    ['[1]]', 1, 4],
    ['{"a"}', 1, 5],
    ['{"a":}', 1, 6],
    ['"a\tb"', 1, 1],
    ['nul', 1, 1],
    ['[}', 1, 2],
  ])('throws an error for %j with line %i and column %i', (text, line, column) => {
    expect(() => readJson(text, 'It')).toThrow(expect.objectContaining({ details: { line, column } }) as Error)
  })

  it('returns the value of valid JSON', () => {
    for (const value of [[], {}, { a: [1, -2.5e3, 'x\\"\u00e9', null, true] }, 'text', 5, null])
      expect(readJson(JSON.stringify(value), 'It')).toEqual(value)
  })
})
