import { describe, expect, it } from 'vitest'
import { authorizeLink, findLinks } from '../../../src/oauth/link/find-links.ts'
import { mayHaveLinks } from '../../../src/oauth/link/may-have-links.ts'

const link =
  'https://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222&scope=chat:write&state=q7Zr0p2mX9LkT4vB'
const html = link.replaceAll('&', '&amp;')
const templated = link.replace('1111111111.2222222222', '$' + '{CLIENT_ID}')
const other = link.replace('/v2/', '/v2_user/')

/** Returns the URLs of the install links in a text, percent-decoded. The quick test has to let such a text pass. */
function found(text: string): string[] {
  const links = findLinks(text)
  expect(links.length === 0 || mayHaveLinks(text)).toBe(true)
  return links.map(({ url }) => decodeURIComponent(url.href))
}

describe('the search for install links in a text', () => {
  it.each<[string, string, string[]]>([
    ['alone', link, [link]],
    ['with a line break', `${link}\n`, [link]],
    ['in quotes', `"${link}"`, [link]],
    ['in angle brackets', `<${link}>`, [link]],
    ['at the end of a sentence', `Open ${link}.`, [link]],
    ['in brackets', `It redirects (${link}), and then fails.`, [link]],
    ['before more words', `${link} shows an error`, [link]],
    [
      'a button',
      `<a href="${html}"><img alt="Add to Slack" src="https://platform.slack-edge.com/img/add_to_slack.png" srcset="https://platform.slack-edge.com/img/add_to_slack.png 1x"></a>`,
      [link],
    ],
    ['a button in single quotes', `<a href='${html}' style='align-items:center'>Add to Slack</a>`, [link]],
    ['two buttons', `<a href="${html}">bot</a>\n<a href="${other}">me</a>`, [link, other]],
    ['the same button twice', `<a href="${link}">one</a><a href="${link}">two</a>`, [link]],
    ['Markdown', `[Add to Slack](${link})`, [link]],
    ['a Markdown badge', `[![Add to Slack](https://platform.slack-edge.com/img/add_to_slack.png)](${link})`, [link]],
    ['reStructuredText', `\`Add to Slack <${link}>\`_`, [link]],
    ['JSON', JSON.stringify({ level: 'info', url: link }), [link]],
    ['JSON of Go', JSON.stringify({ url: link }).replaceAll('&', '\\u0026'), [link]],
    ['JSON of PHP', JSON.stringify({ url: link }).replaceAll('/', '\\/'), [link]],
    ['a redirect in a transcript', `< HTTP/1.1 302 Found\n< Location: ${link}\n`, [link]],
    ['as a parameter of another address', `https://login.example.test/go?to=${encodeURIComponent(link)}&x=1`, [link]],
    ['JavaScript', `window.location = '${link}';`, [link]],
    ['a template', templated, [templated]],
    [
      'scopes with spaces',
      'https://slack.com/openid/connect/authorize?client_id=1.2&scope=openid profile email',
      ['https://slack.com/openid/connect/authorize?client_id=1.2&scope=openid profile email'],
    ],
    ['broken before a parameter', `Add it: ${link.replace('&scope', '\n&scope')}\nThanks`, [link]],
    ['broken within a name', link.replace('scope', 'sco\npe'), [link]],
    ['broken after a comma', link.replace('write', 'write,\nusers:read'), [link.replace('write', 'write,users:read')]],
    ['broken in a quotation', `> ${link.replaceAll('&', '\n> &')}\n> bye`, [link]],
    ['broken and indented in quotes', `'${link.replaceAll('&', '\r\n    &')}'`, [link]],
    [
      'broken within an escape',
      `${link}&redirect_uri=https%3A%2F%2Fa.exam\nple.test%2Fcb`,
      [`${link}&redirect_uri=https://a.example.test/cb`],
    ],
    ['a line of prose behind', `${link}\nshows an error`, [link]],
    ['a word alone behind', `${link}\nThanks`, [link]],
    ['two in two lines', `${link}\n${other}`, [link, other]],
    ['escaped for a shell', link.replace(/[?&=]/g, '\\$&'), [link]],
    ['without its scheme', link.replace('https://', ''), [link]],
    ['Slack’s markup', `<${link}|Add to Slack>`, [link]],
    ['Markdown with a title', `[Add](${link} "Add to Slack")`, [link]],
    ['no link of Slack’s', 'https://github.com/login/oauth/authorize?client_id=1', []],
    [
      'a host that only looks like Slack’s, which is judged',
      'https://slack.com.evil.test/oauth/v2/authorize?client_id=1',
      ['https://slack.com.evil.test/oauth/v2/authorize?client_id=1'],
    ],
    ['but not beside Slack’s own', `${link} https://slack.com.evil.test/oauth/v2/authorize?client_id=1`, [link]],
    ['a page of the documentation', 'https://docs.slack.dev/authentication/installing-with-oauth', []],
  ])('finds exactly the expected links: %s', (_, text, expected) => expect(found(text)).toEqual(expected))

  it.each([
    ['/oauth/v2/authorize', 'v2'],
    ['/oauth/v2_user/authorize', 'v2_user'],
    ['/oauth/authorize', 'v1'],
    ['/oauth/authorize/', 'v1'],
    ['/openid/connect/authorize', 'openid'],
    ['/oauth', 'v2'],
    ['/oauth?granular_bot_scope=0', 'v1'],
    ['/oauth/v3/authorize', 'v2'],
    ['/oauth/callback', undefined],
    ['/apps/A0123ABCD', undefined],
  ])('finds, for a link with the path %s, the page %s', (path, page) => {
    const url = new URL(path, 'https://slack.com')
    expect(authorizeLink({ url, came: {} })?.page).toBe(page)
  })

  it('returns how a link was escaped, and which site redirects to this link', () => {
    const came = (text: string) => findLinks(text).map((one) => one.came)
    expect(came(html)).toEqual([{ escaped: true }])
    expect(came(`<a href="${html}">`)).toEqual([{}])
    expect(came(`?to=${encodeURIComponent(link)}`)).toEqual([{ encoded: true }])
    expect(came(`https://go.example.test/?to=${encodeURIComponent(link)}`)).toEqual([{ inside: 'go.example.test' }])
  })
})
