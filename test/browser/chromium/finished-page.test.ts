import { expect, it } from 'vitest'
import type { DocumentAnswer } from '../../../src/browser/chromium/document-trail.ts'
import { isFinished } from '../../../src/browser/chromium/finished-page.ts'

/** Judges a page with this source, without Chromium. */
async function judge(body: string, more: Partial<DocumentAnswer> = {}, base64Encoded = false) {
  const url = new URL('http://localhost:1/')
  const answer = { url, headers: [], blocked: new Map(), status: 200, location: undefined, rest: {}, ...more }
  const send = async () => await Promise.resolve({ body, base64Encoded })
  const tab = { send } as unknown as Parameters<typeof isFinished>[0]
  return await isFinished(tab, {
    id: '1',
    verb: 'GET',
    url,
    from: undefined,
    session: '',
    since: 0,
    isKept: false,
    later: [],
    answer,
  })
}

it.each([
  ['only text', '<h1>Installed</h1>'],
  ['a form and a link', '<form action="/on"><button>Add to Slack</button></form><a href="/x?on=1">Again</a>'],
])('Chromium waits no longer for a page with %s', async (_what, html) => {
  expect(await judge(html)).toBe(true)
})

it.each([
  ['a script', '<script>document.currentScript.remove(); setTimeout(() => location.assign("/go"), 100)</script>'],
  ['a handler', '<body\nONLOAD=go()>'],
  ['a handler without a space before it', '<img src="/x"onload=go()>'],
  ['a handler after a slash', '<svg/onload=go()>'],
  ['a refresh', '<meta http-equiv=refresh content="0; url=/go">'],
  ['another document in it', '<iframe src="/go"></iframe>'],
])('Chromium waits for a page with %s until it is quiet', async (_what, html) => {
  expect(await judge(html)).toBe(false)
})

it('Chromium waits for a page with the header Refresh, and for a page that is no text', async () => {
  expect([await judge('Installed', { rest: { refresh: '0; url=/go' } }), await judge('AAAA', {}, true)]).toEqual([
    false,
    false,
  ])
})
