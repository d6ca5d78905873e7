import { describe, expect, it } from 'vitest'
import { withoutEffect } from '../../../src/simulator/api/argument-effects.ts'
import { answerMethod } from '../../../src/simulator/api/dispatch.ts'
import { configHandlers, handlers, openHandlers } from '../../../src/simulator/api/registry.ts'
import { knownArguments } from '../../../src/slack/facts/arguments.ts'
import { type Args, asForm, examples, type Who } from '../../support/examples.ts'
import { callMethod, dana } from '../../support/installed-world.ts'
import { general, lee, type Stage, stagedWorld } from '../../support/staged-world.ts'

const simulated = Object.keys({ ...handlers, ...openHandlers, ...configHandlers }).filter(knownArguments)

interface Try {
  readonly change?: Args
  readonly who?: Who
  /** Prepares state in which the argument has an effect. */
  readonly stage?: (stage: Stage) => void
}

/** A classic user token may choose its identity. */
const classic: Try = {
  who: 'user',
  stage({ user, world }) {
    user.scopes.push('chat:write:bot')
    for (const message of world.state.channels[0]?.messages ?? [])
      Object.assign(message, { user: '', subtype: 'bot_message' })
  },
}

/** An organization’s token sends a workspace with every call. */
const organization: Try = {
  change: { team_id: 'T0SIM0001' },
  stage({ world, bot, user }) {
    world.state.organization = { id: 'E0SIMORG1', name: 'Org', domain: 'org', teams: ['T0SIM0001'] }
    for (const token of [bot, user]) token.workspaceId = 'E0SIMORG1'
  },
}

const values = ['1', 'true', '[]', '{}', 'x']

/**
 * Calls of a method that make its handler read its arguments: successful ones, refused ones, and one for each argument.
 */
function tries(method: string, known: readonly string[]): Try[] {
  const example = examples[method]
  const refused = example?.errors(stagedWorld()).map(([, change, who]): Try => ({ change, ...(who && { who }) })) ?? []
  const single = known.flatMap((name) => values.map((value): Try => ({ change: { [name]: value } })))
  const together: Try = { change: { thread_ts: '1.000001', reply_broadcast: 'true', name: 'title', value: 'x' } }
  const loose: Try = { change: { profile: undefined, name: 'title', value: 'x' } }
  const archived: Try = {
    change: { exclude_archived: 'true' },
    stage({ world }) {
      for (const channel of world.state.channels) channel.archived = true
    },
  }
  const otherSpelling: Try = { change: { alt_txt: undefined, alt_text: 'x' } }
  return [
    {},
    { who: 'user' },
    { who: 'bot' },
    ...refused,
    ...single,
    together,
    loose,
    archived,
    classic,
    organization,
    otherSpelling,
  ]
}

/** Names of the arguments that a call reads. */
function lookedAt(method: string, { change = {}, who, stage: set }: Try): ReadonlySet<string> {
  const names = new Set<string>()
  const example = examples[method]
  const stage = stagedWorld()
  example?.prepare?.(stage)
  set?.(stage)
  const args = asForm({ ...example?.args(stage), ...change })
  const watched = new Proxy(args, {
    get(target, name) {
      names.add(String(name))
      return Reflect.get(target, name) as unknown
    },
  })
  const as = who ?? example?.as
  const token = as === 'bot' || as === 'user' ? stage[as].value : as === 'configuration' ? stage.configToken : undefined
  const url = 'http://localhost:4717'
  answerMethod(stage.world, { method, token, tokenInQuery: false, args: watched, url, contentType: undefined })
  return names
}

function good(method: string, change: Args) {
  const stage = stagedWorld()
  const example = examples[method]
  example?.prepare?.(stage)
  const token = example?.as === 'user' ? stage.user : stage.bot
  return callMethod(stage.world, method, token, asForm({ ...example?.args(stage), ...change })).body
}

