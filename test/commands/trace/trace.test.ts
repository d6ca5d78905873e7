import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlace, freePort, node } from '../../support/program.ts'
import { startTlsSlack, type TlsSlack } from '../../support/tls-slack.ts'

let upstream: TlsSlack
beforeAll(async () => {
  upstream = await startTlsSlack()
})
afterAll(() => upstream[Symbol.asyncDispose]())

interface TracedRun {
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
}

/** Traces a Node.js script, which gets the tokens of the test. */
async function trace(
  script: string,
  options: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<TracedRun> {
  using place = createPlace()
  const { botToken, userToken, environment } = upstream
  const program = place.start(['trace', ...options, '--', node, '-e', script], {
    ...environment,
    BOT: botToken,
    USER_TOKEN: userToken,
    ...env,
  })
  const code = await program.ended
  return { code, stdout: program.stdout(), stderr: program.stderr() }
}

/** A script that calls methods, each with a token, and prints the answers. */
function calls(...list: readonly (readonly [method: string, token: 'BOT' | 'USER_TOKEN', form?: string])[]): string {
  return `(async () => { for (const [method, token, form = ''] of ${JSON.stringify(list)}) {
    const headers = { authorization: 'Bearer ' + process.env[token], 'content-type': 'application/x-www-form-urlencoded' }
    console.log(await (await fetch('https://slack.com/api/' + method, { method: 'POST', headers, body: form })).text())
  } })()`
}

const lines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

describe('trace', () => {
  it('prints each call on stderr, and has the stdout and the exit code of the program', async () => {
    const { code, stdout, stderr } = await trace(
      `${calls(['auth.test', 'BOT'], ['team.info', 'BOT'])}.then(() => process.exit(7))`,
    )
    expect(code).toBe(7)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { ok: boolean }).ok),
    ).toEqual([true, false])
    expect(stderr).toMatch(/✓ auth\.test +bot …\w{4} @/)
    expect(stderr).toMatch(
      /✗ team\.info +bot …\w{4} @.* missing_scope\n +wants +team:read\n +has +chat:write, .*\n +why .*\n +next .* login --add-scope team:read/,
    )
    expect(stderr).toMatch(/TLS of the program to Slack ends in slack-tokens/)
    expect(stderr).not.toContain(upstream.botToken)
  })

  it('prints with --json one object for each call (identity, scopes, meaning of a refusal) and one for the summary', async () => {
    const { stderr } = await trace(
      calls(['auth.test', 'USER_TOKEN'], ['conversations.list', 'USER_TOKEN'], ['team.info', 'BOT']),
      ['--json'],
    )
    const [start, , list, info, summary] = lines(stderr)
    expect(start).toMatchObject({ type: 'start', program: node })
    expect(list).toMatchObject({
      type: 'call',
      name: 'conversations.list',
      as: { kind: 'user', userName: 'dana', teamId: 'T0SIM0001' },
      ok: true,
      wanted: expect.arrayContaining(['channels:read']),
      had: ['channels:read', 'users:read'],
    })
    expect(info).toMatchObject({
      name: 'team.info',
      error: 'missing_scope',
      why: expect.stringMatching(/lacks a scope/),
      wanted: ['team:read'],
    })
    expect(summary).toMatchObject({
      type: 'summary',
      calls: 3,
      refused: 1,
      unusedScopes: expect.arrayContaining([{ as: expect.objectContaining({ kind: 'user' }), scopes: ['users:read'] }]),
      botAlternatives: [{ name: 'conversations.list', bot: { kind: 'bot' }, lacks: [] }],
    })
    // No method needs `commands`, so no call can use this scope.
    expect(JSON.stringify(summary.unusedScopes)).not.toContain('"commands"')
  })

  it('writes the trace with --output to a file of mode 0600, includes the bodies with --bodies, and masks the secrets', async () => {
    using place = createPlace()
    const path = join(place.directory, 'trace.jsonl')
    const secrets = [
      '1111111111.2222222222.canarytypedcode',
      'canaryclientsecret00',
      ['xoxe', '1', 'canaryrefresh00'].join('-'),
    ]
    const form = `code=${secrets[0]}&client_secret=${secrets[1]}&refresh_token=${secrets[2]}&client_id=1.2`
    const { stderr } = await trace(
      calls(['chat.postMessage', 'BOT', 'channel=C0SIMGENL&text=hello'], ['oauth.v2.access', 'BOT', form]),
      ['--json', '--bodies', '--output', path],
    )
    const text = readFileSync(path, 'utf8')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(text).toContain('text=hello')
    for (const secret of [...secrets, upstream.botToken]) expect(text + stderr).not.toContain(secret)
    expect(lines(stderr)).toEqual([])
  })

  it('prints only the calls that match --filter, and counts all calls in the summary', async () => {
    const { stderr } = await trace(calls(['auth.test', 'BOT'], ['conversations.list', 'BOT']), [
      '--json',
      '--filter',
      'conversations.*',
    ])
    expect(lines(stderr).map(({ type, name, calls: count }) => name ?? count ?? type)).toEqual([
      'start',
      'conversations.list',
      2,
    ])
  })

  it('sends nothing to a server whose certificate is not trusted, even with NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
    const before = upstream.slack.log.length
    const { stdout, stderr } = await trace(calls(['auth.test', 'BOT', 'text=secret-text']), [], {
      NODE_EXTRA_CA_CERTS: '',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    })
    expect(stdout).toMatch(/self-signed certificate .*NODE_EXTRA_CA_CERTS/)
    expect(stderr).toMatch(/✗ auth\.test .* unreachable\n.*self-signed certificate/)
    expect(upstream.slack.log.length).toBe(before)
  })

  it('passes on a request for another host unchanged, and does not print the request', async () => {
    const arrived: unknown[] = []
    const other = createServer((request, response) => {
      arrived.push([request.url, request.headers.authorization])
      response.end('other')
    })
    const port = await freePort()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const { stdout, stderr } = await trace(
      `fetch('http://127.0.0.1:${port}/api/auth.test').then((answer) => answer.text()).then(console.log)`,
    )
    other.close()
    expect([stdout, arrived]).toEqual(['other\n', [['/api/auth.test', undefined]]])
    expect(stderr).not.toContain('auth.test')
    expect(stderr).toMatch(/No request came through the proxy/)
  })

  it('prints ratelimited with the number of seconds until the next call', async () => {
    using _limit = upstream.slack.fail({ on: 'conversations.list', what: '429', retryAfter: 7 })
    const { stderr } = await trace(calls(['conversations.list', 'BOT']))
    expect(stderr).toMatch(/! conversations\.list .* ratelimited\n +again after 7 s/)
    expect(stderr).toMatch(/1 call to Slack in .*, 1 rate limited/)
  })

  it('ends the program after SIGTERM, exits with 143 and prints the summary', async () => {
    using place = createPlace()
    const script = `${calls(['auth.test', 'BOT'])}.then(() => { console.log('called'); setInterval(() => {}, 1000) })`
    const program = place.start(['trace', '--', node, '-e', script], {
      ...upstream.environment,
      BOT: upstream.botToken,
    })
    await program.said(/called/)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(143)
    expect(program.stderr()).toMatch(/1 call to Slack in/)
  })

  it.each([
    [
      'SLACK_API_URL with the URL of the simulator',
      [],
      { SLACK_API_URL: 'http://localhost:4717/api/' },
      /sim run -- CMD.*sim log/,
    ],
    [
      '--api-url with the URL of the simulator',
      ['--api-url', 'http://localhost:4717/api/'],
      {},
      /sim run -- CMD.*sim log/,
    ],
    ['--filter with a method that does not exist', ['--filter', 'chat.postMesage'], {}, /chat\.postMessage/],
  ])('exits with 2 for %s', async (_case, options, env, message) => {
    const { code, stderr } = await trace('', options, env)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})
