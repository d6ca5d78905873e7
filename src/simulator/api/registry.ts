import type { AppHandlers, ConfigHandlers, Handlers, OpenHandlers } from './method.ts'
import { api } from './methods/api.ts'
import { appConnections } from './methods/apps.connections.ts'
import { apps, manifests } from './methods/apps.ts'
import { auth } from './methods/auth.ts'
import { bots } from './methods/bots.ts'
import { chatEdit } from './methods/chat.edit.ts'
import { chatScheduled } from './methods/chat.scheduled.ts'
import { chat } from './methods/chat.ts'
import { conversationsHistory } from './methods/conversations.history.ts'
import { conversationsManage } from './methods/conversations.manage.ts'
import { conversationsMembers } from './methods/conversations.members.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { pins } from './methods/pins.ts'
import { reactions } from './methods/reactions.ts'
import { search } from './methods/search.ts'
import { team } from './methods/team.ts'
import { tooling } from './methods/tooling.ts'
import { usersProfile } from './methods/users.profile.ts'
import { users } from './methods/users.ts'
import { views } from './methods/views.ts'

/** Every simulated method. A family of methods is one file, or several files that begin with its name. */
export const handlers: Handlers = {
  ...apps,
  ...auth,
  ...bots,
  ...chat,
  ...chatEdit,
  ...chatScheduled,
  ...conversations,
  ...conversationsHistory,
  ...conversationsManage,
  ...conversationsMembers,
  ...files,
  ...pins,
  ...reactions,
  ...search,
  ...team,
  ...users,
  ...usersProfile,
  ...views,
}

/** The same for the methods that need no token. */
export const openHandlers: OpenHandlers = { ...api, ...tooling }

/** The same for the methods that need an app configuration token. */
export const configHandlers: ConfigHandlers = { ...manifests }

/** The same for the methods that need an app-level token. */
export const appHandlers: AppHandlers = { ...appConnections }
