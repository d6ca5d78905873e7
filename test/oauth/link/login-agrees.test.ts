import { describe, expect, it } from 'vitest'
import { readInstallLink } from '../../../src/oauth/install-link.ts'
import { linkRedirect } from '../../../src/oauth/redirect-uri.ts'
import { bot, home, id, ofV2, state } from '../../support/links.ts'

const v1 = 'https://slack.com/oauth/authorize'

describe('login and explain, for the same link', () => {
  it.each([
    ['two lists on the page of classic apps', `${v1}?${id}&scope=chat:write&user_scope=search:read`, 'v2'],
    ['only user scopes on the page of classic apps', `${v1}?${id}&user_scope=search:read`, 'v2'],
    ['a classic app', `${v1}?${id}&scope=bot&user_scope=search:read`, 'v1'],
    ['one list on the page of classic apps', `${v1}?${id}&scope=chat:write`, 'v1'],
  ])('choose the same flow: %s', (_, link, flow) => expect(readInstallLink(link, []).flow).toBe(flow))

  it.each(['acme', '1', 'T'])('leave out the team %s, and print that', (team) => {
    const notes: string[] = []
    expect(readInstallLink(ofV2(id, bot, home, state, `team=${team}`), notes).team).toBeNull()
    expect(notes).toHaveLength(1)
  })

  it.each(['http://app.example.test/cb', 'https://app.example.test/cb#x', 'app://callback'])(
    'do not suggest a --redirect-uri that login refuses: %s',
    (redirect) => {
      const notes: string[] = []
      expect(linkRedirect(redirect, undefined, notes)).toBeUndefined()
      expect(notes.join()).not.toContain('--redirect-uri')
      expect(notes).toHaveLength(1)
    },
  )
})
