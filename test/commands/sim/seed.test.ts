import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import type { SeedContent } from '../../../src/simulator/state/seed-types.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { control, controlHeaders, inSimulator } from '../../support/simulator.ts'

async function starter(machine: Machine): Promise<object> {
  return (await machine.run(['sim', 'seed', '--print', '--json'])).json as object
}

function write(machine: Machine, name: string, text: string): string {
  const path = join(machine.directory, '..', name)
  writeFileSync(path, text)
  return path
}

type Simulator = Awaited<ReturnType<typeof startSimulator>>

async function call(slack: Simulator, method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(slack.apiUrl + method, { method: 'POST', body: new URLSearchParams(args) })
  return (await response.json()) as Record<string, unknown>
}

async function install(slack: Simulator, consent: object = {}): Promise<Record<string, unknown>> {
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  const scope = 'chat:write,channels:read,channels:history,users:read,team:read,incoming-webhook'
  const page = `${slack.authorizeUrl}?client_id=${client_id}&scope=${scope}&user_scope=chat:write,channels:read,channels:history`
  const { callback } = await slack.approve(page, consent)
  return await call(slack, 'oauth.v2.access', {
    client_id,
    client_secret,
    code: callback.searchParams.get('code') ?? '',
  })
}

describe('sim seed', () => {
  it('prints a commented example that is valid, and starts with it', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['sim', 'seed', '--print'])
    expect(stdout).toMatch(/^# A world for the local Slack simulator/)
    const file = write(machine, 'seed.yaml', stdout)
    const seeded = await machine.run(['sim', 'seed', file])
    expect([seeded.code, seeded.stdout]).toEqual([0, ''])
    expect(seeded.stderr).toContain('now has Acme (T0ACME), Globex (T0SIM0002) in the organization Acme Group; apps: 2')
    expect((await machine.run(['login', '--sim', '--approve', '--port', '0'])).stderr).toContain('acts as @release-bot')
    const posted = await machine.run(['post', '#general', 'hello', '--json'])
    expect(posted.json).toMatchObject({ ok: true })
    await machine.run(['sim', 'reset'])
    const channels = await machine.run(['sim', 'seed', file, '--json'])
    expect(channels.json).toMatchObject({ workspaces: [{ id: 'T0ACME' }, {}], organization: { id: 'E0ACME' } })
  })

  it('login lists only the people of its own workspace', async () => {
    using machine = createMachine()
    await machine.run(['sim', 'seed', '-'], { input: JSON.stringify(await starter(machine)) })
    const refusal = async (user: string) =>
      (await machine.run(['login', '--sim', '--approve', '--port', '0', '--user', user, '--json'])).json
    const { error, hint } = (await refusal('nobody')) as { error: string; hint: string }
    expect([error, hint]).toEqual(['unknown_user', expect.not.stringContaining('@kim')])
    expect(await refusal('kim')).toMatchObject({ error, hint })
  })

  it('reads JSON from standard input', async () => {
    using machine = createMachine()
    const input = JSON.stringify(await starter(machine))
    expect(await machine.run(['sim', 'seed', '-'], { input })).toMatchObject({ code: 0 })
  })

  it('keeps every name on one line, in the output, in errors and in stored data', async () => {
    using machine = createMachine()
    const odd = '\r\nFAKE\u001b[2K\u202eX'
    const input = JSON.stringify({
      workspaces: [
        {
          name: `Acme${odd}`,
          people: [{ name: 'dana', realName: `Dana${odd}`, email: 'd\u001b[2K\u202e@acme.example' }],
          channels: [{ name: 'gen\u001b[2k\u202eeral' }],
        },
      ],
      organization: { name: `Group${odd}`, workspaces: [`Acme${odd}`] },
      apps: [{ name: `App${odd}`, botName: `bot${odd}` }],
    })
    const seeded = await machine.run(['sim', 'seed', '-'], { input })
    expect(seeded.code, seeded.stderr).toBe(0)
    expect(seeded.stderr).toContain('now has Acme FAKEX (T0SIM0001) in the organization Group FAKEX; apps: 1')
    const wrong = JSON.stringify({
      workspaces: [
        { name: `Acme${odd}`, people: [{ name: 'dana' }] },
        { name: '\u202e', people: [{ name: 'lee' }] },
      ],
      [`nam${odd}`]: 1,
    })
    const refused = await machine.run(['sim', 'seed', '-'], { input: wrong })
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('workspaces[1].name: expected a name') })
    const twice = JSON.stringify({ workspaces: [0, 1].map(() => ({ name: `A${odd}`, people: [{ name: 'dana' }] })) })
    const same = await machine.run(['sim', 'seed', '-'], { input: twice })
    expect(same.stderr).toContain('is the same as workspaces[0].name: A FAKEX')
    for (const { stderr } of [seeded, refused, same]) expect(stderr).not.toMatch(/^\s*FAKE|[\r\u001b\u202e]/m)
    await inSimulator({ content: JSON.parse(input) as SeedContent }, async (simulator) => {
      const described = JSON.stringify((await control(simulator, '')).body)
      const { people, channels } = simulator.world.state
      expect(described).toContain('Acme FAKEX')
      expect(people).toMatchObject([{ realName: 'Dana FAKEX', email: 'd@acme.example' }])
      expect(channels).toMatchObject([{ name: 'general' }])
      expect(described).not.toMatch(/\\[rn]FAKE|\\u001b|\u202e/)
    })
  })

  it('names every wrong key, with its path and what was expected', async () => {
    using machine = createMachine()
    const seed = {
      workspaces: [
        {
          name: 'Acme',
          people: [
            { nam: 'dana', admin: 'yes' },
            { name: 'Lee', id: 'X1' },
          ],
          chanels: [],
          channels: [{ name: '#general', messages: [{ from: 'dana' }] }],
        },
        { people: [] },
      ],
      apps: [{ name: 'Bot', clientId: 1111111111.5, rotation: 'on', tokenLifetime: 0, redirectUrls: ['callback'] }],
    }
    const { code, stderr } = await machine.run(['sim', 'seed', write(machine, 'seed.json', JSON.stringify(seed))])
    expect(code).toBe(2)
    for (const line of [
      'workspaces[0].people[0].name: is missing',
      'workspaces[0].people[0].nam: no such key; did you mean name?',
      'workspaces[0].people[0].admin: expected true or false',
      'workspaces[0].people[1].name: expected a name of lower-case letters',
      'workspaces[0].people[1].id: expected an id like U0DANA',
      'workspaces[0].chanels: no such key; did you mean channels?',
      'workspaces[0].channels[0].name: expected a name without',
      'workspaces[0].channels[0].messages[0].text: is missing',
      'workspaces[1].name: is missing',
      'workspaces[1].people: expected a list with at least one entry',
      'apps[0].clientId: expected two numbers',
      'apps[0].rotation: expected true or false',
      'apps[0].tokenLifetime: expected a number of seconds',
      'apps[0].redirectUrls[0]: ',
    ])
      expect(stderr).toContain(line)
    expect(stderr).toContain('sim seed --print')
  })

  it('names people, workspaces and ids that contradict each other', async () => {
    using machine = createMachine()
    const people = [{ name: 'dana' }, { name: 'dana' }]
    const said = [{ from: 'kim', text: 'a', reactions: { tada: ['lee'] }, replies: [{ from: 'noor', text: 'b' }] }]
    const room = { name: 'general', id: 'C0ONE', members: ['sam'], messages: said }
    const seed = {
      workspaces: [
        { name: 'Acme', people, channels: [room] },
        { name: 'Acme', people: [{ name: 'kim' }], channels: [{ name: 'general', id: 'C0ONE' }] },
      ],
      organization: { name: 'Group', workspaces: ['Globex'] },
      apps: [
        { name: 'One', clientId: '1.2' },
        { name: 'Two', clientId: '1.2' },
      ],
    }
    const { json } = await machine.run(['sim', 'seed', write(machine, 's.json', JSON.stringify(seed)), '--json'])
    const { problems } = json as { problems: { path: string }[] }
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'apps[1].clientId',
      'organization.workspaces[0]',
      'workspaces[0].channels[0].members[0]',
      'workspaces[0].channels[0].messages[0].from',
      'workspaces[0].channels[0].messages[0].reactions.tada[0]',
      'workspaces[0].channels[0].messages[0].replies[0].from',
      'workspaces[0].people[1].name',
      'workspaces[1].channels[0].id',
      'workspaces[1].name',
    ])
  })

  it.each([
    ['a list', '[1]', /expected workspaces/],
    ['a word', 'acme', /expected workspaces/],
    ['broken JSON', '{"workspaces": [', /neither JSON nor YAML: it ends too early/],
    ['broken YAML', 'workspaces:\n  - name: "a\n', /is not YAML: line \d+/],
    ['nothing', '', /expected workspaces/],
  ])('refuses %s', async (_name, text, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['sim', 'start', '--seed', write(machine, 'seed.yaml', text)])
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it.each([
    [['sim', 'seed', 'nowhere.yaml'], /nowhere\.yaml does not exist/],
    [['sim', 'seed', '/'], /is a folder/],
    [['sim', 'seed'], /Missing seed file/],
    [['sim', 'seed', 'a.yaml', '--print'], /takes no file/],
  ])('refuses %j', async (argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(argv, { cwd: '/' })
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)])
  })
})

