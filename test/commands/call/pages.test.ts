import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { createPlace } from '../../support/program.ts'
import { startAtTerminal } from '../../support/pty.ts'
import { type Arrived, startWeb, type Web } from '../../support/web.ts'

type Ask = Readonly<Record<string, string>>

/** Starts a Web API that answers every call with what `answer` returns for its arguments. */
function startApi(answer: (ask: Ask, request: Arrived) => unknown): Promise<Web> {
  return startWeb((request, response) => {
    const body = answer(Object.fromEntries(new URLSearchParams(request.body)), request)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
}

const machineFor = (web: Web) =>
  createMachine({
    SLACK_BOT_TOKEN: 'xoxb-sim-pages',
    SLACK_USER_TOKEN: 'xoxp-sim-pages',
    SLACK_API_URL: `${web.url}/api/`,
  })
const asks = (web: Web) => web.arrived.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))

/** Returns the first or second page of three members, as the cursor says. */
const members = ({ cursor }: Ask) =>
  cursor
    ? { ok: true, members: [{ id: 'U3' }], response_metadata: { next_cursor: '' } }
    : { ok: true, members: [{ id: 'U1' }, { id: 'U2' }], response_metadata: { next_cursor: 'next=' } }

describe('call --paginate, with a cursor', () => {
  it('prints each answer of Slack on one line', async () => {
    await using web = await startApi(members)
    using machine = machineFor(web)
    const { code, stdout, stderr } = await machine.run(['call', 'users.list', '--paginate'])
    expect(code, stderr).toBe(0)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([members({}), members({ cursor: 'x' })])
    expect(asks(web)).toEqual([{ limit: '200' }, { limit: '200', cursor: 'next=' }])
    expect(stderr).toMatch(/3 items on 2 pages/)
  })

  it('prints with --json one array of all items, and sends the given limit', async () => {
    await using web = await startApi(members)
    using machine = machineFor(web)
    const { json, stdout } = await machine.run(['call', 'users.list', 'limit=2', '--paginate', '--json'])
    expect(json).toEqual([{ id: 'U1' }, { id: 'U2' }, { id: 'U3' }])
    expect(stdout).toBe('[\n{"id":"U1"},\n{"id":"U2"},\n{"id":"U3"}\n]\n')
    expect(asks(web)[0]).toEqual({ limit: '2' })
  })

  it.each([
    [1, ['U1'], 1],
    [2, ['U1', 'U2'], 1],
    [3, ['U1', 'U2', 'U3'], 2],
  ])('with --limit %i, prints the items %j and requests only the %i pages that it needs', async (limit, ids, pages) => {
    await using web = await startApi(members)
    using machine = machineFor(web)
    const flags = ['--paginate', '--limit', String(limit)]
    const { json } = await machine.run(['call', 'users.list', ...flags, '--json'])
    expect([(json as { id: string }[]).map(({ id }) => id), web.arrived.length]).toEqual([ids, pages])
    const { stdout } = await machine.run(['call', 'users.list', ...flags])
    expect(stdout.match(/U\d/g)).toEqual(ids)
  })

  it('prints an empty array when the list is empty', async () => {
    await using web = await startApi(() => ({ ok: true, members: [] }))
    using machine = machineFor(web)
    expect((await machine.run(['call', 'users.list', '--paginate', '--json'])).json).toEqual([])
  })

  it('exits with 1 after two pages when Slack returns the same cursor again', async () => {
    await using web = await startApi(() => ({
      ok: true,
      members: [{ id: 'U1' }],
      response_metadata: { next_cursor: 'same' },
    }))
    using machine = machineFor(web)
    const { code, stderr } = await machine.run(['call', 'users.list', '--paginate'])
    expect([code, web.arrived.length]).toEqual([1, 2])
    expect(stderr).toMatch(/would never end/)
  })

  it('exits with 4 and prints the first page when Slack refuses the second with token_revoked', async () => {
    await using web = await startApi((ask) => (ask['cursor'] ? { ok: false, error: 'token_revoked' } : members(ask)))
    using machine = machineFor(web)
    const array = await machine.run(['call', 'users.list', '--paginate', '--json'])
    expect([array.code, array.json]).toEqual([4, [{ id: 'U1' }, { id: 'U2' }]])
    const lines = await machine.run(['call', 'users.list', '--paginate'])
    expect([lines.code, JSON.parse(lines.stdout.trim().split('\n')[1] ?? '')]).toMatchObject([
      4,
      { error: 'token_revoked' },
    ])
  })

  it('exits with 4 and prints only the body when Slack refuses the first page with invalid_auth', async () => {
    await using web = await startApi(() => ({ ok: false, error: 'invalid_auth' }))
    using machine = machineFor(web)
    for (const flags of [[], ['--json']]) {
      const { code, stdout } = await machine.run(['call', 'users.list', '--paginate', ...flags])
      expect([code, stdout]).toEqual([4, '{"ok":false,"error":"invalid_auth"}\n'])
    }
  })

  it('exits with 1 and prints a complete array of the first page when the second page is cut off (fault R9)', async () => {
    await using web = await startApi((ask) => (ask['cursor'] ? '{"ok":tr' : members(ask)))
    using machine = machineFor(web)
    const { code, json, stderr } = await machine.run(['call', 'users.list', '--paginate', '--json'])
    expect([code, json]).toEqual([1, [{ id: 'U1' }, { id: 'U2' }]])
    expect(stderr).toMatch(/not a complete JSON object/)
  })

  it('exits with 0 and warns when the answer has no list', async () => {
    await using web = await startApi(() => ({ ok: true, user: 'U1' }))
    using machine = machineFor(web)
    const { code, stdout, stderr } = await machine.run(['call', 'auth.test', '--paginate'])
    expect([code, stdout]).toEqual([0, '{"ok":true,"user":"U1"}\n'])
    expect(stderr).toMatch(/has no list/)
  })

  it('sends nested arguments as JSON in the request for every page', async () => {
    await using web = await startWeb((request, response) => {
      const { cursor } = JSON.parse(request.body) as Ask
      response.end(JSON.stringify(members(cursor ? { cursor } : {})))
    })
    using machine = machineFor(web)
    expect((await machine.run(['call', 'workflows.featured.list', 'channel_ids:=["C0"]', '--paginate'])).code).toBe(0)
    expect(web.arrived.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { channel_ids: ['C0'] },
      { channel_ids: ['C0'], cursor: 'next=' },
    ])
  })
})

