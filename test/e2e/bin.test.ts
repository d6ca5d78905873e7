import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InstallProvider } from '@slack/oauth'
import { WebClient } from '@slack/web-api'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { decide } from '../support/login.ts'
import { createPlace, freePort, launcher, node } from '../support/program.ts'
import { startProxiedSlack } from '../support/proxy.ts'

describe('the built program', () => {
  it('prints its version and its help on stdout', async () => {
    using place = createPlace()
    const version = place.start(['--version'])
    expect([await version.ended, version.stdout(), version.stderr()]).toEqual([0, `${manifest.version}\n`, ''])
    const help = place.start([])
    expect(await help.ended).toBe(0)
    expect(help.stdout()).toMatch(/Install:\n {2}login, install/)
    expect(help.stderr()).toBe('')
  })

  it('exits differently for bad usage and failures, with nothing on stdout', async () => {
    using place = createPlace()
    for (const [argv, code, said] of [
      [['lgin'], 2, /login/],
      [['login', '--frobnicate'], 2, /frobnicate/],
      [['login', '--port', 'x'], 2, /port/],
      [['token'], 4, /slack-tokens login/],
      [['token', '--profile', 'nobody'], 2, /slack-tokens login/],
      [['call', 'https://evil.example/x'], 2, /chat\.postMessage/],
    ] as const) {
      const program = place.start([...argv])
      expect([argv, await program.ended, program.stdout()]).toEqual([argv, code, ''])
      expect(program.stderr()).toMatch(said)
      expect(program.stderr()).not.toMatch(/\bat .*\.js:/)
    }
  })

  it('logs in on the simulator and calls as both identities, one process per command', async () => {
    using place = createPlace()
    const port = await freePort()
    const login = place.start(['login', '--sim', '--approve', '--port', String(port), '--json'])
    expect(await login.ended, login.stderr()).toBe(0)
    expect(JSON.parse(login.stdout())).toMatchObject({ ok: true, active: true, workspace: { name: 'Sandbox Inc' } })
    const who = place.start(['whoami', '--as', 'user'])
    expect(await who.ended, who.stderr()).toBe(0)
    expect(who.stdout()).toMatch(/user {2}@dana/)
    const post = place.start(['post', '--as', 'bot'])
    expect(await post.ended, post.stderr()).toBe(0)
    expect(post.stderr()).toMatch(/→ Sandbox Inc \(T0SIM0001\) as @sim-app/)
    const token = place.start(['token', '--as', 'bot'])
    expect(await token.ended).toBe(0)
    expect(token.stdout()).toMatch(/^xoxb-sim-\S+\n$/)
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('R14 R15 %s ends a waiting login with %i', async (signal, code) => {
    using place = createPlace()
    const login = place.start(['login', '--sim', '--no-browser', '--port', String(await freePort())])
    await login.said(/oauth\/v2\/authorize/)
    login.child.kill(signal)
    expect(await login.ended).toBe(code)
    const list = place.start(['list', '--json'])
    expect([await list.ended, list.stdout()]).toEqual([0, '[]\n'])
  })

  it.runIf(process.platform === 'linux')(
    'S6 opens BROWSER with only the address, and no secret in its environment',
    async () => {
      using place = createPlace()
      const [browser, seen] = [join(place.directory, 'browser'), join(place.directory, 'seen')]
      writeFileSync(browser, `#!/bin/sh\n{ echo "$# $1"; env; } > "${seen}.part"; mv "${seen}.part" "${seen}"\n`, {
        mode: 0o755,
      })
      const login = place.start(['login', '--sim', '--port', String(await freePort()), '--timeout', '20'], {
        BROWSER: browser,
        SLACK_BOT_TOKEN: 'xoxb-sim-canary',
        SLACK_CLIENT_SECRET: 'canary-secret',
      })
      const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\S+(?=\s)/)
      await expect.poll(() => existsSync(seen)).toBe(true)
      const text = readFileSync(seen, 'utf8')
      expect(text.split('\n')[0]).toBe(`1 ${url}`)
      expect(text).not.toContain('canary')
      login.child.kill('SIGINT')
      expect(await login.ended).toBe(130)
    },
  )

  it.runIf(process.platform === 'linux')(
    'R2 reports a browser that does not open, and continues the login',
    async () => {
      using place = createPlace()
      const login = place.start(['login', '--sim', '--port', String(await freePort())], { BROWSER: '/bin/false' })
      await login.said(/No browser could be opened/)
      const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\S+(?=\s)/)
      await fetch(await decide(url))
      expect(await login.ended, login.stderr()).toBe(0)
    },
  )

  it('sim start prints its address as one JSON line, serves, and exits 0 on a signal', async () => {
    using place = createPlace()
    const port = await freePort()
    const sim = place.start([
      'sim',
      'start',
      '--port',
      String(port),
      '--redirect-url',
      'http://localhost:3999/back',
      '--json',
    ])
    const [line] = await sim.said(/^\{.*\}\n/)
    const described = JSON.parse(line) as {
      url: string
      apiUrl: string
      authorizeUrl: string
      app: Record<string, unknown>
    }
    expect(described).toMatchObject({
      url: `http://localhost:${port}`,
      apiUrl: `http://localhost:${port}/api/`,
      authorizeUrl: `http://localhost:${port}/oauth/v2/authorize`,
      app: {
        clientId: expect.any(String) as string,
        clientSecret: expect.any(String) as string,
        appToken: expect.stringMatching(/^xapp-1-A0SIMAPP1-sim-[0-9a-f]{32}$/) as string,
      },
      // It is masked like any other token.
      configToken: expect.stringMatching(/^xoxe\.xoxp-…/) as string,
    })
    expect(described.app['redirectUrls']).toContain('http://localhost:3999/back')
    const answer = await fetch(`${described.apiUrl}api.test`, { method: 'POST' })
    expect(await answer.json()).toMatchObject({ ok: true })
    const second = place.start(['sim', 'start'])
    expect(await second.ended).toBe(1)
    expect(second.stderr()).toMatch(/already runs/)
    sim.child.kill('SIGTERM')
    expect(await sim.ended).toBe(0)
  })

  it('Slack’s own SDK installs and calls against sim start', async () => {
    using place = createPlace()
    const sim = place.start(['sim', 'start', '--port', String(await freePort()), '--json'])
    const [line] = await sim.said(/^\{.*\}\n/)
    const { apiUrl, authorizeUrl, app } = JSON.parse(line) as {
      apiUrl: string
      authorizeUrl: string
      app: { clientId: string; clientSecret: string; redirectUrls: string[] }
    }
    const provider = new InstallProvider({
      ...app,
      stateVerification: false,
      authorizationUrl: authorizeUrl,
      clientOptions: { slackApiUrl: apiUrl },
    })
    const redirectUri = app.redirectUrls[0] ?? ''
    const url = await provider.generateInstallUrl(
      { scopes: ['chat:write'], userScopes: ['search:read'], redirectUri },
      false,
    )
    const code = new URL(await decide(url)).searchParams.get('code') ?? ''
    const client = new WebClient(undefined, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    const granted = await client.oauth.v2.access({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code,
      redirect_uri: redirectUri,
    })
    const bot = new WebClient(granted.access_token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    expect(await bot.chat.postMessage({ channel: '#general', text: 'from the SDK' })).toMatchObject({
      ok: true,
      message: { text: 'from the SDK' },
    })
    const user = new WebClient(granted.authed_user?.access_token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    expect(await user.search.messages({ query: 'SDK' })).toMatchObject({ messages: { total: 1 } })
    sim.child.kill('SIGINT')
    expect(await sim.ended).toBe(0)
  })

  it('R24 calls through HTTPS_PROXY, but not where NO_PROXY names the host', async () => {
    using place = createPlace()
    await using slack = await startProxiedSlack('slack.invalid', place.directory)
    const call = (env: Record<string, string> = {}) =>
      place.start(['call', 'api.test', '--api-url', 'https://slack.invalid/api/'], {
        SLACK_BOT_TOKEN: 'xoxb-sim-proxied',
        HTTPS_PROXY: slack.proxy,
        NODE_EXTRA_CA_CERTS: slack.certificate,
        ...env,
      })
    const proxied = call()
    expect(await proxied.ended, proxied.stderr()).toBe(0)
    expect([JSON.parse(proxied.stdout()), slack.tunnels]).toEqual([{ ok: true }, ['slack.invalid:443']])
    expect(await call({ NO_PROXY: 'slack.invalid' }).ended).toBe(1)
    expect(slack.tunnels).toHaveLength(1)
  })

  it('uses HTTP/1.1 with a server that offers HTTP/2 first, directly and through a proxy', async () => {
    using place = createPlace()
    await using slack = await startProxiedSlack('slack.invalid', place.directory)
    for (const url of [slack.straight, 'https://slack.invalid']) {
      const call = place.start(['call', 'api.test', '--api-url', `${url}/api/`], {
        ...{ SLACK_BOT_TOKEN: 'xoxb-sim-h2', HTTPS_PROXY: slack.proxy, NODE_EXTRA_CA_CERTS: slack.certificate },
      })
      expect(await call.ended, call.stderr()).toBe(0)
      expect(JSON.parse(call.stdout())).toEqual({ ok: true })
    }
    expect([slack.versions, slack.tunnels]).toEqual([['1.1', '1.1'], ['slack.invalid:443']])
  })

  it.each(['18.20.8', '20.17.9', '20.18.0'])(
    'R23 rejects Node.js %s as too old: one sentence, exit code 2',
    (version) => {
      using place = createPlace()
      const preload = join(place.directory, 'old.cjs')
      const old = { versions: { node: version }, version: `v${version}` }
      writeFileSync(
        preload,
        `for (const [key, value] of Object.entries(${JSON.stringify(old)}))
      Object.defineProperty(process, key, { value })`,
      )
      const { status, stdout, stderr } = spawnSync(node, ['--require', preload, launcher, '--version'], {
        encoding: 'utf8',
      })
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^slack-tokens needs Node\.js 20\.18\.1 or newer; this is v.*\n$/)
      expect(stderr).toContain(`v${version}.`)
    },
  )

  it('R23 the launcher is written so that Node.js 8 can read it', async () => {
    const text = readFileSync(launcher, 'utf8')
    const written = async (target: string) =>
      (await transform(text, { target, supported: { 'template-literal': true } })).code
    expect(await written('node8')).toBe(await written('esnext'))
  })

  it('the packed tarball runs, and contains the intended files only', async () => {
    using place = createPlace()
    const root = join(dirname(launcher), '..')
    const packed = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place.directory], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }]
    const paths = files.map(({ path }) => path)
    expect(paths.filter((path) => !/^(bin|dist)\/|^(package\.json|README\.md|LICENSE)$/.test(path))).toEqual([])
    expect(paths).toEqual(
      expect.arrayContaining(['bin/slack-tokens.js', 'dist/main.js', 'dist/THIRD-PARTY-NOTICES.txt', 'LICENSE']),
    )
    expect(spawnSync('tar', ['-xzf', filename], { cwd: place.directory }).status).toBe(0)
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: place.directory,
      SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
    }
    const run = (...argv: string[]) =>
      spawnSync(node, [join(place.directory, 'package', 'bin', 'slack-tokens.js'), ...argv], { encoding: 'utf8', env })
    expect(run('--version').stdout).toBe(`${manifest.version}\n`)
    const demo = run('demo', '--no-browser')
    expect(demo.status, demo.stderr).toBe(0)
    expect(run('whoami', '--as', 'bot').stdout).toMatch(/@sim-app/)
  })

  it('R16 exits 0 when the reader of its output stops', async () => {
    using place = createPlace()
    const shell = spawnSync('bash', ['-c', `set -o pipefail; "${node}" "${launcher}" --help | head -n 1`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: place.directory },
    })
    expect([shell.status, shell.stderr]).toEqual([0, ''])
  })

  it.runIf(process.platform === 'linux')('R16 fails when stdout is on a full disk', async () => {
    using place = createPlace()
    const child = spawn(node, [launcher, 'help', 'tokens'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      env: { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config') },
    })
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(stderr).toMatch(/could not be written: no space left/)
  })

  it('R17 a slow reader gets a long answer completely', async () => {
    using place = createPlace()
    const port = await freePort()
    const login = place.start(['login', '--sim', '--approve', '--port', String(port)])
    expect(await login.ended, login.stderr()).toBe(0)
    const shell = spawnSync(
      'bash',
      [
        '-c',
        `"${node}" "${launcher}" call api.test long="$(head -c 100000 /dev/zero | tr '\\0' x)" --force | { sleep 0.5; wc -c; }`,
      ],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: place.directory,
          SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
        },
      },
    )
    expect(Number(shell.stdout)).toBeGreaterThan(100_000)
  })
})
