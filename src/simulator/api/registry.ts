import type { AppHandlers, ConfigHandlers, Handlers, OpenHandlers } from './method.ts'
import { api } from './methods/api.ts'
import { appConnections } from './methods/apps.connections.ts'
import { apps, manifests } from './methods/apps.ts'
import { assistantThreads } from './methods/assistant.threads.ts'
import { auth } from './methods/auth.ts'
import { bots } from './methods/bots.ts'
import { chatEdit } from './methods/chat.edit.ts'
import { chatScheduled } from './methods/chat.scheduled.ts'
import { chatStream } from './methods/chat.stream.ts'
import { chat } from './methods/chat.ts'
import { conversationsHistory } from './methods/conversations.history.ts'
import { conversationsManage } from './methods/conversations.manage.ts'
import { conversationsMembers } from './methods/conversations.members.ts'
import { conversations } from './methods/conversations.ts'
import { files } from './methods/files.ts'
import { functions } from './methods/functions.ts'
import { pins } from './methods/pins.ts'
import { reactions } from './methods/reactions.ts'
import { search } from './methods/search.ts'
import { team } from './methods/team.ts'
import { tooling } from './methods/tooling.ts'
import { usersProfile } from './methods/users.profile.ts'
import { users } from './methods/users.ts'
import { views } from './methods/views.ts'

/**
 * The handlers of methods that need the token of an install. A file has one family of methods; a large family has
 * several files, whose names start with the family's name.
 */
export const handlers: Handlers = {
  ...apps,
  ...assistantThreads,
  ...auth,
  ...bots,
  ...chat,
  ...chatEdit,
  ...chatScheduled,
  ...chatStream,
  ...conversations,
  ...conversationsHistory,
  ...conversationsManage,
  ...conversationsMembers,
  ...files,
  ...functions,
  ...pins,
  ...reactions,
  ...search,
  ...team,
  ...users,
  ...usersProfile,
  ...views,
}

/** The handlers of methods that need no token. */
export const openHandlers: OpenHandlers = { ...api, ...tooling }

/** The handlers of methods that need an app configuration token. */
export const configHandlers: ConfigHandlers = { ...manifests }

/** The handlers of methods that need an app-level token. */
export const appHandlers: AppHandlers = { ...appConnections }
