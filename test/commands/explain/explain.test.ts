import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/runtime/program.ts'
import { answers, founding, v2Both, v2Rotating, v2Webhook } from '../../support/answers.ts'
import { createMachine, type Machine, type Over, watch } from '../../support/cli.ts'
import { fewScopes } from '../../support/installed.ts'
import { assertProperty, fc } from '../../support/property.ts'
import { temporaryFolder } from '../../support/temporary.ts'

interface Report {
  readonly shape: string
  readonly tokens: readonly {
    kind: string
    of: string | null
    path: string
    masked: string
    value?: string
    scopes: readonly string[]
    actsAs: string | null
    rotating: boolean
    expiresAt: string | null
  }[]
  readonly webhooks: readonly {
    path: string
    channel: string
    channelId: string | null
    masked: string
    url?: string
  }[]
  readonly workspace: { id: string; name: string | null } | null
  readonly organization: { id: string; name: string | null } | null
  readonly isOrgInstall: boolean
  readonly error: string | null
  readonly certainty: string
  readonly notes: readonly string[]
}

/** Explains one JSON value, given on standard input, for a person. */
async function told(value: unknown, over: Over = {}): Promise<string> {
  using machine = createMachine()
  const { code, stdout, stderr } = await machine.run(['explain', '-'], { input: JSON.stringify(value), ...over })
  expect(code, stderr).toBe(0)
  return stdout
}

async function reported(value: unknown, ...options: string[]): Promise<Report> {
  using machine = createMachine()
  const ran = await machine.run(['explain', '--json', ...options], { input: JSON.stringify(value) })
  expect(ran.code, ran.stderr).toBe(0)
  return ran.json as Report
}

/** A second installation, a copy of the active one. */
function addProfile({ directory }: Machine, name: string): void {
  const path = join(directory, 'config.json')
  const config = JSON.parse(readFileSync(path, 'utf8')) as { active: string; profiles: Record<string, unknown> }
  config.profiles[name] = config.profiles[config.active]
  writeFileSync(path, JSON.stringify(config))
}

const approve = ['login', '--sim', '--approve', '--port', '0']

