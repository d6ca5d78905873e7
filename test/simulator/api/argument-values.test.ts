import { describe, expect, it } from 'vitest'
import { good } from '../../support/good-call.ts'
import { callMethod, dana } from '../../support/installed-world.ts'
import { general, lee, stagedWorld } from '../../support/staged-world.ts'

describe('the argument metadata of a message', () => {
  const metadata = { event_type: 'task_created', event_payload: { id: '11223', title: 'Redesign' } }
  const given = JSON.stringify(metadata)

  it('is stored with the message, and conversations.history returns its event_payload only with include_all_metadata', () => {
    const { world, bot } = stagedWorld()
    const posted = callMethod(world, 'chat.postMessage', bot, {
      channel: general,
      text: 'a task',
      metadata: given,
    }).body
    expect(posted['message']).toMatchObject({ metadata })
    const read = (method: string, more: Record<string, string>) =>
      callMethod(world, method, bot, { channel: general, limit: '1', ts: String(posted['ts']), ...more }).body[
        'messages'
      ]
    for (const method of ['conversations.history', 'conversations.replies']) {
      expect(read(method, { include_all_metadata: 'true' })).toMatchObject([{ metadata }])
      expect(read(method, {})).toMatchObject([{ metadata: { event_type: 'task_created' } }])
      expect(JSON.stringify(read(method, {}))).not.toContain('event_payload')
    }
    const other = { event_type: 'task_done', event_payload: {} }
    const change = { channel: general, ts: String(posted['ts']), text: 'done', metadata: JSON.stringify(other) }
    expect(callMethod(world, 'chat.update', bot, change).body['message']).toMatchObject({ metadata: other })
  })

  it.each([
    ['invalid JSON', '{', 'invalid_metadata_format'],
    ['a list', '[]', 'invalid_metadata_format'],
    ['without event_payload', '{"event_type":"a"}', 'invalid_metadata_schema'],
    ['without event_type', '{"event_payload":{}}', 'invalid_metadata_schema'],
    ['too long', JSON.stringify({ event_type: 'a', event_payload: { text: 'x'.repeat(9000) } }), 'metadata_too_large'],
  ])('is refused, and nothing is posted, when its value is %s', (_name, text, error) => {
    for (const method of ['chat.postMessage', 'chat.scheduleMessage', 'chat.update'])
      expect(good(method, { metadata: text })).toMatchObject({ ok: false, error })
  })
})

describe('rarely used arguments of the methods', () => {
  it.each([
    [{ link_names: 'true' }, `see <#${general}|general>, <@${lee}>, @nobody, a@lee, https://a.example/#general`],
    [{ parse: 'full' }, `see <#${general}|general>, <@${lee}>, @nobody, a@lee, <https://a.example/#general>`],
    [{}, 'see #general, @lee, @nobody, a@lee, https://a.example/#general'],
  ])('with the arguments %j, a message with names and URLs gets the text “%s”', (more, text) => {
    const said = 'see #general, @lee, @nobody, a@lee, https://a.example/#general'
    expect(good('chat.postMessage', { text: said, ...more })['message']).toMatchObject({ text })
  })

  it('mrkdwn=false is stored with the message', () =>
    expect(good('chat.postMessage', { mrkdwn: 'false' })['message']).toMatchObject({ mrkdwn: false }))

  it('include_locale adds the locale to users.info and conversations.info', () => {
    expect(good('users.info', { include_locale: 'true' })['user']).toMatchObject({ locale: 'en-US' })
    expect(good('users.info', {})['user']).not.toHaveProperty('locale')
    expect(good('conversations.info', { include_locale: 'true' })['channel']).toMatchObject({ locale: 'en-US' })
  })

  it('domain selects the workspace in team.info, which returns team_not_found for an unknown domain', () => {
    expect(good('team.info', { domain: 'elsewhere' })).toMatchObject({ error: 'team_not_found' })
    expect(good('team.info', { domain: 'sandbox-inc' })).toMatchObject({ ok: true })
  })

  it('include_icon adds icons to auth.teams.list, and an unknown cursor is refused', () => {
    expect(good('auth.teams.list', { include_icon: 'true' })['teams']).toMatchObject([{ icon: {} }])
    expect(good('auth.teams.list', { cursor: 'x' })).toMatchObject({ error: 'invalid_cursor' })
  })

  it('snippet_type sets the type of a snippet, types filters files.list, and alt_text and alt_txt are both stored', () => {
    const { world, bot } = stagedWorld()
    const begin = { filename: 'a.py', length: '5', snippet_type: 'python', alt_text: 'A program' }
    const { file_id: id } = callMethod(world, 'files.getUploadURLExternal', bot, begin).body
    const stored = world.state.files.find((one) => one.id === id)
    if (stored) stored.sha256 = '00'
    callMethod(world, 'files.completeUploadExternal', bot, { files: JSON.stringify([{ id }]) })
    const list = (types: string) =>
      (callMethod(world, 'files.list', bot, { types }).body['files'] as { id: string }[]).map((one) => one.id)
    expect(callMethod(world, 'files.info', bot, { file: String(id) }).body['file']).toMatchObject({
      ...{ filetype: 'python', mode: 'snippet', alt_txt: 'A program' },
    })
    expect([list('snippets'), list('images,pdfs'), list('all').includes(String(id))]).toEqual([[id], [], true])
  })

  it('file_ids attaches files in chat.update', () => {
    const { world, bot, botTs, file } = stagedWorld()
    const change = { channel: general, ts: botTs, text: 'with a file', file_ids: JSON.stringify([file]) }
    expect(callMethod(world, 'chat.update', bot, change).body['message']).toMatchObject({ files: [{ id: file }] })
    expect(callMethod(world, 'chat.update', bot, { ...change, file_ids: 'F0NOWHERE' }).body['error']).toBe(
      'file_not_found',
    )
  })

  it('sort orders the matches of search.messages, highlight marks them, and cursor returns further pages', () => {
    const { world, user } = stagedWorld()
    const say = (text: string) => callMethod(world, 'chat.postMessage', user, { channel: general, text })
    for (const text of ['fig fig', 'one fig', 'another FIG']) say(text)
    const search = (more: Record<string, string>) =>
      callMethod(world, 'search.messages', user, { query: 'fig', ...more }).body
    const texts = (more: Record<string, string>) =>
      (search(more)['messages'] as { matches: { text: string }[] }).matches.map(({ text }) => text)
    expect(texts({})).toEqual(['fig fig', 'another FIG', 'one fig'])
    expect(texts({ sort: 'timestamp' })).toEqual(['another FIG', 'one fig', 'fig fig'])
    expect(texts({ highlight: 'true', count: '2' })[1]).toBe('another \uE000FIG\uE001')
    const next = (search({ cursor: '*', count: '2' })['response_metadata'] as { next_cursor: string }).next_cursor
    expect(texts({ cursor: next, count: '2' })).toEqual(['one fig'])
    expect(search({ cursor: 'x' })).toMatchObject({ ok: false })
  })

  it('page and count select a page of reactions.list', () => {
    const body = good('reactions.list', { user: dana, count: '1', page: '9' })
    expect(body).toMatchObject({ items: [], paging: { count: 1, page: 9 } })
  })
})
