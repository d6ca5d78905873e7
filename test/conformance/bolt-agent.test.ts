import { describe, expect, it, vi } from 'vitest'
import { withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const scopes = ['assistant:write', 'chat:write', 'im:history', 'im:read']
const prompts = [{ title: 'Dice', message: 'Roll two dice' }]

/** The manifest of an agent with a messages tab and without assistant threads. */
const manifest = {
  display_information: { name: 'Roller' },
  features: {
    agent_view: { agent_description: 'Rolls dice' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'roller' },
  },
  oauth_config: { scopes: { bot: scopes } },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'message.im'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
}

describe.each(bolts)('an agent with a messages tab, in $name', ({ App }) => {
  it('suggests prompts without thread_ts when a person opens the messages tab, and answers there', async () => {
    const answers: unknown[] = []
    await withBolt(
      {
        App,
        way: 'Socket Mode',
        scope: scopes.join(','),
        listen(app) {
          app.event('app_home_opened', async ({ client, event }) => {
            const asked = { channel_id: event.channel, title: 'Try', prompts }
            // The types of Bolt 4 require `thread_ts`, so the test uses `apiCall`.
            answers.push((await client.apiCall('assistant.threads.setSuggestedPrompts', asked)).ok)
          })
          app.message('roll', async ({ say }) => {
            await say('3 and 4')
            answers.push('said')
          })
        },
      },
      async ({ slack }) => {
        slack.useManifest(manifest)
        const dana = slack.as('dana')
        const opened = await dana.openHome({ tab: 'messages' })
        expect(opened.deliveries).toMatchObject([{ what: 'app_home_opened', ok: true }])
        await vi.waitFor(() => expect(answers).toEqual([true]), { timeout: 10_000 })
        expect(slack.agentPrompts).toEqual([{ appId: slack.app.id, channel: opened.channel, title: 'Try', prompts }])

        await dana.say('@bot', 'roll them')
        await vi.waitFor(() => expect(answers).toEqual([true, 'said']), { timeout: 10_000 })
        expect(slack.messages(opened.channel).at(-1)).toMatchObject({ text: '3 and 4' })
        await expect(dana.openAssistant()).rejects.toThrow(/agent_view[\s\S]*sim home --tab messages/)
      },
    )
  })

  it('gets ok: true but shows no prompts when setSuggestedPrompts has a thread_ts, as in Slack', async () => {
    await withBolt({ App, way: 'Socket Mode', scope: scopes.join(','), listen: () => {} }, async ({ slack, app }) => {
      slack.useManifest(manifest)
      const { channel } = await slack.as('dana').openHome({ tab: 'messages' })
      const named = { channel_id: channel, thread_ts: '1700000000.000100', prompts }
      expect(await app.client.assistant.threads.setSuggestedPrompts(named)).toMatchObject({ ok: true })
      expect(slack.agentPrompts).toEqual([])
    })
  })
})