describe('the founding question', () => {
  it('says what the top-level access_token is for, and what else came back', async () => {
    const text = await told(founding)
    expect(text).toMatch(/^The answer of oauth\.access: v1, the install of classic apps\n/)
    expect(text).toMatch(/ access_token +xoxp-…XXXX +USER TOKEN: acts as the person who installed the app\n/)
    expect(text).toMatch(/ bot\.bot_access_token +xoxb-…TTTT +BOT TOKEN: acts as the app, UTTTTTTTTTTR\n/)
    expect(text).toMatch(/The top-level access_token \(user token\) is for acting as that person/)
    expect(text).toMatch(/every v1 install returns\s+one/)
    expect(text).toMatch(/is there because “bot” was granted/)
    expect(text).toMatch(/Prefer the bot token/)
    expect(text).toMatch(/posting to #channel-it-will-post-to with no token/)
    expect(text).toMatch(/The tokens are redacted/)
  })

  it('explains every field of it', async () => {
    const text = await told(founding)
    const paths = ['access_token', 'scope', 'team_name', 'team_id', 'bot.bot_user_id', 'bot.bot_access_token']
    const hook = ['url', 'channel', 'configuration_url'].map((key) => `incoming_webhook.${key}`)
    for (const path of [...paths, ...hook])
      expect(text).toMatch(new RegExp(`^  ${path.replaceAll('.', '\\.')} {2}`, 'm'))
    expect(text).not.toMatch(/Not known here/)
  })

  it('names the scope that an upload as that person needs, and the login that asks for it', async () => {
    const text = await told(founding)
    expect(text).toMatch(/slack-tokens upload notes\.txt --as user +upload a file: needs files:write:user\n/)
    expect(text).toMatch(
      /files:write:user was not granted\. To ask for it:\s+slack-tokens login --v1 --user-scopes files:write:user\n/,
    )
    expect(text).toMatch(/slack-tokens post "#general" "hello" --as bot +post a message\n/)
    const granted = await told({ ...founding, scope: 'bot,files:write:user,chat:write:user,search:read' })
    expect(granted).toMatch(/slack-tokens upload notes\.txt --as user +upload a file\n/)
    expect(granted).not.toMatch(/not granted/)
  })

  it('fits one screen, at 100 columns and at 80', async () => {
    const at = async (columns: number) => {
      const { stream, text } = watch(/./)
      await told(founding, { stdout: Object.assign(stream, { columns }) })
      return text().trimEnd().split('\n')
    }
    expect((await at(100)).length).toBeLessThanOrEqual(40)
    for (const columns of [80, 100]) {
      expect((await at(columns)).filter((line) => line.length > columns)).toEqual([])
    }
  })

  it('answers the same in JSON', async () => {
    expect(await reported(founding)).toMatchObject({
      shape: 'v1',
      certainty: 'sure',
      tokens: [
        { kind: 'user', of: null, path: 'access_token', masked: 'xoxp-…XXXX', rotating: false, actsAs: null },
        { kind: 'bot', path: 'bot.bot_access_token', masked: 'xoxb-…TTTT', actsAs: 'UTTTTTTTTTTR', scopes: ['bot'] },
      ],
      webhooks: [{ path: 'incoming_webhook.url', channel: '#channel-it-will-post-to' }],
      workspace: { id: 'XXXXXXXXXX', name: 'Team Installing Your Hook' },
      organization: null,
      isOrgInstall: false,
      error: null,
    })
  })
})

describe('every shape', () => {
  // Expected: shape and certainty, then kind@path of each token.
  it.each([
    ['founding', 'v1 sure', 'user@access_token bot@bot.bot_access_token'],
    ['v1UserOnly', 'v1 sure', 'user@access_token'],
    ['v2Both', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    ['v2Bot', 'v2 sure', 'bot@access_token'],
    ['v2User', 'v2 sure', 'user@authed_user.access_token'],
    ['v2Webhook', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    [
      'v2Rotating',
      'v2 sure',
      'bot@access_token refresh@refresh_token user@authed_user.access_token refresh@authed_user.refresh_token',
    ],
    ['v2Org', 'v2 sure', 'bot@access_token user@authed_user.access_token'],
    ['v2UserFlat', 'v2_user sure', 'user@access_token'],
    ['v2UserNested', 'v2_user sure', 'user@access_token'],
    ['refreshedBot', 'refresh likely', 'bot@access_token refresh@refresh_token'],
    ['refreshedUser', 'refresh likely', 'user@access_token refresh@refresh_token'],
    ['v2Swapped', 'v2 unsure', 'user@access_token bot@authed_user.access_token'],
    ['bareUser', 'v1 unsure', 'user@access_token'],
    ['refusal', 'error sure', ''],
    ['signIn', 'openid sure', 'user@access_token'],
    ['configuration', 'config sure', 'config@token refresh@refresh_token'],
    ['wrapped', 'v2 sure', 'bot@body.access_token user@body.authed_user.access_token'],
    ['authTest', 'not-an-install sure', ''],
  ] as const)('%s', async (name, expected, tokens) => {
    const report = await reported(answers[name])
    expect(`${report.shape} ${report.certainty}`).toBe(expected)
    expect(report.tokens.map(({ kind, path }) => `${kind}@${path}`).join(' ')).toBe(tokens)
    // A doubt is never left without its reason.
    expect(report.certainty === 'sure' || report.notes.length > 0).toBe(true)
  })

  it.each([[[]], [[1, 2]], [{}], [{ a: 1 }]])('%j is not an install', async (value) => {
    expect(await reported(value)).toMatchObject({ shape: 'not-an-install', tokens: [], error: null })
    expect(await told(value)).toMatch(/^This is not the answer of an install\n/)
  })

  it('why a token is absent, and how to get one', async () => {
    expect(await told(answers.v2Bot)).toMatch(
      /authed_user\.access_token is absent\. No user token: the install asked for no user scopes\s+\(user_scope=\)\.\n {4}To get one: slack-tokens login --user-scopes search:read\n/,
    )
    expect(await told(answers.v2User)).toMatch(
      / access_token is absent\. No bot token: .* \(scope=\)\.\n {4}To get one: slack-tokens login --scopes chat:write\n/,
    )
    expect(await told(answers.v1UserOnly)).toMatch(
      /“bot” is not among the scopes[\s\S]*slack-tokens login --v1 --scopes bot\n/,
    )
    expect((await reported(answers.v2UserFlat)).notes.join()).toMatch(/this flow is for user tokens alone/)
  })

  it('a token that was taken out of a copy is not called unasked for', async () => {
    const { access_token: _gone, ...rest } = v2Both
    expect((await reported(rest)).notes.join()).toMatch(/No bot token: scopes were granted for it, so it was taken out/)
  })

  it('rotation: whose refresh token, and how long', async () => {
    const { tokens, notes } = await reported(v2Rotating)
    expect(tokens.map(({ of, rotating }) => [of, rotating])).toEqual([
      [null, true],
      ['bot', true],
      [null, true],
      ['user', true],
    ])
    expect(notes.join()).toMatch(/12 hours.*works once/)
    expect(await told(v2Rotating)).toMatch(/ refresh_token +xoxe-…b2b2 +REFRESH TOKEN: buys a new pair/)
  })

  it('an org-wide install: the organization instead of a workspace', async () => {
    expect(await reported(answers.v2Org)).toMatchObject({
      workspace: null,
      organization: { id: 'E0SAMPLE', name: 'Acme Group' },
      isOrgInstall: true,
    })
    expect(await told(answers.v2Org)).toMatch(/Org-wide install: .*\s.*team_id/)
  })

  it('a refusal: what the code means where a code is exchanged, and what to do', async () => {
    const text = await told(answers.refusal)
    expect(text).toMatch(/^Slack refused: invalid_code\n.*older than ten minutes.*\nNext: .*slack-tokens login/)
    expect(await reported(answers.refusal)).toMatchObject({ shape: 'error', error: 'invalid_code' })
    expect(await told({ ok: false, error: 'never_heard_of' })).toMatch(/not known here/)
  })

  it('a prefix wins over a place, and it is said', async () => {
    const { notes } = await reported(answers.v2Swapped)
    expect(notes.join()).toMatch(/access_token is the place of a bot token, but xoxp-…\w{4} begins like a user token/)
  })

  it('fields that are not known are named, with nothing of their values', async () => {
    const text = await told({ ...v2Both, brand_new: 'canary-value', team_settings: { a: 1 } })
    expect(text).toMatch(/Not known here, kept as they came: brand_new \(text\), team_settings \(object\)/)
    expect(text).not.toMatch(/canary/)
  })

  it('names only commands that exist', async () => {
    const texts = await Promise.all(Object.values(answers).map((value) => told(value)))
    const named = texts.flatMap((text) => [...text.matchAll(/slack-tokens ([a-z]+)/g)].map(([, name]) => name))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !commands.some((one) => one.name === name))).toEqual([])
  })
})

describe('where the answer comes from', () => {
  it('a file, one with a byte order mark as well', async () => {
    using machine = createMachine()
    using folder = temporaryFolder()
    const path = join(folder.path, 'answer.json')
    writeFileSync(path, `\ufeff${JSON.stringify(founding)}`)
    const ran = await machine.run(['explain', path, '--json'])
    expect(ran.json).toMatchObject({ shape: 'v1' })
  })

  it('a file wins over an installation of the same name', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'package.json'])
    const ran = await machine.run(['explain', 'package.json', '--json'], { cwd: process.cwd() })
    expect(ran.json).toMatchObject({ shape: 'not-an-install' })
  })

  it('an installation by name: its newest answer, the handles, commands for that profile', async () => {
    using machine = createMachine()
    await machine.run([...approve, ...fewScopes, '--profile', 'first'])
    addProfile(machine, 'second')
    const { code, stdout } = await machine.run(['explain', 'Second'])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^“second”: Sim App in Sandbox Inc \(T0SIM0001\), on the simulator\nIts newest answer, from oauth\.v2\.access \(v2\) on \d{4}-\d\d-\d\d:\n/,
    )
    expect(stdout).toMatch(
      / authed_user\.access_token +xoxp-…\w{4} +USER TOKEN: acts as @dana \(U0SIMDANA\), who installed\n/,
    )
    expect(stdout).toMatch(/slack-tokens whoami --as user --profile second /)
    expect(stdout).toMatch(/slack-tokens webhook "hello" --profile second\n/)
    expect(stdout).toMatch(/slack-tokens login --sim --add-user-scope files:write/)
    const report = await machine.run(['explain', 'first', '--json'])
    expect(report.json).toMatchObject({
      shape: 'stored-installation',
      tokens: [
        { kind: 'bot', path: 'bot.token' },
        { kind: 'user', path: 'users[0].token', actsAs: 'U0SIMDANA' },
      ],
      webhooks: [{ path: 'webhooks[0].url', channel: '#general' }],
    })
  })

  it('the active one when nothing is said and nothing comes in, also of a v1 install', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--v1', '--scopes', 'bot,incoming-webhook', '--user-scopes', 'chat:write:user'])
    for (const over of [{}, { input: '' }]) {
      const { code, stdout, stderr } = await machine.run(['explain'], over)
      expect(code).toBe(0)
      expect(/Nothing came on standard input/.test(stderr)).toBe('input' in over)
      expect(stdout).toMatch(/Its newest answer, from oauth\.access \(v1\) on/)
      expect(stdout).toMatch(/ access_token +xoxp-…\w{4} +USER TOKEN: acts as @dana/)
      expect(stdout).toMatch(/ bot\.bot_access_token +xoxb-…\w{4} +BOT TOKEN: acts as the app, @sim-app/)
      expect(stdout).toMatch(/login --sim --v1 --user-scopes files:write:user\n/)
    }
  })

  it('what `show --json` prints of an installation', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const shown = await machine.run(['show', '--json'])
    const { json } = await machine.run(['explain', '-', '--json'], { input: shown.stdout })
    expect(json).toMatchObject({ shape: 'stored-installation', tokens: [{ kind: 'bot' }, { kind: 'user' }] })
    const { tokens: _none, users: _gone, ...broken } = JSON.parse(shown.stdout) as Record<string, unknown>
    expect(await reported({ ...broken, users: [{ token: 1 }] })).toMatchObject({
      shape: 'stored-installation',
      certainty: 'likely',
    })
  })

  it('--profile chooses even when something is piped in', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const ran = await machine.run(['explain', '--profile', 'sandbox-inc', '--json'], {
      input: JSON.stringify(founding),
    })
    expect(ran.json).toMatchObject({ shape: 'stored-installation' })
  })
})

