import { describe, expect, it } from 'vitest'
import { createSecretFinder } from '../../../../src/commands/drive/secrets/find.ts'
import { watchForSecrets } from '../../../../src/commands/drive/secrets/watch.ts'
import { growth } from '../../../support/growth.ts'

const token = ['xoxb', 'sim', '3', '0123456789abcdef01234567'].join('-')
const callback = new URL('http://localhost:3000/callback')

interface Answer {
  readonly text?: string
  readonly location?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Returns the ids of the findings for an answer of the app. */
function seen({ text = '', location, headers = {} }: Answer): readonly string[] {
  const watch = watchForSecrets(createSecretFinder({}))
  const target = location === undefined ? undefined : new URL(location, callback)
  watch.see({ kind: 'page', url: callback, status: target ? 302 : 200, text, location: target, headers })
  return watch.take({ output: '', calls: [] }).map(({ id }) => id)
}

describe('the watch for secrets', () => {
  it.each<readonly [string, Answer, readonly string[]]>([
    ['a redirect of the app', { location: `/done?t=${token}` }, ['secret-in-url']],
    [
      'a redirect whose page repeats it',
      { location: `/done?t=${token}`, text: `Found: /done?t=${token}` },
      ['secret-in-url'],
    ],
    [
      'a redirect to the front end on another port',
      { location: `http://localhost:5173/?t=${token}` },
      ['secret-in-url'],
    ],
    ['a fragment', { location: `/done#access_token=${token}` }, ['secret-in-fragment']],
    ['a redirect to another server', { location: `https://stats.example.com/?t=${token}` }, ['secret-to-other-host']],
    [
      'an image of another server',
      { text: `<img src='https://stats.example.com/${token}.gif'>` },
      ['secret-to-other-host'],
    ],
    ['a form of another server', { text: `<form action="https://a.example/?t=${token}">` }, ['secret-to-other-host']],
    ['a link to another server', { text: `<a href="//a.example/?a=1&amp;t=${token}">` }, ['secret-to-other-host']],
    [
      'a refresh to another server',
      { headers: { refresh: `0; url=https://a.example/?t=${token}` } },
      ['secret-to-other-host'],
    ],
    [
      'an image, and the page itself',
      { text: `<img src="https://a.example/?t=${token}">${token}` },
      ['secret-to-other-host', 'secret-in-page'],
    ],
    ['a link of the app', { text: `<a href="/hello?t=${token}">` }, ['secret-in-page']],
    ['a header', { headers: { 'x-debug': `{"token":"${token}"}` } }, ['secret-in-header']],
    ['a header in hexadecimal', { headers: { etag: Buffer.from(token).toString('hex') } }, ['secret-in-header']],
    ['no place', { text: '<a href="https://slack.com/">Slack</a>', headers: { etag: '"a8f3"' } }, []],
  ])('reports a token in %s', (_name, answer, ids) => expect(seen(answer)).toEqual(ids))

  it('takes linear time for a page with many URLs of other servers', () => {
    const image = `<img src="https://a.example/?t=${token}">`
    expect(
      growth(
        (text) => seen({ text }),
        (size) => image.repeat(size / image.length),
      ),
    ).toBeLessThan(3)
  })
})