describe('call --paginate, with page numbers', () => {
  const search = ({ page = '1' }: Ask) => ({
    ok: true,
    messages: {
      matches: [{ ts: `${page}.1` }, { ts: `${page}.2` }],
      paging: { count: 2, total: 6, page: Number(page), pages: 3 },
    },
  })

  it('requests all pages of a search, and prints their items', async () => {
    await using web = await startApi(search)
    using machine = machineFor(web)
    const { json } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'user', '--paginate', '--json'])
    expect((json as { ts: string }[]).map(({ ts }) => ts)).toEqual(['1.1', '1.2', '2.1', '2.2', '3.1', '3.2'])
    expect(asks(web)).toEqual([
      { query: 'x', count: '100' },
      { query: 'x', count: '100', page: '2' },
      { query: 'x', count: '100', page: '3' },
    ])
  })

  it('prints only as many items of the last page as --limit allows', async () => {
    await using web = await startApi(search)
    using machine = machineFor(web)
    const argv = ['call', 'search.messages', 'query=x', '--as', 'user', '--paginate', '--limit', '3']
    const { stdout } = await machine.run(argv)
    expect(stdout.match(/\d\.\d/g)).toEqual(['1.1', '1.2', '2.1'])
  })
})

describe('call --paginate, with the simulator', () => {
  it('prints every member when each page has one member', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const whole = (await machine.run(['call', 'users.list'])).json as { members: { id: string }[] }
    const paged = await machine.run(['call', 'users.list', 'limit=1', '--paginate', '--json'])
    expect(paged.json).toEqual(whole.members)
    expect(whole.members.length).toBeGreaterThan(2)
  })
})

describe('call --paginate, with many pages (fault R16)', () => {
  const page = (cursor: number) =>
    `{"ok":true,"members":[${`{"id":"U${cursor}","note":"${'x'.repeat(980)}"},`.repeat(999)}{"id":"last"}],"response_metadata":{"next_cursor":"${cursor + 1}"}}`
  const endless = (most: number) =>
    startApi(({ cursor = '0' }) =>
      Number(cursor) < most ? page(Number(cursor)) : { ok: true, members: [{ id: 'end' }] },
    )

  it('prints 50 MB when the memory of Node.js is limited to 30 MB', async () => {
    using place = createPlace()
    await using web = await endless(50)
    const { child, ended, stderr } = place.start(['call', 'users.list', '--paginate', '--json'], {
      SLACK_BOT_TOKEN: 'xoxb-sim-pages',
      SLACK_API_URL: `${web.url}/api/`,
      NODE_OPTIONS: '--max-old-space-size=30',
    })
    child.stdout.removeAllListeners('data')
    let bytes = 0
    child.stdout.on('data', (chunk: string) => {
      bytes += chunk.length
    })
    expect(await ended, stderr()).toBe(0)
    expect(bytes).toBeGreaterThan(49_000_000)
  })

  it('exits with 0, and requests no further pages, when the reader of its output stops', async () => {
    using place = createPlace()
    await using web = await endless(1000)
    const { child, ended, said } = place.start(['call', 'users.list', '--paginate'], {
      SLACK_BOT_TOKEN: 'xoxb-sim-pages',
      SLACK_API_URL: `${web.url}/api/`,
    })
    await said(/"id":"U0"/)
    child.stdout.destroy()
    expect(await ended).toBe(0)
    expect(web.arrived.length).toBeLessThan(20)
  })

  it('shows the number of the page and of the items on a terminal', async () => {
    await using web = await startWeb((request, response) => {
      const { cursor } = Object.fromEntries(new URLSearchParams(request.body))
      setTimeout(() => response.end(JSON.stringify(members(cursor ? { cursor } : {}))), 300)
    })
    using place = createPlace()
    const { said, ended } = startAtTerminal(['call', 'users.list', '--paginate'], {
      SLACK_TOKENS_CONFIG_DIR: place.directory,
      HOME: place.directory,
      SLACK_BOT_TOKEN: 'xoxb-sim-pages',
      SLACK_API_URL: `${web.url}/api/`,
    })
    await said(/users\.list: page 1/)
    await said(/users\.list: page 2, 2 items so far/)
    await said(/3 items on 2 pages/)
    expect(await ended).toBe(0)
  })
})
