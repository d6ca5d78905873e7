import { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../src/slack/facts/mask.ts'
import { mask, maskWebhook, tokenKind } from '../../src/slack/facts/token-kinds.ts'
import { jsonPieces, safeJson, sanitise } from '../../src/terminal/safe-text.ts'
import { createTerminal, type TerminalOptions } from '../../src/terminal/terminal.ts'
import { assertProperty, fc } from '../support/property.ts'

function terminal(over: Partial<TerminalOptions> & { tty?: boolean; columns?: number } = {}) {
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written[name] += chunk.toString()
          done()
        },
      }),
      { isTTY: over.tty ?? false, ...(over.columns && { columns: over.columns }) },
    )
  const made = createTerminal({
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    interactive: false,
    json: false,
    quiet: false,
    verbose: false,
    colour: { stdout: 0, stderr: 0 },
    ...over,
  })
  return { ...made, written }
}

const fake = (prefix: string) => `${prefix}sim-1-${'abcdef'.repeat(3)}f3a1`

describe('the masking of secrets', () => {
  it.each([
    [fake('xoxb-'), 'xoxb-…f3a1'],
    [fake('xoxp-'), 'xoxp-…f3a1'],
    [fake('xoxe.xoxb-1-'), 'xoxe.xoxb-…f3a1'],
    [fake('xoxe-1-'), 'xoxe-…f3a1'],
    [fake('xapp-1-'), 'xapp-…f3a1'],
    ['xoxb-short', 'xoxb-…'],
    ['no token at all, but long', '….long'.replace('.', '')],
  ])('shows %s as %s', (token, masked) => expect(mask(token)).toBe(masked))

  it('hides only the secret part of a webhook URL', () =>
    expect(maskWebhook('http://localhost:4717/services/T0SIM0001/B0SIM1/simulatedwebhooksecret')).toBe(
      'http://localhost:4717/services/T0SIM0001/B0SIM1/…cret',
    ))

  it.each([
    ['client_secret=abcdef123456&code=1.2.3', 'client_secret=…&code=1.2.3'],
    ['/slack/callback?code=111.222.abcdef&state=s', '/slack/callback?code=…&state=s'],
    ['{"refresh_token":"abcdef123456"}', '{"refresh_token":"…"}'],
    ['{"code":"invalid_auth"}', '{"code":"invalid_auth"}'],
    ['see xoxb- and xoxp- prefixes', 'see xoxb- and xoxp- prefixes'],
  ])('masks a secret, and nothing else, in the text %s (threat S3)', (text, masked) =>
    expect(maskSecrets(text)).toBe(masked),
  )

  it('shows no complete token in any text (threat S2)', () => {
    const around = fc.string().filter((text) => !/[A-Za-z0-9._%-]$/.test(text))
    const after = fc.string().filter((text) => !/^[A-Za-z0-9._%-]/.test(text))
    assertProperty(
      fc.property(
        around,
        fc.constantFrom('xoxb-', 'xoxp-', 'xoxe.xoxp-', 'xapp-', 'xoxe-'),
        after,
        (before, prefix, behind) => {
          const token = fake(prefix)
          return !maskSecrets(before + token + behind).includes(token)
        },
      ),
    )
  })

  it('keeps the prefix of a token, so that `tokenKind` can read the kind of the token', () =>
    expect(['xoxb-1', 'xoxe.xoxb-1', 'xoxp-1', 'xoxe-1', 'xapp-1', 'xwfp-1', 'xoxc-1', 'abc'].map(tokenKind)).toEqual([
      'bot',
      'bot',
      'user',
      'refresh',
      'app',
      'workflow',
      'session',
      undefined,
    ]))
})

