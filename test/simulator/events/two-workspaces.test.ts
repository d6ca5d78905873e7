import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { install } from '../../support/bolt-app.ts'
import { startApp } from '../../support/people-app.ts'

const content = {
  workspaces: [
    { name: 'Acme', id: 'T0ACME', people: [{ name: 'dana', admin: true }], channels: [{ name: 'general' }] },
    { name: 'Globex', id: 'T0GLOBEX', people: [{ name: 'kim', admin: true }], channels: [{ name: 'general' }] },
  ],
  apps: [{ name: 'Helper', redirectUrls: ['http://localhost:3000/callback'], botName: 'helper' }],
}

describe('an app with a bot user in each of two workspaces', () => {
  let app: Awaited<ReturnType<typeof startApp>>
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app.close())

  /** Starts a simulator with the app installed in both workspaces. */
  async function installedTwice() {
    const slack = await startSimulator({ content })
    for (const team of ['T0ACME', 'T0GLOBEX']) await install(slack, { team })
    await slack.sendTo(app.url)
    const botIn = (team: string) => slack.tokens.find(({ teamId }) => teamId === team)?.userId
    return { slack, botIn }
  }

  it.each([
    ['dana', 'T0ACME'],
    ['kim', 'T0GLOBEX'],
  ])('gets app_mention when %s mentions the bot of that person’s workspace, %s', async (person, team) => {
    const { slack, botIn } = await installedTwice()
    await using _ = slack
    const { deliveries } = await slack.as(person).say('#general', '<@bot> hello')
    expect(deliveries.map(({ what }) => what).sort()).toEqual(['app_mention', 'message'])
    for (const { payload } of deliveries) {
      expect(payload).toMatchObject({ team_id: team, authorizations: [{ user_id: botIn(team) }] })
    }
  })

  it('gets no app_mention when a person mentions the bot of the other workspace', async () => {
    const { slack, botIn } = await installedTwice()
    await using _ = slack
    const { deliveries } = await slack.as('kim').say('#general', `<@${botIn('T0ACME')}> hello`)
    expect(deliveries.map(({ what }) => what)).toEqual(['message'])
  })

  it('answers a command as the bot user of the workspace in which the person typed the command', async () => {
    const { slack, botIn } = await installedTwice()
    await using _ = slack
    app.answers.push({ status: 200, body: '{"response_type":"in_channel","text":"done"}' })
    const { deliveries } = await slack.as('kim').command('/deploy')
    expect(deliveries).toMatchObject([{ ok: true, payload: { team_id: 'T0GLOBEX' } }])
    await slack.settled()
    const said = app.received.findLast(({ body }) => body['event_id'] !== undefined)
    expect(said?.body).toMatchObject({ event: { text: 'done', user: botIn('T0GLOBEX') } })
  })
})
