import type { Handlers, OpenHandlers } from './method.ts'
import { api } from './methods/api.ts'
import { auth } from './methods/auth.ts'
import { bots } from './methods/bots.ts'
import { chat } from './methods/chat.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { history } from './methods/history.ts'
import { search } from './methods/search.ts'
import { team } from './methods/team.ts'
import { users } from './methods/users.ts'

/** Every method that does something here. A new family is one file and one line. */
export const handlers: Handlers = {
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
export const openHandlers: OpenHandlers = { ...api }