describe('the removal of control characters', () => {
  it.each([
    ['\u001b]52;c;ZXZpbA==\u0007copied', ']52;c;ZXZpbA==copied'],
    ['\u001b[2Jgone', '[2Jgone'],
    ['\u009b31mred', '31mred'],
    ['over\rwritten', 'overwritten'],
    ['abc\u202edcba', 'abcdcba'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ])('turns %j into %j (threat S7)', (text, safe) => expect(sanitise(text)).toBe(safe))

  it('leaves only the tool’s own colours in the output to a terminal (threat S7)', () => {
    const { note, written, paint } = terminal({ colour: { stdout: 1, stderr: 1 } })
    note(`${paint.bold('ours')} \u001b[8mhidden\u001b[28m \u001b]0;title\u0007`)
    expect(written.stderr).toBe('\u001b[1mours\u001b[22m [8mhidden[28m ]0;title\n')
  })

  it('escapes control characters in JSON; the JSON still has the same value (threat S7)', () => {
    const text = 'a\u007f\u009b\u202eb\u001b'
    const json = safeJson({ text }, 0)
    expect(json).toMatch(/^[\u0020-\u007e]+$/)
    expect(JSON.parse(json)).toEqual({ text })
  })
})

describe('the JSON of a long list', () => {
  const unchanged = { each: (value: unknown) => value, text: (text: string) => text }
  const list = Array.from({ length: 3000 }, (_, index) => ({ index, text: 'a\u009b\nb', list: [{}, [], null] }))

  it.each([0, 2])('comes in pieces that make the same text, with an indent of %i', (indent) => {
    const pieces = [...jsonPieces(list, indent, unchanged)]
    expect(pieces.join('')).toBe(`${safeJson(list, indent)}\n`)
    expect(pieces.length).toBeGreaterThan(1)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000)
  })

  it.each([[[]], [[undefined, 1]], [{ a: [] }], [null], ['text']])('is that of JSON.stringify for %j', (value) => {
    for (const indent of [0, 2])
      expect([...jsonPieces(value, indent, unchanged)].join('')).toBe(`${JSON.stringify(value, null, indent)}\n`)
  })

  it('has its secrets masked, in texts and in keys', () => {
    const { result, written } = terminal({ json: true })
    result([{ token: 'xoxb-1-2-secretsecret' }, { 'xoxb-1-2-secretsecret': 1 }, 'xoxb-1-2-secretsecret'], () => '')
    expect(written.stdout).toBe('[{"token":"xoxb-…cret"},{"xoxb-…cret":1},"xoxb-…cret"]\n')
  })
})

describe('the terminal', () => {
  it('does not build the text of a trace that nobody sees', () => {
    const silent = terminal()
    silent.trace(() => expect.unreachable())
    const verbose = terminal({ verbose: true })
    verbose.trace(() => 'POST')
    verbose.trace('GET')
    expect([silent.written.stderr, verbose.written.stderr]).toEqual(['', 'POST\nGET\n'])
  })

  it('does not build the value of a result that is printed as text', () => {
    const plain = terminal()
    plain.result(
      () => expect.unreachable(),
      () => 'one',
    )
    const json = terminal({ json: true })
    json.result(
      () => [{ a: 1 }],
      () => expect.unreachable(),
    )
    const field = terminal({ field: 'a' })
    field.result(
      () => ({ a: 1 }),
      () => expect.unreachable(),
    )
    expect([plain, json, field].map(({ written }) => written.stdout)).toEqual(['one\n', '[{"a":1}]\n', '1\n'])
  })

  it('writes results to stdout and messages to stderr', () => {
    const { result, note, warn, written } = terminal()
    result({ a: 1 }, () => 'one')
    note('talk')
    warn('careful')
    expect(written).toEqual({ stdout: 'one\n', stderr: 'talk\n! careful\n' })
  })

  it('writes JSON on one line in a pipe and indented on a terminal', () => {
    const pipe = terminal({ json: true })
    pipe.result({ a: 1 }, () => 'one')
    expect(pipe.written.stdout).toBe('{"a":1}\n')
    const tty = terminal({ json: true, tty: true })
    tty.result({ a: 1 }, () => 'one')
    expect(tty.written.stdout).toBe('{\n  "a": 1\n}\n')
  })

  it('writes only warnings and errors with --quiet', () => {
    const { note, done, warn, written } = terminal({ quiet: true })
    note('talk')
    done('done')
    warn('careful')
    expect(written.stderr).toBe('! careful\n')
  })

  it('masks registered secrets, even encoded ones (threat S3)', () => {
    const { conceal, note, result, written } = terminal()
    const secret = 'client secret/with+signs'
    conceal(secret)
    note(`${secret} ${encodeURIComponent(secret)} ${Buffer.from(secret).toString('base64')}`)
    result({ secret }, () => secret)
    expect(written).toEqual({ stdout: '…igns\n', stderr: '…igns …igns …\n' })
  })

  it('masks tokens in results, except in a result that is marked as secret', () => {
    const { result, written } = terminal()
    result({}, () => fake('xoxb-'))
    result({}, () => fake('xoxb-'), { secret: true })
    expect(written.stdout).toBe(`xoxb-…f3a1\n${fake('xoxb-')}\n`)
  })

  it('treats a closed pipe as success and a full disk as a failure (fault R16)', async () => {
    const broken = (code: string) =>
      new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('write'), { code })) })
    const piped = terminal({ stdout: broken('EPIPE') })
    piped.result({}, () => 'x')
    await piped.flush()
    const full = terminal({ stdout: broken('ENOSPC') })
    full.result({}, () => 'x')
    await expect(full.flush()).rejects.toMatchObject({ code: 'ENOSPC' })
  })
})

