import { expect, it } from 'vitest'
import { control, inSimulator } from '../../support/simulator.ts'

it('answers Slack’s OpenID discovery document, and logs the request', () =>
  inSimulator({}, async (simulator) => {
    const path = '/.well-known/openid-configuration'
    const answer = await fetch(new URL(path, simulator.url))
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { issuer: 'https://slack.com', authorization_endpoint: 'https://slack.com/openid/connect/authorize' },
    ])
    expect((await control(simulator, 'log')).body).toMatchObject({ log: [{ what: path, error: null }] })
  }))
