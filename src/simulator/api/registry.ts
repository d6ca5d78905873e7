import type { ConfigHandlers, Handlers, OpenHandlers } from './method.ts'
import { api } from './methods/api.ts'
import { apps, manifests } from './methods/apps.ts'
import { auth } from './methods/auth.ts'
import { bots } from './methods/bots.ts'
import { edit } from './methods/chat.edit.ts'
import { scheduled } from './methods/chat.scheduled.ts'
import { chat } from './methods/chat.ts'
import { history } from './methods/conversations.history.ts'
import { channels } from './methods/conversations.manage.ts'
import { members } from './methods/conversations.members.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { pins } from './methods/pins.ts'
import { reactions } from './methods/reactions.ts'
import { search } from './methods/search.ts'
import { team } from './methods/team.ts'
import { tooling } from './methods/tooling.ts'
import { profile } from './methods/users.profile.ts'
import { users } from './methods/users.ts'
import { views } from './methods/views.ts'

/** Every method that does something here. A new family is one file and one line. */
export const handlers: Handlers = {
  ...apps,
  ...auth,
  ...bots,
  ...channels,
  ...chat,
  ...conversations,
  ...edit,
  ...files,
  ...history,
  ...members,
  ...pins,
  ...profile,
  ...reactions,
  ...scheduled,
  ...search,
  ...team,
  ...users,
  ...views,
}

/** The same for the methods that need no token. */
export const openHandlers: OpenHandlers = { ...api, ...tooling }

/** The same for the methods that need an app configuration token. */
export const configHandlers: ConfigHandlers = { ...manifests }