describe('the line that shows what a command waits for', () => {
  it('shows the innermost of several nested waits, and each message is on its own line', async () => {
    const { wait, warn, written } = terminal({ tty: true, interactive: true })
    const inner = async () => {
      // A real call also waits for its answer before it shows that it waits.
      await Promise.resolve()
      warn('limited')
      await wait(() => 'inner', shownTwice())
    }
    const shownTwice = async () => {
      for (let looks = 0; looks < 500 && written.stderr.split('inner').length < 3; looks += 1) await delay(20)
    }
    await wait('outer', inner())
    const shown = written.stderr.split('\r\u001b[2K')
    expect(shown.filter((line) => line.includes('inner')).length).toBeGreaterThan(1)
    expect(shown.slice(shown.findIndex((line) => line.includes('inner'))).join()).not.toContain('outer')
    expect(written.stderr).toMatch(/! limited\n/)
    expect(written.stderr).toMatch(/\r\u001b\[2K$/)
  })
})

describe('a long line on a terminal', () => {
  const said =
    'Nothing is installed yet here. Install an app: slack-tokens login --profile acme   With no app: slack-tokens login --sim'

  it('is wrapped between words, but not inside a command of the tool', () => {
    const narrow = terminal({ tty: true, columns: 40 })
    narrow.warn(said)
    expect(narrow.written.stderr).toBe(
      '! Nothing is installed yet here. Install\n  an app:\n  slack-tokens login --profile acme\n  With no app: slack-tokens login --sim\n',
    )
  })

  it('is not wrapped inside a long command, and its next lines keep its indent', () => {
    const narrow = terminal({ tty: true, columns: 20 })
    narrow.note('  Bring them back: slack-tokens import /tmp/a-long-name.json   then remove it')
    expect(narrow.written.stderr).toBe(
      '  Bring them back:\n  slack-tokens import /tmp/a-long-name.json\n  then remove it\n',
    )
  })

  it('is not wrapped in a pipe', () => {
    const piped = terminal({ columns: 40 })
    piped.warn(said)
    expect(piped.written.stderr).toBe(`! ${said}\n`)
  })
})

describe('a terminal for a screen reader', () => {
  it('has words in place of signs in results, notes and hints, no bars, and the same JSON', async () => {
    const made = terminal({ accessible: true, tty: true, interactive: true, columns: 80 })
    made.result([], () => '  ! port\n  ✓ node\n✗ environment: Hello! none')
    made.hint('Try it')
    await made.wait(() => 'Checking ██░░ 2 of 4', Promise.resolve())
    expect(made.written.stdout).toBe('  warning port\n  ok node\nnot ok environment: Hello! none\n')
    expect(made.written.stderr).toBe('Hint: Try it\nChecking 2 of 4 …\n')
    const data = terminal({ accessible: true, json: true })
    data.result({ text: '✓ !' }, () => '')
    expect(data.written.stdout).toBe('{"text":"✓ !"}\n')
  })
})

describe('the name of the program in JSON', () => {
  const rename = (text: string) => text.replaceAll('slack-tokens', 'npx slack-tokens')
  const result = {
    hint: 'Install: slack-tokens login',
    checks: [{ next: 'slack-tokens use acme' }],
    message: { text: 'slack-tokens login' },
    at: new URL('http://localhost/'),
  }

  it('is the name to type in advice, and unchanged in every other text', () => {
    const { result: print, written } = terminal({ json: true, rename })
    print(result, () => '')
    expect(JSON.parse(written.stdout)).toEqual({
      hint: 'Install: npx slack-tokens login',
      checks: [{ next: 'npx slack-tokens use acme' }],
      message: { text: 'slack-tokens login' },
      at: 'http://localhost/',
    })
  })

  it('is the name to type in a field, and unchanged in output for another program', () => {
    const [field, exact] = [terminal({ field: 'hint', rename }), terminal({ field: 'hint', rename })]
    field.result(result, () => '')
    exact.result(result, () => '', { exact: true })
    expect([field.written.stdout, exact.written.stdout]).toEqual([
      'Install: npx slack-tokens login\n',
      'Install: slack-tokens login\n',
    ])
  })
})