describe('bad input', () => {
  it('neither a file nor an installation', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['explain', 'acme'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/“acme” is neither a file nor an installation kept here/)
  })

  it('a folder is no file', async () => {
    using machine = createMachine()
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'inner'))
    expect((await machine.run(['explain', folder.path])).code).toBe(2)
  })

  it.each([
    ['nothing of ours: canary canary', /holds nothing of Slack’s/],
    ['canary-canary-canary', /holds nothing of Slack’s/],
    ['null', /holds nothing of Slack’s/],
    ['  ', /is empty/],
  ])('text with nothing of Slack’s in it is not quoted (%#)', async (input, said) => {
    using machine = createMachine()
    for (const options of [[], ['--json'], ['--show-secrets']]) {
      const { code, stdout, stderr } = await machine.run(['explain', '-', ...options], { input })
      expect(code).toBe(2)
      expect(stderr).toMatch(said)
      expect(stderr).toMatch(/slack-tokens why/)
      expect(stdout + stderr).not.toMatch(/canary/)
    }
  })

  it.each(['{"access_token":"xoxb-sample-canary-000000000"}', 'xoxp-sample-canary-0000000000'])(
    'S1: a secret given as an argument is explained, with a warning, and not repeated (%#)',
    async (argument) => {
      using machine = createMachine()
      const { code, stdout, stderr } = await machine.run(['explain', argument, '--json'])
      expect(code).toBe(0)
      expect(stderr).toMatch(/^! .*shell’s history.*pipe it in/)
      expect(stdout + stderr).not.toMatch(/canary/)
    },
  )

  it('nothing at all: says how to install', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['explain'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/slack-tokens login/)
  })
})

