import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SeedContent } from '../../../src/simulator/state/seed-types.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { control, inSimulator } from '../../support/simulator.ts'

async function starter(machine: Machine): Promise<object> {
  return (await machine.run(['sim', 'seed', '--print', '--json'])).json as object
}

function write(machine: Machine, name: string, text: string): string {
  const path = join(machine.directory, '..', name)
  writeFileSync(path, text)
  return path
}

describe('sim seed', () => {
  it('prints with --print an example with comments, which sim seed can load', async () => {
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

  it('replaces the people, so that login --user exits with unknown_user for a person who is not in the seed', async () => {
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

  it('removes control characters from every name in the seed, and from the names in its errors', async () => {
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

  it('exits with 2 and names the path of every wrong key, with what it expected there', async () => {
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

  it('names the path of every person, workspace and id that is used twice or that the seed does not have', async () => {
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
    ['broken JSON', '{"workspaces": [', /is not JSON: it ends too early/],
    ['broken YAML', 'workspaces:\n  - name: "a\n', /is not YAML: line \d+/],
    ['an empty file', '', /expected workspaces/],
  ])('exits with 2 when the seed is %s', async (_name, text, said) => {
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
  ])('exits with 2 and names the mistake for the arguments %j', async (argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(argv, { cwd: '/' })
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)])
  })
})
