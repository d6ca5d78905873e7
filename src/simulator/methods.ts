import type { ConfigHandlers, Handlers, OpenHandlers } from './method.ts'
import { api } from './methods/api.ts'
import { apps, manifests } from './methods/apps.ts'
import { auth } from './methods/auth.ts'
import { bots } from './methods/bots.ts'
import { chat } from './methods/chat.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { history } from './methods/history.ts'
import { search } from './methods/search.ts'
import { team } from './methods/team.ts'
import { tooling } from './methods/tooling.ts'
import { users } from './methods/users.ts'

/** Every method that does something here. A new family is one file and one line. */
export const handlers: Handlers = {
  ...apps,
  ...auth,
  ...bots,
  ...chat,
  ...conversations,
  ...files,
  ...history,
  ...search,
  ...team,
  ...users,
}

/** The same for the methods that need no token. */
export const openHandlers: OpenHandlers = { ...api, ...tooling }

/** The same for the methods that need an app configuration token. */
export const configHandlers: ConfigHandlers = { ...manifests }
