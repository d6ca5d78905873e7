import { describe, expect, it } from 'vitest'
import type { Desk, PageConversation } from '../../../src/simulator/page/types.ts'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'

type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean; readonly error?: string }

async function get<Body>(slack: Simulator, route: string, token = slack.controlToken): Promise<Answer & Body> {
  const response = await fetch(`${slack.url}/_sim/${route}`, { headers: { authorization: `Bearer ${token}` } })
  return (await response.json()) as Answer & Body
}

async function post(slack: Simulator, route: string, body: object): Promise<Answer> {
  const response = await fetch(`${slack.url}/_sim/${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${slack.controlToken}`, 'content-type': 'application/json' },
  })
  return (await response.json()) as Answer
}

const messagesIn = async (slack: Simulator, query: string) =>
  (await get<PageConversation>(slack, `conversation?${query}`)).messages

describe('the control routes that the page uses', () => {
  it('return for /_sim/desk a person’s conversations, the people to act as, and the commands of Slack', async () => {
    await using slack = await startSimulator()
    const desk = await get<Desk>(slack, 'desk?user=lee')
    expect(desk.me).toMatchObject({ name: 'lee', appId: null })
    expect(desk.actors.map(({ name }) => name)).toContain('dana')
    expect(desk.commands.map(({ command }) => command)).toEqual([
      '/invite',
      '/kick',
      '/leave',
      '/me',
      '/remove',
      '/topic',
    ])
    expect(desk.channels.every(({ kind, members }) => kind === 'public' || members.includes(desk.me.id))).toBe(true)
  })

  it.each([
    'desk',
    'conversation?channel=%23general',
    'file?id=F1',
    'activity',
    'request?number=1',
    'delivery?id=1',
    'installs',
  ])('refuse GET /_sim/%s without the control token', async (route) => {
    await using slack = await startSimulator()
    expect(await get(slack, route, 'wrong')).toMatchObject({ ok: false, error: 'control_token_needed' })
  })

  it('return replies only for their thread, and the number of replies with the first message of the thread', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    const { ts } = await dana.say('#general', 'first')
    await dana.say('#general', 'reply', { thread: ts ?? '' })
    expect(await messagesIn(slack, 'channel=%23general')).toMatchObject([{ message: { text: 'first' }, replies: 1 }])
    expect(await messagesIn(slack, `channel=%23general&thread=${ts}`)).toHaveLength(2)
  })

  it('return 100 messages at once, and older messages when the request has `before`', async () => {
    await using slack = await startSimulator()
    for (let at = 0; at < 130; at += 1) await slack.as('dana').say('#general', `message ${at}`)
    const newest = await get<PageConversation>(slack, 'conversation?channel=%23general')
    expect([newest.messages.length, newest.more, newest.messages.at(-1)?.message.text]).toEqual([
      100,
      true,
      'message 129',
    ])
    const older = await get<PageConversation>(
      slack,
      `conversation?channel=%23general&before=${newest.messages[0]?.message.ts}`,
    )
    expect([older.messages.length, older.more, older.messages[0]?.message.text]).toEqual([30, false, 'message 0'])
  })

  it('change and delete a message of the person, and refuse to change a message of another person', async () => {
    await using slack = await startSimulator()
    const { ts } = await slack.as('lee').say('#general', 'helo')
    const place = { channel: '#general', ts }
    expect(await post(slack, 'edit', { ...place, text: 'hello', user: 'dana' })).toMatchObject({ ok: false })
    expect(await post(slack, 'edit', { ...place, text: 'hello', user: 'lee' })).toMatchObject({ ok: true })
    const [changed] = await messagesIn(slack, 'channel=%23general&user=lee')
    expect(changed?.message).toMatchObject({ text: 'hello', edited: {} })
    expect(await post(slack, 'delete', { ...place, user: 'lee' })).toMatchObject({ ok: true })
    expect(slack.messages('#general')).toEqual([])
  })

  it('let only the author or an admin delete a message', async () => {
    await using slack = await startSimulator()
    const { ts } = await slack.as('dana').say('#general', 'hello')
    const { ts: other } = await slack.as('lee').say('#general', 'hi')
    expect(await post(slack, 'delete', { channel: '#general', ts, user: 'lee' })).toMatchObject({ ok: false })
    expect(await post(slack, 'delete', { channel: '#general', ts: other, user: 'dana' })).toMatchObject({ ok: true })
  })

  it('share an uploaded file in a channel', async () => {
    await using slack = await startSimulator()
    const content = btoa('hello')
    const answer = await post(slack, 'upload', { channel: '#general', name: 'notes.txt', content, text: 'see' })
    expect(answer).toMatchObject({ ok: true, file: expect.stringMatching(/^F/) })
    const [shared] = await messagesIn(slack, 'channel=%23general')
    expect(shared?.message).toMatchObject({ text: 'see', files: [{ name: 'notes.txt', size: 5 }] })
  })

  it.each([
    { name: '', content: '' },
    { name: 'a', content: 'not base64!' },
    { name: 'a', content: btoa('x'.repeat(300_000)) },
  ])('refuse a file without a name, a file whose content is not base64, and a file above 256 kB', async (file) => {
    await using slack = await startSimulator()
    expect(await post(slack, 'upload', { channel: '#general', ...file })).toMatchObject({ error: 'invalid_arguments' })
    expect(slack.messages('#general')).toEqual([])
  })

  it('count the messages of other people as unread until the person has read them', async () => {
    await using slack = await startSimulator()
    const { ts } = await slack.as('dana').say('#general', 'hello')
    const unread = async () =>
      (await get<Desk>(slack, 'desk?user=lee')).channels.find(({ name }) => name === 'general')?.unread
    expect(await unread()).toBe(1)
    await post(slack, 'read', { channel: '#general', ts, user: 'lee' })
    expect(await unread()).toBe(0)
  })

  it('return the bytes of a file only to a person who can see the file', async () => {
    await using slack = await startSimulator()
    const name = '"><img src=x>\u202Egnp.html'
    const { file } = await slack.as('dana').upload(null, { name, content: new TextEncoder().encode('<b>hi</b>') })
    expect(await get(slack, `file?id=${file}&user=dana`)).toMatchObject({
      ...{ ok: true, name, type: 'text/html', content: btoa('<b>hi</b>') },
    })
    expect(await get(slack, `file?id=${file}&user=lee`)).toMatchObject({ error: 'invalid_arguments' })
    const response = await fetch(`${slack.url}/_sim/file?id=${file}`, {
      headers: { authorization: `Bearer ${slack.controlToken}` },
    })
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('create a channel, and let a member remove another member', async () => {
    await using slack = await startSimulator()
    const { channel } = await post(slack, 'create-channel', { name: 'plans', private: true, user: 'dana' })
    await post(slack, 'say', { channel, text: '/invite @lee', user: 'dana' })
    const seenBy = async (user: string) =>
      (await get<Desk>(slack, `desk?user=${user}`)).channels.find(({ id }) => id === channel)?.members.length
    expect([await seenBy('dana'), await seenBy('lee')]).toEqual([2, 2])
    expect(await post(slack, 'kick', { channel, member: 'lee', user: 'dana' })).toMatchObject({ ok: true })
    expect([await seenBy('dana'), await seenBy('lee')]).toEqual([1, undefined])
    const { messages } = await get<PageConversation>(slack, `conversation?channel=${String(channel)}&user=dana`)
    expect(messages.at(-1)?.message).toMatchObject({ subtype: 'channel_leave' })
  })

  it.each(['general', 'Plans', 'a b', '--', 'x'.repeat(81)])('refuse a channel with the name %j', async (name) => {
    await using slack = await startSimulator()
    expect(await post(slack, 'create-channel', { name })).toMatchObject({ error: 'invalid_arguments' })
  })

  it.each([
    { channel: '#general', member: 'lee' },
    { channel: '#random', member: 'dana' },
    { channel: '#random', member: 'nobody' },
    { channel: '@lee', member: 'lee' },
  ])('refuse to remove $member from $channel', async (body) => {
    await using slack = await startSimulator()
    expect(await post(slack, 'kick', { ...body, user: 'dana' })).toMatchObject({ error: 'invalid_arguments' })
  })

  it('remove a member from a channel with /remove @lee', async () => {
    await using slack = await startSimulator()
    const members = async () => (await get<Desk>(slack, 'desk')).channels.find(({ name }) => name === 'random')?.members
    const before = (await members())?.length ?? 0
    expect(await post(slack, 'say', { channel: '#random', text: '/remove @lee' })).toMatchObject({ ok: true })
    expect(await members()).toHaveLength(before - 1)
    expect(await post(slack, 'say', { channel: '#random', text: '/remove' })).toMatchObject({ ok: false })
  })
})
