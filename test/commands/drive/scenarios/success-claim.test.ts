import { describe, expect, it } from 'vitest'
import type { Page } from '../../../../src/browser/hop.ts'
import { claimsSuccess } from '../../../../src/commands/drive/scenarios/success-claim.ts'

const page = (text: string, path = '/callback', status = 200): Page => ({
  ...{ kind: 'page', url: new URL(path, 'http://localhost:3000'), status, text },
  ...{ location: undefined, headers: {} },
})

const installed = page('<title>App</title><h1>Installed</h1><a href="/">Home</a>', '/done')

describe('a page after a refused exchange', () => {
  it.each([
    ['the heading of the success page', '<h1>Installed</h1>Thanks', installed],
    [
      'the heading of the success page with a missing name',
      '<h1>Installed in undefined</h1>',
      page('<h1>Installed in Acme</h1>'),
    ],
    ['the text of the success page', 'Successfully connected', page('Successfully connected', '/done')],
  ])('claims success with %s', (_what, text, succeeded) => {
    expect(claimsSuccess(page(text), succeeded)).toBe(true)
  })

  it.each([
    ['another heading', '<h1>Expired</h1>Thanks', installed],
    ['the name of the app as heading', '<h1>Acme</h1>Der Code ist abgelaufen', page('<h1>Acme</h1>Fertig', '/done')],
    ['a word of a failure', '<h1>Installed</h1>Not this time', installed],
    ['an error code', '<h1>Installed</h1>invalid_code', installed],
    ['a link to try again', '<h1>Installed</h1><a href="/install">Install</a>', installed],
    ['a script, which can change the page', '<h1>Installed</h1><script src="/a.js"></script>', installed],
  ])('does not claim success with %s', (_what, text, succeeded) => {
    expect(claimsSuccess(page(text), succeeded)).toBe(false)
  })

  it('does not claim success with a status of 400 or more', () => {
    expect(claimsSuccess(page('<h1>Installed</h1>', '/callback', 400), installed)).toBe(false)
  })
})