describe('secrets', () => {
  it('show in no form of output unless asked for', async () => {
    for (const value of Object.values(answers)) {
      expect(await told(value)).not.toMatch(/canary/)
      expect(JSON.stringify(await reported(value))).not.toMatch(/canary/)
    }
  })

  it('also where a field has another type, or the secret another place', async () => {
    const odd = {
      ...v2Webhook,
      refresh_token: ['xoxe-1-sample-canary-0000'],
      client_secret: 'canary-of-no-shape-at-all',
      team: { id: 'T0SAMPLE', name: 'xoxb-sample-canary-00000000' },
      'xoxp-sample-canary-key-0000': 1,
      incoming_webhook: { url: 'not a url canary', channel: 'https://hooks.slack.com/services/T0/B0/canary-canary' },
    }
    expect(await told(odd)).not.toMatch(/canary/)
    expect(JSON.stringify(await reported(odd))).not.toMatch(/canary/)
  })

  it('--show-secrets prints them in full, as a field and in JSON', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['explain', '-', '--show-secrets'], { input: JSON.stringify(v2Webhook) })
    for (const secret of [v2Both.access_token, v2Both.authed_user.access_token, v2Webhook.incoming_webhook.url]) {
      expect(stdout).toContain(secret)
    }
    const { tokens, webhooks } = await reported(v2Webhook, '--show-secrets')
    expect(tokens.map(({ value }) => value)).toEqual([v2Both.access_token, v2Both.authed_user.access_token])
    expect(webhooks.map(({ url }) => url)).toEqual([v2Webhook.incoming_webhook.url])
  })

  it('C9: what came from Slack moves no cursor and adds no line', async () => {
    const text = await told({ ...v2Both, team: { id: 'T0', name: 'A\u001b[2J\r\nUSER TOKEN\u202e' }, 'a\nb': 1 })
    expect(text).not.toMatch(/\u001b|\r|\u202e|^USER TOKEN/m)
    expect(text).toMatch(/A USER TOKEN/)
  })
})

