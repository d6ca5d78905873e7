import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { install } from '../../support/bolt-app.ts'
import { callerOf } from '../../support/every-event.ts'
import { startApp } from '../../support/people-app.ts'

const content = (sharedWith: readonly string[]) => ({
  workspaces: [
    {
      name: 'Acme',
      id: 'T0ACME',
      people: [{ name: 'dana', admin: true }],
      channels: [{ name: 'general' }, { name: 'with-partner', id: 'C0PARTNER', sharedWith }],
    },
  ],
})

describe('a channel that is shared with an outside workspace', () => {
  it('is marked as shared in events and in the answers of methods, while other channels are not marked', async () => {
    const app = await startApp()
    await using slack = await startSimulator({ content: content(['T0PARTNER']) })
    await install(slack, { scope: 'chat:write,channels:read,channels:history,channels:join' })
    await slack.sendTo(app.url)
    const call = callerOf(slack)
    await call('conversations.join', { channel: 'C0PARTNER' })
    const dana = slack.as('dana')
    for (const [place, isShared] of [
      ['#with-partner', true],
      ['#general', false],
    ] as const) {
      const { deliveries } = await dana.say(place, 'hello')
      expect(deliveries).toMatchObject([{ what: 'message', payload: { is_ext_shared_channel: isShared } }])
    }
    const { channel } = await call('conversations.info', { channel: 'C0PARTNER' })
    expect(channel).toMatchObject({
      is_shared: true,
      is_ext_shared: true,
      is_org_shared: false,
      conversation_host_id: 'T0ACME',
      shared_team_ids: ['T0ACME', 'T0PARTNER'],
      connected_team_ids: ['T0PARTNER'],
    })
    const { channels } = (await call('conversations.list', {})) as { readonly channels?: unknown }
    expect(channels).toMatchObject([{ name: 'general', is_ext_shared: false }, { is_ext_shared: true }])
    app.close()
  })

  it.each([[['T0ACME']], [['partner']], [[]]])('is refused in a seed with the workspaces %j', async (teams) => {
    await expect(startSimulator({ content: content(teams) })).rejects.toThrow('workspaces[0].channels[1].sharedWith')
  })
})