describe('every documented argument of a simulated method', () => {
  it.each(simulated)('%s: has an effect, is refused, or is listed as invisible', (method) => {
    const known = knownArguments(method) ?? []
    const seen = new Set(tries(method, known).flatMap((one) => [...lookedAt(method, one)]))
    const silent: Readonly<Record<string, unknown>> =
      Object.entries(withoutEffect).find(([name]) => name === method)?.[1] ?? {}
    expect(known.filter((name) => !seen.has(name))).toEqual(known.filter((name) => name in silent))
  })

  it.each([
    [
      'chat.unfurl',
      [
        'metadata',
        'source',
        'unfurl_id',
        'user_auth_blocks',
        'user_auth_message',
        'user_auth_required',
        'user_auth_url',
      ],
    ],
    ['reactions.get', ['file', 'file_comment']],
    ['reactions.remove', ['file', 'file_comment']],
  ])('%s refuses %j by name', (method, names) => {
    for (const name of names) {
      const body = good(method, { [name]: 'x' })
      expect(body).toMatchObject({ ok: false, error: 'not_simulated' })
      expect(JSON.stringify(body['response_metadata'])).toContain(name)
    }
  })
})

describe('metadata', () => {
  const metadata = { event_type: 'task_created', event_payload: { id: '11223', title: 'Redesign' } }
  const given = JSON.stringify(metadata)

  it('is stored with the message; lists return the payload on request', () => {
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
    ['no JSON', '{', 'invalid_metadata_format'],
    ['a list', '[]', 'invalid_metadata_format'],
    ['no payload', '{"event_type":"a"}', 'invalid_metadata_schema'],
    ['no type', '{"event_payload":{}}', 'invalid_metadata_schema'],
    [
      'a long one',
      JSON.stringify({ event_type: 'a', event_payload: { text: 'x'.repeat(9000) } }),
      'metadata_too_large',
    ],
  ])('%s is refused before anything is posted', (_name, text, error) => {
    for (const method of ['chat.postMessage', 'chat.scheduleMessage', 'chat.update'])
      expect(good(method, { metadata: text })).toMatchObject({ ok: false, error })
  })
})

describe('arguments of texts and lists', () => {
  it.each([
    [{ link_names: 'true' }, `see <#${general}|general>, <@${lee}>, @nobody, a@lee, https://a.example/#general`],
    [{ parse: 'full' }, `see <#${general}|general>, <@${lee}>, @nobody, a@lee, <https://a.example/#general>`],
    [{}, 'see #general, @lee, @nobody, a@lee, https://a.example/#general'],
  ])('%j', (more, text) => {
    const said = 'see #general, @lee, @nobody, a@lee, https://a.example/#general'
    expect(good('chat.postMessage', { text: said, ...more })['message']).toMatchObject({ text })
  })

  it('mrkdwn=false is stored', () =>
    expect(good('chat.postMessage', { mrkdwn: 'false' })['message']).toMatchObject({ mrkdwn: false }))

  it('include_locale adds the locale', () => {
    expect(good('users.info', { include_locale: 'true' })['user']).toMatchObject({ locale: 'en-US' })
    expect(good('users.info', {})['user']).not.toHaveProperty('locale')
    expect(good('conversations.info', { include_locale: 'true' })['channel']).toMatchObject({ locale: 'en-US' })
  })

  it('team.info finds a workspace by domain', () => {
    expect(good('team.info', { domain: 'elsewhere' })).toMatchObject({ error: 'team_not_found' })
    expect(good('team.info', { domain: 'sandbox-inc' })).toMatchObject({ ok: true })
  })

  it('auth.teams.list pages, and returns icons on request', () => {
    expect(good('auth.teams.list', { include_icon: 'true' })['teams']).toMatchObject([{ icon: {} }])
    expect(good('auth.teams.list', { cursor: 'x' })).toMatchObject({ error: 'invalid_cursor' })
  })

  it('a snippet has its type, and files.list filters by it; both spellings of the alt text are stored', () => {
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

  it('chat.update attaches files', () => {
    const { world, bot, botTs, file } = stagedWorld()
    const change = { channel: general, ts: botTs, text: 'with a file', file_ids: JSON.stringify([file]) }
    expect(callMethod(world, 'chat.update', bot, change).body['message']).toMatchObject({ files: [{ id: file }] })
    expect(callMethod(world, 'chat.update', bot, { ...change, file_ids: 'F0NOWHERE' }).body['error']).toBe(
      'file_not_found',
    )
  })

  it('search.messages sorts, marks matches, and pages by cursor', () => {
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

  it('reactions.list pages by number', () => {
    const body = good('reactions.list', { user: dana, count: '1', page: '9' })
    expect(body).toMatchObject({ items: [], paging: { count: 1, page: 9 } })
  })
})
