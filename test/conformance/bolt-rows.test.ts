import { writeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type EventName, events as facts, isEventName } from '../../src/slack/facts/events.ts'
import { scopeFacts } from '../../src/slack/facts/scopes.ts'
import { type BoltApp, type BoltPlan, withBolt } from '../support/bolt-app.ts'
import { causeEverything, control } from '../support/every-event.ts'
import { bolts } from '../support/sdk.ts'

const scopesOf = (kind: 'bot' | 'user') =>
  Object.values(facts)
    .flatMap((fact) => (fact.for === 'both' || fact.for === kind ? fact.scopes : []))
    .filter((scope) => scopeFacts(scope)?.[kind])
const botScope = [
  ...new Set(scopesOf('bot')),
  ...['assistant:write', 'channels:join', 'channels:manage', 'chat:write', 'files:write', 'groups:write', 'im:write'],
  ...['mpim:write', 'pins:write'],
].join(',')
const userScope = [
  ...new Set(scopesOf('user')),
  ...['channels:write', 'chat:write', 'groups:write', 'im:write', 'mpim:write', 'pins:write', 'users.profile:write'],
].join(',')

/** Events that no action in the simulator causes, grouped by the reason. Only `sim event` sends these events. */
const uncaused = {
  'nobody can do it in the simulator': [
    ...['agent_session_stopped', 'app_context_changed', 'channel_deleted', 'channel_history_changed'],
    ...['channel_id_changed', 'channel_shared', 'channel_unshared', 'email_domain_changed', 'entity_details_requested'],
    ...['file_change', 'grid_migration_finished', 'grid_migration_started', 'group_close', 'group_deleted'],
    ...[
      'group_history_changed',
      'im_close',
      'im_history_changed',
      'invite_requested',
      'shared_channel_invite_accepted',
    ],
    ...['shared_channel_invite_approved', 'shared_channel_invite_declined', 'shared_channel_invite_received'],
    ...['shared_channel_invite_requested', 'team_domain_change', 'team_rename', 'user_huddle_changed'],
  ],
  'the simulator has no do-not-disturb, emoji, stars and user groups': [
    ...['dnd_updated', 'dnd_updated_user', 'emoji_changed', 'star_added', 'star_removed'],
    ...['subteam_created', 'subteam_members_changed', 'subteam_self_added', 'subteam_self_removed', 'subteam_updated'],
  ],
  'Slack sends message.im for the same message': ['message.app_home'],
} as const satisfies Readonly<Record<string, readonly EventName[]>>

/** Returns the name of the subscription to which an event belongs, for example `message.channels`. */
function namesOf({ type, channel_type: kind }: { readonly type: string; readonly channel_type?: string }): string {
  const plural: Record<string, string> = {
    ...{ channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim', app_home: 'app_home' },
  }
  return type === 'message' ? `message.${plural[kind ?? ''] ?? ''}` : type
}

/** Returns a set of event names, and a function that makes an app add the name of each received event to the set. */
function collect(): { seen: Set<string>; listen: (app: BoltApp) => void } {
  const seen = new Set<string>()
  const listen = (app: BoltApp) => {
    app.event(/.*/, async ({ event }) => void seen.add(namesOf(event)))
  }
  return { seen, listen }
}

/** Adds a workspace to an org-wide install and removes it. Returns the names of the events that the app received. */
async function causeInOrganization(plan: Omit<BoltPlan, 'listen' | 'options'>): Promise<Set<string>> {
  const { seen, listen } = collect()
  const organization = { id: 'E0SIMORG1', name: 'Sandbox Group', domain: 'sandbox-group' }
  const content = {
    workspaces: [{ name: 'Sandbox', id: 'T0SIM0001', people: [{ name: 'dana', admin: true }] }],
    organization: { id: organization.id, name: organization.name },
    apps: [{ name: 'Org app', orgDeploy: true }],
  }
  await withBolt({ ...plan, options: { content }, team: organization.id, listen }, async ({ slack }) => {
    await control(slack, '/organization', { organization: { ...organization, teams: ['T0SIM0001'] } })
    await control(slack, '/organization', { organization: { ...organization, teams: [] } })
    await slack.settled()
  })
  return seen
}

/** Runs a workflow function. Only a manifest can declare such a function. */
async function causeFunction(plan: Omit<BoltPlan, 'listen' | 'way'>): Promise<Set<string>> {
  const { seen, listen } = collect()
  const step = { title: 'Step', description: 'A step', input_parameters: {}, output_parameters: {} }
  await withBolt({ ...plan, way: 'Socket Mode', listen }, async ({ slack }) => {
    slack.useManifest({
      display_information: { name: 'Steps' },
      features: { bot_user: { display_name: 'steps' } },
      oauth_config: { scopes: { bot: ['chat:write'] } },
      settings: {
        event_subscriptions: { bot_events: ['function_executed'] },
        socket_mode_enabled: true,
        org_deploy_enabled: true,
        function_runtime: 'remote',
      },
      functions: { step },
    })
    await slack.as('dana').runFunction('step')
    await slack.settled()
  })
  return seen
}

describe.each(bolts)('$name', ({ App }) => {
  it('receives every event that an action in the simulator causes', async () => {
    const { seen, listen } = collect()
    await withBolt({ App, way: 'HTTP', scope: botScope, userScope, listen }, async ({ slack }) => {
      await causeEverything(slack)
      await slack.settled()
    })
    const more = [await causeInOrganization({ App, way: 'HTTP' }), await causeFunction({ App })]
    const missing = Object.keys(facts).filter((name) => ![seen, ...more].some((one) => one.has(name)))
    expect(missing.sort()).toEqual(Object.values(uncaused).flat().sort())
  }, 60_000)

  it('receives the events that only `sim event` sends', async () => {
    const { seen, listen } = collect()
    const byHand = Object.values(uncaused).flat()
    await withBolt({ App, way: 'HTTP', scope: botScope, userScope, listen }, async ({ slack }) => {
      for (const type of byHand) await control(slack, '/event', { type })
      await slack.settled()
    })
    expect(byHand.filter((name) => !seen.has(name))).toEqual([])
  }, 60_000)
})

// Vitest hides the console output of a passing test, so the test writes to file descriptor 1.
it('prints the names of the events that only `sim event` sends', () => {
  for (const [why, names] of Object.entries(uncaused)) writeSync(1, `${why}: ${names.join(', ')}\n`)
  expect(Object.values(uncaused).flat().every(isEventName)).toBe(true)
})
