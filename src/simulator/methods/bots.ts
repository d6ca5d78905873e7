import { fail, type Handlers } from '../method.ts'
import { findApp } from '../people.ts'

export const bots = {
  'bots.info': ({ world, args }) => {
    const person = world.state.people.find(({ bot }) => bot !== undefined && bot.id === args['bot'])
    if (!person?.bot) return fail('bot_not_found')
    const { id, appId } = person.bot
    return {
      ok: true,
      bot: {
        id,
        deleted: person.deleted === true,
        name: findApp(world, appId)?.name ?? person.name,
        app_id: appId,
        user_id: person.id,
        icons: {},
      },
    }
  },
} satisfies Handlers
