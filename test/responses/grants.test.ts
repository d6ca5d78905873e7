import { describe, expect, it } from 'vitest'
import { readGrants, readRefreshed, readResponse } from '../../src/responses/grant.ts'
import { readParsed } from '../../src/responses/read-fields.ts'
import { answers, v2Both, v2Rotating } from '../support/answers.ts'
import { sampleInstallation } from '../support/sample.ts'

describe('the grants in an answer', () => {
  it('are the same grants that a login stores for this answer', () => {
    for (const [answer, flow] of [
      [answers.founding, 'v1'],
      [v2Both, 'v2'],
      [v2Rotating, 'v2'],
      [answers.v2Webhook, 'v2'],
      [answers.v2Org, 'v2'],
      [answers.v2UserFlat, 'v2_user'],
      [answers.v2UserNested, 'v2_user'],
    ] as const) {
      const [grant, ...more] = readGrants(readParsed(answer))
      expect(more).toEqual([])
      expect(grant).toMatchObject(readResponse(answer, flow))
    }
  })

  it('are one for each person, and the first has the bot and the webhooks', () => {
    const [one] = sampleInstallation('a').users
    const two = { ...one, token: 'xoxp-sim-second', userId: 'U0BEN' }
    const installation = { ...sampleInstallation('a'), users: [one, two] }
    const grants = readGrants(readParsed(installation))
    expect(grants.map(({ bot, user, installerId }) => [bot?.token, user?.token, installerId])).toEqual([
      ['xoxb-sim-a-bot', 'xoxp-sim-a-user', 'U0ANN'],
      [undefined, 'xoxp-sim-second', 'U0BEN'],
    ])
    expect(grants.map(({ webhook }) => webhook?.channel)).toEqual(['#general', undefined])
  })

  it('keep each refresh token and each expiry time with the token to which it belongs', () => {
    const record = {
      team_id: 'T0SIM0001',
      bot_token: 'xoxe.xoxb-1-sim',
      bot_refresh_token: 'xoxe-1-sim-bot',
      bot_token_expires_at: '2026-01-02 03:04:05',
      user_token: 'xoxe.xoxp-1-sim',
      user_refresh_token: 'xoxe-1-sim-user',
      user_token_expires_at: 1_790_043_200_000,
      user_id: 'U0SIMDANA',
    }
    expect(readGrants(readParsed(record))).toMatchObject([
      {
        bot: { refreshToken: 'xoxe-1-sim-bot' },
        user: { refreshToken: 'xoxe-1-sim-user', userId: 'U0SIMDANA' },
        expiresAt: { bot: '2026-01-02T03:04:05.000Z', user: '2026-09-22T02:13:20.000Z' },
      },
    ])
  })

  it('are none for a value that is not an answer to an install', () => {
    for (const value of [answers.signIn, answers.configuration, answers.refusal, answers.authTest, 7, null]) {
      expect(readGrants(readParsed(value))).toEqual([])
    }
  })

  it('take the identity of a refreshed token from its prefix, otherwise from the answer, and are null when neither has it', () => {
    expect(readRefreshed({ ...answers.refreshedUser, token_type: 'bot' })?.identity).toBe('user')
    expect(readRefreshed({ ...answers.refreshedBot, access_token: 'opaque', token_type: 'bot' })?.identity).toBe('bot')
    expect(readRefreshed({ ok: true, access_token: 'opaque' })).toBeNull()
  })
})
