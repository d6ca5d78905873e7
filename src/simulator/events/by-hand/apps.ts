import type { EventName } from '../../../slack/facts/events.ts'
import type { HandScene, Templates } from './types.ts'

type AppEvent = Exclude<
  Extract<
    EventName,
    | `app_${string}`
    | `assistant_${string}`
    | 'agent_session_stopped'
    | 'tokens_revoked'
    | 'function_executed'
    | 'entity_details_requested'
  >,
  'app_mention'
>

const otherApp = ({ user, team, domain }: HandScene) => ({
  app_id: 'A0SIMOTHER',
  app_name: 'Another app',
  app_owner_id: user,
  team_id: team,
  team_domain: domain,
})

const thread = ({ user, im, ts, team, channel }: HandScene) => ({
  assistant_thread: {
    user_id: user,
    context: { channel_id: channel, team_id: team, enterprise_id: null },
    channel_id: im,
    thread_ts: ts,
  },
})

const scope = {
  name: 'chat:write',
  description: 'Send messages as the app',
  is_dangerous: false,
  token_type: 'bot',
} as const

/** For each event about an app, the function that builds its payload (docs.slack.dev/reference/events). */
export const appTemplates: Templates<AppEvent> = {
  app_home_opened: ({ user, im }) => ({ user, channel: im, tab: 'home' }),
  app_uninstalled: () => ({}),
  tokens_revoked: ({ user }) => ({ tokens: { oauth: [user], bot: [] } }),
  app_installed: (scene) => ({ ...otherApp(scene), user_id: scene.user }),
  app_deleted: otherApp,
  app_uninstalled_team: (scene) => ({ ...otherApp(scene), user_id: scene.user }),
  app_requested: ({ user, team, teamName, domain, now }) => ({
    app_request: {
      id: 'Ar0SIMBYHAND',
      app: {
        ...{ id: 'A0SIMOTHER', name: 'Another app', description: '', additional_info: '' },
        ...{ help_url: '', privacy_policy_url: '', app_homepage_url: '', app_directory_url: '' },
        ...{ is_granular_bot_app: true, is_app_directory_approved: false, is_internal: true },
      },
    },
    previous_resolution: null,
    is_user_app_collaborator: false,
    user: { id: user, name: 'dana', email: 'dana@example.com' },
    team: { id: team, name: teamName, domain },
    scopes: scope,
    message: '',
    date_created: now,
  }),
  app_context_changed: ({ user, im, channel }) => ({
    user,
    channel: im,
    context: { entities: [{ type: 'slack#/types/channel_id', value: channel }] },
  }),
  agent_session_stopped: ({ user, im, ts }) => ({ user, channel: im, thread_ts: ts, streaming_message_ts: [ts] }),
  assistant_thread_started: thread,
  assistant_thread_context_changed: thread,
  function_executed: ({ appId, user, now }) => ({
    function: {
      ...{ id: 'Fn0SIMBYHAND', callback_id: 'sample_function', title: 'Sample function', type: 'app' },
      input_parameters: [{ type: 'slack#/types/user_id', name: 'user_id', is_required: true }],
      output_parameters: [{ type: 'slack#/types/user_id', name: 'user_id', is_required: true }],
      ...{ app_id: appId, date_created: now, date_updated: now, date_deleted: 0 },
    },
    inputs: { user_id: user },
    function_execution_id: 'Fx0SIMBYHAND',
    workflow_execution_id: 'Wx0SIMBYHAND',
    bot_access_token: 'xwfp-simulated',
  }),
  entity_details_requested: ({ user }) => ({
    user,
    trigger_id: '0.0.simulated',
    link: { url: 'https://example.com/1', domain: 'example.com' },
    entity_url: 'https://example.com/1',
    user_locale: 'en-US',
  }),
}
