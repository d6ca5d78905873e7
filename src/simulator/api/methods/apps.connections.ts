import type { Authorization } from '../../state/happening.ts'
import { answerOrRefusal, fail } from '../../state/refusal.ts'
import { type AppHandlers, isOn } from '../method.ts'
import { pageOf } from '../pagination.ts'

/**
 * The methods for app-level tokens: `apps.connections.open` opens a Socket Mode connection, and
 * `apps.event.authorizations.list` lists the users for whom an app received an event.
 */
export const appConnections = {
  'apps.connections.open': ({ args, connect }) => ({
    ok: true,
    url: connect({ debug: isOn(args['debug_reconnects']) }),
  }),

  'apps.event.authorizations.list': ({ world, app, args }) => {
    const context = world.contexts.get(args['event_context'] ?? '')
    if (!context || context.appId !== app.id) return fail('invalid_event_context')
    const paging = { prefix: 'authorization', id: (one: Authorization) => one.user_id, usual: 100 }
    return answerOrRefusal(() => {
      const { items, next } = pageOf(context.authorizations, args, paging)
      return { ok: true, authorizations: items, cursor_next: next }
    })
  },
} satisfies AppHandlers
