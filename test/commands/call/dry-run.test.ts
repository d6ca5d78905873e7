import { spawn, spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { startWeb } from '../../support/web.ts'

describe('call, for a request that it prints and does not send', () => {
  const odd = `it's "$HOME" \`id\` \\ é\n-- @x`

  it('prints the request with --dry-run, with the token masked', async () => {
    await using web = await startWeb((_request, response) => response.end('{"ok":true}'))
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-dry-canary', SLACK_API_URL: `${web.url}/api/` })
    const argv = ['call', 'chat.postMessage', 'channel=C0', 'text=a b', '--dry-run']
    const { code, stdout, stderr } = await machine.run(argv)
    expect([code, web.arrived]).toEqual([0, []])
    expect(stdout).toBe(
      `POST ${web.url}/api/chat.postMessage\ncontent-type: application/x-www-form-urlencoded\nauthorization: Bearer xoxb-…nary\n\nchannel = C0\ntext = a b\n`,
    )
    expect(stderr).toMatch(/Nothing was sent/)
    const { json } = await machine.run([...argv, 'blocks:=[]', '--json'])
    expect(json).toMatchObject({ dryRun: true, verb: 'POST', body: '{"channel":"C0","text":"a b","blocks":[]}' })
  })

  it('prints the request with --dry-run and with --curl when no token is stored', async () => {
    using machine = createMachine()
    const dry = await machine.run(['call', 'auth.test', '--dry-run'])
    expect([dry.code, dry.stdout]).toEqual([
      0,
      expect.stringMatching(/^POST https:\/\/slack\.com\/api\/auth\.test\n/) as string,
    ])
    expect(dry.stderr).toMatch(/There is no bot token/)
    const curl = await machine.run(['call', 'auth.test', '--as', 'user', '--curl'])
    expect([curl.code, curl.stdout]).toEqual([0, expect.stringMatching(/\$SLACK_USER_TOKEN/) as string])
  })

  const curlHere = spawnSync('curl', ['--version']).status === 0

  it
    .runIf(curlHere)
    .each([
      [['chat.postMessage', 'channel=C0', `text=${odd}`]],
      [['chat.postMessage', 'channel=C0', `text=${odd}`, 'blocks:=[{"a":"it\'s"}]']],
      [['users.info', 'user=U&0', '-X', 'GET', '-H', "X-Note: it's"]],
      [['auth.test']],
      [['api.test', 'odd key&=1', '@=2']],
    ])('prints with --curl a shell command that sends the same request as call %j (threat S8)', async (argv) => {
    await using web = await startWeb((_request, response) => response.end('{"ok":true}'))
    const token = 'xoxb-sim-curl-canary'
    using machine = createMachine({ SLACK_BOT_TOKEN: token, SLACK_API_URL: `${web.url}/api/` })
    const { stdout, stderr } = await machine.run(['call', ...argv, '--curl'])
    expect(stdout + stderr).not.toContain(token)
    await machine.run(['call', ...argv])
    const env = { PATH: process.env['PATH'] ?? '', SLACK_BOT_TOKEN: token }
    const code = await new Promise((resolve) =>
      spawn('sh', ['-c', stdout], { env, stdio: 'ignore' }).on('close', resolve),
    )
    expect(code).toBe(0)
    const [ours, curls] = web.arrived.map(({ verb, path, body, headers }) => ({
      verb,
      // A space or a bracket in a query has several equivalent encodings, so the test compares the decoded values.
      query: [...new URL(path, 'http://x').searchParams],
      body: headers['content-type']?.includes('urlencoded') ? [...new URLSearchParams(body)] : body,
      token: headers.authorization,
      note: headers['x-note'],
      type: headers['content-type'],
    }))
    expect(curls).toEqual(ours)
  })
})

describe('call --include', () => {
  it('prints the status and the headers before the body, and with --json one object that has all three', async () => {
    await using web = await startWeb((_request, response) => {
      response.setHeader('set-cookie', 'd=a-session; path=/')
      response.end('{"ok":false,"error":"not_authed"}')
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-include', SLACK_API_URL: `${web.url}/api/` })
    const { code, stdout } = await machine.run(['call', 'auth.test', '-i'])
    expect(code).toBe(4)
    expect(stdout).toMatch(
      /^HTTP 200 OK\n[\s\S]*set-cookie: d=…; path=\/\n[\s\S]*\n\n\{"ok":false,"error":"not_authed"\}\n$/,
    )
    const { json } = await machine.run(['call', 'auth.test', '-i', '--json'])
    expect(json).toMatchObject({ status: 200, headers: { 'set-cookie': 'd=…; path=/' }, body: { error: 'not_authed' } })
  })
})
