import { describe, expect, it } from 'vitest'
import { findingFacts } from '../../../src/commands/drive/findings/finding.ts'
import { allRouteFindings } from '../../../src/slack/facts/known-errors/install-route.ts'
import { createMachine } from '../../support/cli.ts'

interface Answer {
  readonly meanings: readonly { readonly place: string; readonly next: string; readonly inYourApp?: string }[]
}

/** Runs `why` with a text. Returns its exit code and the meanings. */
async function why(text: string) {
  using machine = createMachine()
  const { code, json } = await machine.run(['why', text, '--json'])
  return { code, meanings: (json as Partial<Answer>).meanings ?? [] }
}

describe('why, for an error that the app’s own install route can cause', () => {
  it.each([
    ['bad_redirect_uri', 'exchange', 'redirect-uri-differs'],
    ['invalid_code', 'exchange', 'code-exchanged-twice'],
    ['code_already_used', 'exchange', 'code-exchanged-twice'],
    ['bad_client_secret', 'exchange', 'wrong-secret'],
    ['access_denied', 'callback', 'denial-500'],
    ['slack_oauth_invalid_state', 'sdk', 'state-lost'],
    ['invalid_state', 'sdk', 'state-lost'],
    ['state_mismatch', 'local', 'state-lost'],
  ])('names drive and the finding for %s at the place %s', async (text, place, finding) => {
    const { meanings } = await why(text)
    const there = meanings.find((one) => one.place === place)
    expect(there?.inYourApp).toContain('slack-tokens drive --start "npm start"')
    expect(there?.inYourApp?.endsWith(`slack-tokens drive --explain ${finding}`)).toBe(true)
  })

  it('does not name `drive` for a redirect URL that is missing in the app’s settings, because `drive` cannot show this error', async () => {
    const { meanings } = await why('bad_redirect_uri')
    const page = meanings.find(({ place }) => place === 'page')
    expect(page).not.toHaveProperty('inYourApp')
    expect(page?.next).toMatch(/slack-tokens app push/)
  })

  it.each([
    'Oops, Something Went Wrong!',
    'Oops, Something Went Wrong! Please try again from here or contact the app owner (reason: invalid_state: The state parameter is no longer valid.)',
    'The state parameter is not for this browser session.',
    'InvalidStateError: The state parameter is not for this browser session.',
    'Unable to verify authorization request state',
    'OAuth2 state mismatch',
  ])('names drive in the next step of the sentence “%s”', async (text) => {
    const { code, meanings } = await why(text)
    expect([code, meanings.length]).toEqual([0, 1])
    expect(meanings[0]?.next).toContain('slack-tokens drive --start "npm start"')
  })

  it('names only findings that `drive` has', () => {
    expect(allRouteFindings().length).toBeGreaterThan(10)
    expect(allRouteFindings().filter((id) => !Object.hasOwn(findingFacts, id))).toEqual([])
  })
})