describe('any JSON at all', () => {
  const keys = fc.constantFrom(
    ...['ok', 'error', 'access_token', 'token_type', 'scope', 'authed_user', 'bot', 'bot_access_token', 'team', 'id'],
    ...['team_id', 'team_name', 'refresh_token', 'expires_in', 'incoming_webhook', 'url', 'channel', 'enterprise'],
    ...['is_enterprise_install', 'user_id', 'id_token', 'flow', 'users', 'webhooks', 'responses', 'profiles', 'name'],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
  )
  const texts = fc.constantFrom(
    'xoxb-sim-1',
    'xoxp-sim-2',
    'xoxe-1-sim',
    'xapp-sim',
    'bot',
    'user',
    'bot,chat:write',
    '',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      texts,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('value')), { maxLength: 8 }).map((pairs) => new Map(pairs)),
    ),
  }))
  // As text, so that `__proto__` arrives the way it does from a file: as a key of its own.
  const json = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(json).join(',')}]`
    if (!(one instanceof Map)) return JSON.stringify(one)
    return `{${[...one].map(([key, part]) => `${JSON.stringify(key)}:${json(part)}`).join(',')}}`
  }

  it('is explained without failing, and touches no prototype', async () => {
    using machine = createMachine()
    const before = Object.getOwnPropertyNames(Object.prototype).join()
    await assertProperty(
      fc.asyncProperty(value, fc.boolean(), async (one, asJson) => {
        // A text alone is a word, not an answer.
        const input = json([one])
        const ran = await machine.run(['explain', '-', ...(asJson ? ['--json'] : [])], { input })
        expect(ran.code, `${input}\n${ran.stderr}`).toBe(0)
        expect(ran.stdout.trim()).not.toBe('')
      }),
      { numRuns: 300 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
    expect({}).not.toHaveProperty('access_token')
  })
})
