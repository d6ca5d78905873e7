import { describe, expect, it } from 'vitest'
import { callMethod, channelNamed, dana, everyScope, installedWorld } from '../../support/installed-world.ts'

describe('search.messages', () => {
  function talked() {
    const installed = installedWorld(everyScope)
    const say = (who: 'bot' | 'user', channel: string, text: string) =>
      callMethod(installed.world, 'chat.postMessage', installed[who], { channel, text })
    say('bot', 'general', 'Release 1 is going out')
    say('user', 'general', 'the draft of release 2')
    say('user', 'secret-ops', 'release the secret')
    say('bot', dana, 'about a release')
    callMethod(installed.world, 'conversations.join', installed.bot, { channel: 'C0SIMRAND' })
    const other = installed.world.state.channels.find(({ name }) => name === 'design')
    other?.messages.push({ ts: '1767000000.000000', user: 'U0SIMLEE', text: 'release notes of lee' })
    const hidden = { ...channelNamed('', 'im'), id: 'D0SIMHIDE', members: ['U0SIMLEE', 'U0SIMSAM'] }
    hidden.messages.push({ ts: '1767000001.000000', user: 'U0SIMLEE', text: 'release in private' })
    installed.world.state.channels.push(hidden)
    const find = (query: string, more: Record<string, string> = {}) =>
      callMethod(installed.world, 'search.messages', installed.user, { query, ...more }).body
    return { ...installed, find }
  }
  const textsOf = (body: Readonly<Record<string, unknown>>) =>
    (body['messages'] as { matches: { text: string }[] }).matches.map(({ text }) => text)

  const queries: [query: string, texts: string[]][] = [
    [
      'release',
      [
        'about a release',
        'release the secret',
        'the draft of release 2',
        'Release 1 is going out',
        'release notes of lee',
      ],
    ],
    ['RELEASE draft', ['the draft of release 2']],
    ['"going out"', ['Release 1 is going out']],
    ['"out going"', []],
    ['release -draft in:#general', ['Release 1 is going out']],
    ['in:secret-ops', ['release the secret']],
    ['release in:<#C0SIMDSGN|design>', ['release notes of lee']],
    ['release from:@lee', ['release notes of lee']],
    ['release from:<@U0SIMLEE>', ['release notes of lee']],
    ['release from:me in:general', ['the draft of release 2']],
    ['private', []],
    ['joined', []],
    ['in:@sim-app', ['about a release']],
  ]
  it.each(queries)('finds exactly the messages that match the query “%s”', (query, texts) => {
    expect(textsOf(talked().find(query))).toEqual(texts)
  })

  it('returns the channel, author and link of each match, in pages', () => {
    const { find } = talked()
    const body = find('release', { count: '4', page: '2' })
    expect(body).toMatchObject({
      query: 'release',
      messages: {
        total: 5,
        pagination: { total_count: 5, page: 2, per_page: 4, page_count: 2, first: 5, last: 5 },
        paging: { count: 4, total: 5, page: 2, pages: 2 },
        matches: [
          {
            type: 'message',
            channel: { id: 'C0SIMDSGN', name: 'design' },
            username: 'lee',
            permalink: 'http://localhost:4717/archives/C0SIMDSGN/p1767000000000000',
          },
        ],
      },
    })
    expect(textsOf(find('release', { sort_dir: 'asc', count: '1' }))).toEqual(['release notes of lee'])
    expect(find('release', { count: 'all' })['error']).toBe('invalid_arguments')
    expect(find('   ')['error']).toBe('no_query')
  })
})
