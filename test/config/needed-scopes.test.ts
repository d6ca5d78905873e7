import { describe, expect, it } from 'vitest'
import { neededAdvice } from '../../src/config/needed-scopes.ts'

describe('the advice for a classic scope that Slack names as needed', () => {
  it.each([
    ['bot', undefined],
    ['bot', 'identify'],
    ['bot', 'users:read,channels:history'],
    ['bot', 'incoming-webhook,commands'],
    ['chat:write:bot', undefined],
    ['chat:write:bot', 'identify'],
    ['chat:write:bot', 'identify,channels:history'],
    ['chat:write:bot', 'channels:read,groups:read'],
    ['files:write:bot', undefined],
    ['files:write:bot', 'identify,users:read'],
    ['chat:write:bot,bot', 'identify'],
  ])('requests a bot scope when %s is needed and the granted scopes are %s', (needed, provided) => {
    const advice = neededAdvice({ needed, provided })
    expect(advice).toContain('slack-tokens login --add-scope ')
    expect(advice).not.toMatch(/--(?:add-)?user-scopes? /)
  })

  it.each([
    ['chat:write:user', undefined, 'chat:write'],
    ['chat:write:user', 'identify,users:read', 'chat:write'],
    ['files:write:user', undefined, 'files:write'],
    ['post', 'identify', 'chat:write'],
    ['read', undefined, 'channels:read'],
    ['client', 'identify', 'channels:read'],
  ])('requests a user scope when %s is needed and the granted scopes are %s', (needed, provided, scope) => {
    const advice = neededAdvice({ needed, provided })
    expect(advice).toContain(`slack-tokens login --add-user-scope ${scope}`)
    expect(advice).not.toMatch(/--(?:add-)?scopes? /)
  })

  it.each([
    ['bot', 'identify,commands,chat:write:bot', '--v1 --scopes bot'],
    ['files:read', 'identify,bot', '--v1 --'],
  ])(
    'requests a scope of the same classic app when %s is needed and the granted scopes are %s',
    (needed, provided, login) => expect(neededAdvice({ needed, provided })).toContain(`slack-tokens login ${login}`),
  )

  it('names the command that finds current scopes, when `bot` is needed and nothing else is known', () =>
    expect(neededAdvice({ needed: 'bot' })).toContain('slack-tokens which METHOD'))

  it('does not suggest a login for the scope `identify`, because Slack adds this scope itself', () =>
    expect(neededAdvice({ needed: 'identify' })).not.toContain('slack-tokens login'))
})

describe('the advice for several needed scopes', () => {
  it.each([
    ['users:read.email', undefined, 'users:read,users:read.email'],
    ['users:read,users:read.email', 'app_mentions:read', 'users:read,users:read.email'],
    ['users:read.email', 'users:read,app_mentions:read', 'users:read.email'],
  ])(
    'requests scopes together that Slack grants only together, when %s is needed and the granted scopes are %s',
    (needed, provided, scopes) => {
      const advice = neededAdvice({ needed, provided })
      expect(advice).toContain(`--add-scope ${scopes} `)
      expect(advice).not.toMatch(/any one/i)
    },
  )

  it.each([
    [
      'channels:read,groups:read,mpim:read,im:read',
      'chat:write',
      '--add-scope channels:read,groups:read,mpim:read,im:read',
    ],
    [
      'channels:read, groups:read, mpim:read, im:read',
      undefined,
      '--add-scope channels:read,groups:read,mpim:read,im:read',
    ],
    [
      'channels:read,groups:read,mpim:read,im:read',
      'search:read',
      '--add-user-scope channels:read,groups:read,mpim:read,im:read',
    ],
    [
      'channels:read,groups:read,mpim:read,im:read',
      'chat:write,channels:read',
      '--add-scope groups:read,mpim:read,im:read',
    ],
    ['groups:read,im:read', 'app_mentions:read', '--add-scope groups:read,im:read'],
    [
      'channels:history,groups:history,mpim:history,im:history',
      'app_mentions:read',
      '--add-scope channels:history,groups:history,mpim:history,im:history',
    ],
    ['channels:history,groups:history', 'search:read', '--add-user-scope channels:history,groups:history'],
    [
      'channels:manage,groups:write,im:write,mpim:write',
      'app_mentions:read',
      '--add-scope channels:manage,groups:write,im:write,mpim:write',
    ],
    [
      'channels:write,groups:write,im:write,mpim:write',
      'search:read',
      '--add-user-scope channels:write,groups:write,im:write,mpim:write',
    ],
    ['channels:write,channels:manage,groups:write', 'app_mentions:read', '--add-scope channels:manage,groups:write'],
  ])(
    'requests a scope for each kind of conversation when %s is needed and the granted scopes are %s',
    (needed, provided, login) => {
      const advice = neededAdvice({ needed, provided })
      expect(advice).toContain(login)
      expect(advice).toMatch(/each kind of conversation/)
      const asked = login.split(' ')[1]?.split(',') ?? []
      expect(asked.filter((scope) => !advice.includes(`${scope} for`))).toEqual([])
    },
  )

  it.each([
    ['files:read,files:write', 'app_mentions:read', '--add-scope files:read'],
    ['users:read,users:write', undefined, '--add-scope users:read'],
    ['chat:write:user,chat:write:bot', 'identify,channels:history', '--add-user-scope chat:write'],
    ['chat:write:bot,chat:write', 'channels:read', '--add-scope chat:write'],
    ['admin.users:read,admin.users:write', undefined, '--user-scopes admin.users:read'],
    ['reactions:read,reactions:write', 'search:read', '--add-user-scope reactions:read'],
    ['emoji:read,team:read', undefined, '--add-scope '],
    ['usergroups:read,usergroups:write', 'app_mentions:read', '--add-scope usergroups:read'],
    ['links:read,links:write', 'app_mentions:read', '--add-scope links:read'],
    ['bookmarks:read,bookmarks:write', undefined, '--add-scope bookmarks:read'],
  ])(
    'requests only one scope when one of the needed scopes %s is sufficient and the granted scopes are %s',
    (needed, provided, login) => {
      const advice = neededAdvice({ needed, provided })
      expect(advice).toMatch(/any one/i)
      expect(advice).toMatch(new RegExp(login.replace('--user-scopes', '--(?:add-user-scope|user-scopes)')))
      for (const scope of needed.split(',')) expect(advice).toContain(scope)
    },
  )
})
