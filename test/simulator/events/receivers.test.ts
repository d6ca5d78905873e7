import { describe, expect, it } from 'vitest'
import { authorizationsFor } from '../../../src/simulator/events/receivers.ts'
import { subscriptionsOf } from '../../../src/simulator/events/subscriptions.ts'
import type { EventDraft } from '../../../src/simulator/events/types.ts'
import type { Channel } from '../../../src/simulator/state/content-types.ts'
import { isEventName } from '../../../src/slack/facts/events.ts'
import { onlyApp, subscribe } from '../../support/events.ts'
import { bot, dana, type Installed, installedWorld } from '../../support/installed-world.ts'

interface Situation {
  readonly scopes?: { readonly bot?: string[]; readonly user?: string[] }
  readonly subscribed?: 'bot' | 'user' | 'both'
  /** The ids of the channel’s members. */
  readonly members?: string[]
  readonly kind?: Channel['kind']
  readonly change?: (installed: Installed) => void
}

/** Returns the ids of the bot and of the people in whose name the app receives the event. */
function receivers(name: string, situation: Situation = {}, draft: Partial<EventDraft> = {}): string[] {
  if (!isEventName(name)) throw new Error(`No event: ${name}`)
  const { scopes = {}, subscribed = 'both', members = [dana, bot.user], kind = 'public', change } = situation
  const installed = installedWorld(scopes)
  const { world } = installed
  const [channel] = world.state.channels
  if (!channel) throw new Error('The world has no channel')
  Object.assign(channel, { members, kind })
  const app = onlyApp(world)
  const names = { bot: subscribed === 'user' ? [] : [name], user: subscribed === 'bot' ? [] : [name] }
  subscribe(app, { ...names, url: 'http://localhost:3000/slack/events' })
  change?.(installed)
  const whole: EventDraft = { name, channel, event: () => ({ type: name }), ...draft }
  return authorizationsFor(world, { app, subscriptions: subscriptionsOf(app), draft: whole }).map(
    ({ user_id }) => user_id,
  )
}

const history = { bot: ['channels:history'], user: ['channels:history'] }

/** Moves the bot’s installation to a second workspace, which has no people and channels in common with the first. */
function elsewhere({ world, bot: token }: Installed): void {
  world.state.moreWorkspaces = [{ id: 'T0SIMELSE', name: 'Else', domain: 'else', people: [], channels: [] }]
  token.workspaceId = 'T0SIMELSE'
}

describe('the receivers of an event', () => {
  it('are the bot first, then the person', () => {
    expect(receivers('message.channels', { scopes: history })).toEqual([bot.user, dana])
  })

  it.each<[string, Situation, string[]]>([
    ['when only the person has a subscription', { scopes: history, subscribed: 'user' }, [dana]],
    ['when the bot lacks the scope', { scopes: { bot: ['chat:write'], user: ['channels:history'] } }, [dana]],
    ['when the bot is not in the channel', { scopes: history, members: [dana] }, [dana]],
    [
      'when the bot token is revoked',
      { scopes: history, change: ({ bot: token }) => void Object.assign(token, { revoked: true }) },
      [dana],
    ],
    ['when the bot is in another workspace', { scopes: history, change: elsewhere }, [dana]],
  ])('do not include the bot %s', (_, situation, expected) => {
    expect(receivers('message.channels', situation)).toEqual(expected)
  })

  it.each(['app_mention', 'app_home_opened', 'assistant_thread_started'])(
    'never include a person for the event %s',
    (name) => {
      const scopes = { bot: ['app_mentions:read'], user: ['app_mentions:read'] }
      expect(receivers(name, { scopes })).toEqual([bot.user])
    },
  )

  it('are only the person for star_added, which only user tokens receive', () => {
    expect(
      receivers('star_added', { scopes: { bot: ['stars:read'], user: ['stars:read'] } }, { personId: dana }),
    ).toEqual([dana])
  })

  it('are the bot or the person, depending on who has the scope for this kind of conversation', () => {
    const scopes = { bot: ['channels:read'], user: ['groups:read'] }
    expect(receivers('member_joined_channel', { scopes })).toEqual([bot.user])
    expect(receivers('member_joined_channel', { scopes, kind: 'private' })).toEqual([dana])
  })

  it('for reaction_added, are the bot and the person in a public channel, but only members in a private channel', () => {
    const scopes = { bot: ['reactions:read'], user: ['reactions:read'] }
    expect(receivers('reaction_added', { scopes, members: [] })).toEqual([bot.user, dana])
    expect(receivers('reaction_added', { scopes, members: [dana], kind: 'private' })).toEqual([dana])
  })

  it('for channel_left, are only the person whom the event is about', () => {
    const scopes = { bot: ['channels:read'], user: ['channels:read'] }
    expect(receivers('channel_left', { scopes }, { personId: dana })).toEqual([dana])
  })

  it('do not include an app when the event is for another app', () => {
    expect(receivers('app_home_opened', {}, { appId: 'A0OTHER' })).toEqual([])
  })

  it('include an org-wide install only in the workspaces to which an admin added the app', () => {
    const change = ({ world, bot: token }: Installed) => {
      world.state.organization = { id: 'E0SIMORG', name: 'Org', domain: 'org', teams: ['T0SIM0001'] }
      token.workspaceId = 'E0SIMORG'
    }
    expect(receivers('message.channels', { scopes: history, change, subscribed: 'bot' })).toEqual([bot.user])
    const alone = (installed: Installed) => {
      change(installed)
      if (installed.world.state.organization) installed.world.state.organization.teams = []
    }
    expect(receivers('message.channels', { scopes: history, change: alone, subscribed: 'bot' })).toEqual([])
  })
})
