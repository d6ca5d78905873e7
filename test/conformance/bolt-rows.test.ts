import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { events as facts } from '../../src/slack/facts/events.ts'
import { type BoltApp, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const botScope =
  'app_mentions:read,channels:history,channels:join,channels:manage,channels:read,chat:write,files:read,files:write,groups:history,groups:read,groups:write,im:history,im:read,im:write,links:read,mpim:history,mpim:read,mpim:write,pins:read,pins:write,reactions:read,users:read'
const userScope =
  'channels:read,channels:write,chat:write,groups:read,groups:write,mpim:write,pins:write,users.profile:write'

/** Events that no action in the simulator causes. Only `sim event` sends them. */
const uncaused = [
  ...['agent_session_stopped', 'app_context_changed', 'app_deleted', 'app_installed', 'app_requested'],
  ...['app_uninstalled_team', 'assistant_thread_context_changed', 'assistant_thread_started', 'channel_deleted'],
  ...['channel_history_changed', 'channel_id_changed', 'channel_shared', 'channel_unshared', 'dnd_updated'],
  ...['dnd_updated_user', 'email_domain_changed', 'emoji_changed', 'entity_details_requested', 'file_change'],
  ...['file_public', 'file_unshared', 'function_executed', 'grid_migration_finished', 'grid_migration_started'],
  ...['group_close', 'group_deleted', 'group_history_changed', 'group_open', 'im_close', 'im_history_changed'],
  ...['im_open', 'invite_requested', 'message.app_home', 'message_metadata_deleted', 'message_metadata_posted'],
  ...['message_metadata_updated', 'shared_channel_invite_accepted', 'shared_channel_invite_approved'],
  ...['shared_channel_invite_declined', 'shared_channel_invite_received', 'shared_channel_invite_requested'],
  ...['star_added', 'star_removed', 'subteam_created', 'subteam_members_changed', 'subteam_self_added'],
  ...['subteam_self_removed', 'subteam_updated', 'team_access_granted', 'team_access_revoked', 'team_domain_change'],
  ...['team_join', 'team_rename', 'user_huddle_changed'],
]

/** Does everything that causes an event. The last action uninstalls the app. */
async function causeEverything(slack: Simulator): Promise<void> {
  const token = (kind: 'bot' | 'user') => slack.tokens.find((one) => one.kind === kind)?.value ?? ''
  const call = async (method: string, args: Record<string, string>, as: 'bot' | 'user' = 'bot') => {
    const headers = { authorization: `Bearer ${token(as)}` }
    const answered = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(args) })
    const body = (await answered.json()) as { ok: boolean; error?: string; channel?: { id: string } }
    if (!body.ok) throw new Error(`${method}: ${body.error}`)
    return body
  }
  const dana = slack.as('dana')
  const lee = slack.as('lee')
  const { ts } = await dana.say('#general', '<@bot> see https://example.com/x')
  const timestamp = ts ?? ''
  await dana.react(timestamp, ':tada:')
  await dana.react(timestamp, ':tada:', { remove: true })
  await dana.openHome()
  await dana.say('@sim-app', 'hi')
  const general = 'C0SIMGENL'
  // Bolt does not pass on events that the app itself caused.
  await call('pins.add', { channel: general, timestamp }, 'user')
  await call('pins.remove', { channel: general, timestamp }, 'user')
  for (const isPrivate of ['false', 'true']) {
    const name = isPrivate === 'true' ? 'secret' : 'launch'
    const channel = (await call('conversations.create', { name, is_private: isPrivate })).channel?.id ?? ''
    await call('conversations.invite', { channel, users: `${dana.id},${lee.id}` })
    await call('conversations.rename', { channel, name: `${name}-2` })
    await dana.say(channel, 'here')
    await call('conversations.archive', { channel }, 'user')
    await call('conversations.unarchive', { channel }, 'user')
    await call('conversations.leave', { channel }, 'user')
  }
  const mpim = (await call('conversations.open', { users: `${dana.id},${lee.id}` })).channel?.id ?? ''
  await call('chat.postMessage', { channel: mpim, text: 'all of you' }, 'user')
  const status = JSON.stringify({ status_text: 'away', status_emoji: ':tea:' })
  await call('users.profile.set', { profile: status }, 'user')
  await shareFile(call, general)
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  await call('apps.uninstall', { client_id, client_secret })
}

type Call = (method: string, args: Record<string, string>) => Promise<object>

async function shareFile(call: Call, channel_id: string): Promise<void> {
  const text = 'a,b'
  const { upload_url: url, file_id: id } = (await call('files.getUploadURLExternal', {
    filename: 'table.csv',
    length: String(text.length),
  })) as { upload_url: string; file_id: string }
  await fetch(url, { method: 'POST', body: text })
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id }]), channel_id })
  await call('files.delete', { file: id })
}

/** Returns the names of subscriptions to which the payload of an event belongs. */
function namesOf({ type, channel_type: kind }: { readonly type: string; readonly channel_type?: string }): string {
  const plural: Record<string, string> = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' }
  return type === 'message' ? `message.${plural[kind ?? ''] ?? ''}` : type
}

describe.each(bolts)('$name', ({ App }) => {
  it('has a listener for every event that an action causes', async () => {
    const seen = new Set<string>()
    const listen = (app: BoltApp) => {
      app.event(/.*/, async ({ event }) => void seen.add(namesOf(event)))
    }
    await withBolt({ App, way: 'HTTP', scope: botScope, userScope, listen }, async ({ slack }) => {
      await causeEverything(slack)
      await slack.settled()
    })
    const missing = Object.keys(facts).filter((name) => !seen.has(name))
    expect(missing.sort()).toEqual([...uncaused].sort())
  }, 30_000)
})
