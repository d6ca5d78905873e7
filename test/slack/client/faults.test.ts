import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { createMachine, type Ran } from '../../support/cli.ts'
import { http, startRaw } from '../../support/raw.ts'

const reading = ['call', 'users.list']
const writing = ['call', 'chat.postMessage', 'channel=C0', 'text=hi']
const fine = http(200, '{"ok":true}')

/** Runs a command against a server with these answers. Returns its result and the number of requests. */
async function against(
  answer: (socket: Socket, count: number) => unknown,
  argv: readonly string[],
  waits: number[] = [],
): Promise<Pick<Ran, 'code' | 'stdout' | 'stderr'> & { asked: number }> {
  await using server = await startRaw(answer)
  using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-faults', SLACK_API_URL: server.apiUrl })
  const clock = {
    now: systemClock.now,
    sleep: async (ms: number) => {
      waits.push(ms)
    },
  }
  const { code, stdout, stderr } = await machine.run([...argv.slice(0, 1), '--http-timeout', '15', ...argv.slice(1)], {
    clock,
  })
  return { code, stdout, stderr, asked: server.arrived.length }
}

describe('a call that Slack limits (fault R7)', () => {
  const limited = (retryAfter?: string) => (socket: Socket, count: number) =>
    socket.write(
      count > 1 ? fine : http(429, '{"ok":false}', retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    )

  it.each([
    ['7', 7000],
    ['0', 100],
    ['-1', 1000],
    ['abc', 1000],
    ['1e9', 1000],
    [undefined, 1000],
  ])('is sent again when Retry-After is %s, after a wait of %i ms', async (retryAfter, wait) => {
    const waits: number[] = []
    const { code, stderr, asked: requested } = await against(limited(retryAfter), writing, waits)
    expect([code, requested, waits], stderr).toEqual([0, 2, [wait]])
    expect(stderr).toMatch(/Slack limits chat\.postMessage: waiting \d s/)
  })

  it('is sent again at the date in Retry-After', async () => {
    const waits: number[] = []
    await against(limited(new Date(Date.now() + 20_000).toUTCString()), writing, waits)
    expect(waits).toEqual([expect.closeTo(19_500, -4)])
  })

  it('exits with 3 when the server limits every try', async () => {
    const { code, asked } = await against((socket) => socket.write(http(429, '', { 'retry-after': '0' })), writing)
    expect(code).toBe(3)
    expect(asked).toBeLessThan(12)
  })

  it.each([
    [[], 99_999],
    [['--max-wait', '0'], 1],
    [[], 61],
  ])('exits with 3 for the flags %j when Slack asks to wait %i s', async (flags, seconds) => {
    const { code, stdout, stderr } = await against(limited(String(seconds)), [...writing, '--json', ...flags])
    expect([code, JSON.parse(stdout)]).toMatchObject([3, { ok: false, error: 'ratelimited', retryAfter: seconds }])
    expect(stderr).toMatch(new RegExp(`asks to wait ${seconds} s[\\s\\S]*--max-wait \\d+`))
  })

  it('waits longer than one minute with --max-wait', async () => {
    expect((await against(limited('90'), [...writing, '--max-wait', '120'])).code).toBe(0)
  })

  it.each([['-1'], ['abc'], ['99999'], ['']])('exits with 2 for --max-wait %j', async (value) => {
    using machine = createMachine()
    expect((await machine.run(['call', 'auth.test', `--max-wait=${value}`])).code).toBe(2)
  })

  it('does not delay calls with another token', async () => {
    const byBot = (socket: Socket, count: number) => socket.write(count === 1 ? http(429, '') : fine)
    await using server = await startRaw(byBot)
    const env = { SLACK_BOT_TOKEN: 'xoxb-sim-b', SLACK_USER_TOKEN: 'xoxp-sim-u', SLACK_API_URL: server.apiUrl }
    using machine = createMachine(env)
    const clock = { now: systemClock.now, sleep: () => Promise.resolve() }
    const { code, stderr } = await machine.run(['call', 'auth.test', '--as', 'both'], { clock })
    expect([code, server.arrived.length, stderr.match(/waiting/g)]).toEqual([0, 3, ['waiting']])
  })
})

describe('a call that Slack answers with a server error (fault R8)', () => {
  it('is sent a second time when it only reads', async () => {
    const { code, asked, stderr } = await against((socket, n) => socket.write(n > 1 ? fine : http(503, '')), reading)
    expect([code, asked]).toEqual([0, 2])
    expect(stderr).toMatch(/answered 503; once more/)
  })

  it('is not sent a third time', async () => {
    const page = http(502, '<html>xoxb-sim-canary-in-a-page</html>', { 'content-type': 'text/html' })
    const { code, asked, stderr } = await against((socket) => socket.write(page), reading)
    expect([code, asked]).toEqual([1, 2])
    expect(stderr).toMatch(/Slack answered 502 with a web page \(text\/html, 38 bytes\)/)
    expect(stderr).not.toMatch(/canary/)
  })

  it('is sent only once when it writes, because it may have taken effect', async () => {
    const { code, asked, stderr } = await against((socket) => socket.write(http(500, '')), writing)
    expect([code, asked]).toEqual([1, 1])
    expect(stderr).toMatch(/500 with an empty answer[\s\S]*check whether it was done before you try again/)
  })

  it('exits with 3 for a JSON error with status 500, because this is Slack’s answer', async () => {
    const body = '{"ok":false,"error":"internal_error"}'
    const { code, stdout } = await against((socket) => socket.write(http(500, body)), writing)
    expect([code, stdout]).toEqual([3, `${body}\n`])
  })
})

describe('a call whose answer is cut off or is not JSON (fault R9)', () => {
  const half = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":tr'
  const chunk = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{"ok"'

  it.each([
    ['within its length', (socket: Socket) => socket.end(half)],
    ['within a chunk', (socket: Socket) => socket.end(chunk)],
    ['by a reset', (socket: Socket) => socket.write(half, () => socket.resetAndDestroy())],
    ['before it began', (socket: Socket) => socket.end()],
  ])('is sent again when it only reads, but not when it writes: the answer is cut off %s', async (_where, cut) => {
    const again = await against((socket, count) => (count > 1 ? socket.write(fine) : cut(socket)), reading)
    expect([again.code, again.asked], again.stderr).toEqual([0, 2])
    const { code, asked, stderr } = await against(cut, writing)
    expect([code, asked]).toEqual([1, 1])
    expect(stderr).toMatch(/the connection was cut.*Slack may have carried it out all the same/)
    expect(stderr).toMatch(/Check before you repeat it/)
  })

  it.each([
    ['{"ok":true,"channels":[', {}, /23 bytes that are not a complete JSON object/],
    ['[1,2]', {}, /not a complete JSON object/],
    ['', {}, /an empty answer/],
    ['upstream says no', { 'content-type': 'text/plain' }, /text\/plain, 16 bytes, instead of JSON/],
    ['<!doctype html><title>Log in</title>', {}, /a web page/],
    ['....', { 'content-encoding': 'br' }, /br data, which was not requested/],
  ])('exits with 1 and describes the answer without printing it: body %j, headers %j', async (body, headers, said) => {
    const { code, stderr, stdout } = await against((socket) => socket.write(http(200, body, headers)), reading)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/upstream|Log in|channels"/)
  })
})

describe('a call whose answer is lost (fault R11)', () => {
  it('is sent only once when it writes, and the error says that it may have taken effect', async () => {
    const { code, asked, stderr } = await against((socket) => socket.resetAndDestroy(), writing)
    expect([code, asked]).toEqual([1, 1])
    expect(stderr).toMatch(/may have carried it out all the same[\s\S]*may happen twice/)
  })

  it('is sent only once when it writes and no answer comes in time', async () => {
    const { code, asked, stderr } = await against(() => {}, [...writing, '--http-timeout', '0.3'])
    expect([code, asked]).toEqual([1, 1])
    expect(stderr).toMatch(/no answer within 0\.3 s\. Slack may have carried it out/)
  })
})

it('`call` exits with 1 (unreadable_answer) for an answer that is nested 50000 levels deep', async () => {
  const answer = `{"ok":true,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const { code, stdout, stderr } = await against((socket) => socket.write(http(200, answer)), [...reading, '--json'])
  expect([code, JSON.parse(stdout)]).toMatchObject([1, { error: 'unreadable_answer' }])
  expect(stderr).toMatch(/nested deeper than 500 levels/)
})
