import { type AnswerBody, fail } from '../../state/refusal.ts'
import type { World } from '../../state/types.ts'
import { findApp } from '../../state/users.ts'
import { peopleIn } from '../../state/workspaces.ts'
import type { Handlers } from '../method.ts'

export const bots = {
  'bots.info': ({ world, args }) => {
    const id = args['bot'] ?? ''
    const person = peopleIn(world).find(({ bot }) => bot !== undefined && bot.id === id)
    if (person?.bot) {
      return botView(world, { id, appId: person.bot.appId, userId: person.id, deleted: person.deleted === true })
    }
    // Each webhook has a bot id of its own, without a bot user.
    const hook = world.state.webhooks.find(({ path }) => path.split('/')[1] === id)
    return hook ? botView(world, { id, appId: hook.appId, deleted: hook.dead === true }) : fail('bot_not_found')
  },
} satisfies Handlers

interface Bot {
  readonly id: string
  readonly appId: string
  readonly userId?: string
  readonly deleted: boolean
}

function botView(world: World, { id, appId, userId, deleted }: Bot): AnswerBody {
  const name = findApp(world, appId)?.name ?? appId
  const bot = { id, deleted, name, app_id: appId, ...(userId !== undefined && { user_id: userId }), icons: {} }
  return { ok: true, bot }
}