describe('a seeded world', () => {
  const seeded = async () => {
    using machine = createMachine()
    return await startSimulator({ content: await starter(machine), startAt: '2026-06-01T12:00:00Z' })
  }

  it('has the messages with authors, threads and reactions', async () => {
    await using slack = await seeded()
    expect(slack.messages('#general')).toMatchObject([
      { author: 'dana', text: 'Welcome to Acme!' },
      { author: 'lee', text: 'Thank you', threadTs: slack.messages('#general')[0]?.ts },
    ])
    expect(slack.app).toMatchObject({ name: 'Release Bot', clientId: '1111111111.2222222222' })
    const before = JSON.stringify(slack.messages('#general'))
    await install(slack)
    slack.reset()
    expect([JSON.stringify(slack.messages('#general')), slack.tokens]).toEqual([before, []])
  })

  it('shows the first message of a seeded thread in the history, with its number of replies', async () => {
    await using slack = await seeded()
    await install(slack)
    const token = slack.tokens.find(({ kind }) => kind === 'user')?.value ?? ''
    const [first] = slack.messages('#general')
    const listed = (await call(slack, 'conversations.list', { token }))['channels'] as { id: string; name: string }[]
    const channel = listed.find(({ name }) => name === 'general')?.id ?? ''
    const history = await call(slack, 'conversations.history', { token, channel, limit: '999' })
    expect(history['messages']).toMatchObject([
      { text: 'Welcome to Acme!', ts: first?.ts, thread_ts: first?.ts, reply_count: 1, reply_users_count: 1 },
    ])
    const replies = await call(slack, 'conversations.replies', { token, channel, ts: first?.ts ?? '' })
    expect(replies['messages']).toMatchObject([{ text: 'Welcome to Acme!' }, { text: 'Thank you' }])
  })

  it('separates two workspaces: people, channels, bots, webhooks', async () => {
    await using slack = await seeded()
    const acme = await install(slack)
    const globex = await install(slack, { workspace: 'T0SIM0002', user: 'kim' })
    expect(globex).toMatchObject({ team: { id: 'T0SIM0002', name: 'Globex' }, authed_user: { id: 'U0SIMKIM' } })
    const token = String(globex['access_token'])
    const list = async (method: string, key: string) =>
      ((await call(slack, method, { token }))[key] as { name: string }[]).map(({ name }) => name)
    expect(await list('users.list', 'members')).toEqual(['kim', 'noor', 'release-bot'])
    expect(await list('conversations.list', 'channels')).toEqual(['general'])
    expect(await call(slack, 'auth.test', { token })).toMatchObject({ team_id: 'T0SIM0002', user: 'release-bot' })
    expect(await call(slack, 'users.info', { token, user: 'U0SIMDANA' })).toMatchObject({ error: 'user_not_found' })
    const elsewhere = { token, channel: 'C0RELEASES', text: 'x' }
    expect(await call(slack, 'chat.postMessage', elsewhere)).toMatchObject({ error: 'channel_not_found' })
    expect(await call(slack, 'chat.postMessage', { token, channel: '#general', text: 'in Globex' })).toMatchObject({
      ok: true,
      message: { team: 'T0SIM0002' },
    })
    const { url, channel_id } = globex['incoming_webhook'] as { url: string; channel_id: string }
    expect((await fetch(url, { method: 'POST', body: '{"text":"by webhook"}' })).status).toBe(200)
    expect(slack.messages(channel_id).map(({ text }) => text)).toEqual(['in Globex', 'by webhook'])
    expect(slack.messages('#general').map(({ text }) => text)).not.toContain('in Globex')
    await call(slack, 'auth.revoke', { token })
    expect(await call(slack, 'auth.test', { token })).toMatchObject({ error: 'account_inactive' })
    expect(await call(slack, 'auth.test', { token: String(acme['access_token']) })).toMatchObject({ team_id: 'T0ACME' })
  })

  it('an organization’s token works in the workspace that team_id names', async () => {
    using machine = createMachine()
    const content = (await starter(machine)) as { organization: object; apps: object[] }
    const organization = { ...content.organization, workspaces: ['Acme', 'Globex'] }
    const apps = [{ ...content.apps[0], orgDeploy: true }]
    await using slack = await startSimulator({ content: { ...content, organization, apps } })
    const { access_token, is_enterprise_install } = await install(slack, { workspace: 'E0ACME', user: 'dana' })
    const names = async (team_id: string) => {
      const { channels } = await call(slack, 'conversations.list', { token: String(access_token), team_id })
      return (channels as { name: string }[]).map(({ name }) => name)
    }
    expect(is_enterprise_install).toBe(true)
    expect([await names('T0ACME'), await names('T0SIM0002')]).toEqual([['general', 'releases'], ['general']])
  })

  it('a person can install only in their own workspace', async () => {
    await using slack = await seeded()
    await expect(install(slack, { workspace: 'T0SIM0002', user: 'dana' })).rejects.toThrow(/not in the workspace/)
  })

  it('finds scheduled messages and deactivated people in each workspace', async () => {
    await using slack = await seeded()
    const { access_token } = await install(slack, { workspace: 'T0SIM0002', user: 'kim' })
    const token = String(access_token)
    const [{ id }] = (await call(slack, 'conversations.list', { token }))['channels'] as [{ id: string }]
    const post_at = String(slack.clock.now() / 1000 + 60)
    expect(await call(slack, 'chat.scheduleMessage', { token, channel: id, text: 'later', post_at })).toMatchObject({
      ok: true,
    })
    slack.clock.advance(60_000)
    expect(slack.messages(id)).toMatchObject([{ text: 'later' }])
    const headers = controlHeaders(slack)
    const body = JSON.stringify({ id: 'U0SIMKIM', deactivated: true })
    expect((await fetch(`${slack.url}/_sim/person`, { method: 'POST', headers, body })).status).toBe(200)
    expect(slack.tokens.map(({ kind }) => kind)).toEqual(['bot'])
  })
})
