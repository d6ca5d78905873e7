/** A named set of scopes, for `--scope-set`. */
export interface ScopeSet {
  /** What the set is for, in one line that starts with a verb. */
  readonly means: string
  /** The scopes of the bot token; empty when no bot token can do this. */
  readonly bot: readonly string[]
  /** The scopes of the user token. */
  readonly user: readonly string[]
  /**
   * The methods for which the set is made. Each token that has scopes in the set may call the methods that accept this
   * kind of token.
   */
  readonly methods: readonly string[]
}

const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history']
const lists = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const marks = ['reactions:read', 'reactions:write', 'pins:read', 'pins:write', 'bookmarks:read', 'bookmarks:write']

/**
 * The sets of scopes that a test install often needs. methods.ts shows which scopes the methods of a set need. A scope
 * that no method needs is there for events, or for a place to post in; scope-sets.test.ts names these scopes.
 */
export const scopeSets = {
  messaging: {
    means: 'post, change and delete messages, in channels and directly',
    bot: ['chat:write', 'chat:write.public', 'channels:read', 'groups:read', 'im:write', 'users:read'],
    user: ['chat:write'],
    methods: [
      'chat.postMessage',
      'chat.update',
      'chat.delete',
      'conversations.open',
      'conversations.list',
      'users.list',
    ],
  },
  history: {
    means: 'read the messages of all conversations that the token is in',
    bot: [...lists, ...history, 'users:read'],
    user: [...lists, ...history, 'users:read'],
    methods: ['conversations.history', 'conversations.replies', 'conversations.list', 'users.info'],
  },
  channels: {
    means: 'create, join, rename and archive channels, invite and remove people',
    bot: ['channels:read', 'channels:join', 'channels:manage', 'groups:read', 'groups:write'],
    user: ['channels:read', 'channels:write', 'groups:read', 'groups:write'],
    methods: ['conversations.create', 'conversations.join', 'conversations.invite', 'conversations.list'],
  },
  files: {
    means: 'upload, read and delete files',
    bot: ['files:read', 'files:write', 'channels:read', 'groups:read'],
    user: ['files:read', 'files:write', 'channels:read', 'groups:read'],
    methods: ['files.getUploadURLExternal', 'files.completeUploadExternal', 'files.list', 'conversations.list'],
  },
  people: {
    means: 'read people, their profiles and email addresses, user groups and the workspace',
    bot: ['users:read', 'users:read.email', 'users.profile:read', 'usergroups:read', 'team:read'],
    user: ['users:read', 'users:read.email', 'users.profile:read', 'usergroups:read', 'team:read'],
    methods: ['users.list', 'users.lookupByEmail', 'users.profile.get', 'usergroups.list', 'team.info'],
  },
  search: {
    means: 'search messages and files as the person',
    bot: [],
    user: ['search:read', 'users:read'],
    methods: ['search.messages', 'search.files', 'users.info'],
  },
  reactions: {
    means: 'read and change reactions, pins and bookmarks',
    bot: marks,
    user: marks,
    methods: ['reactions.add', 'reactions.get', 'pins.add', 'pins.list', 'bookmarks.add', 'bookmarks.list'],
  },
  agent: {
    means: 'answer mentions, direct messages and assistant threads',
    bot: ['app_mentions:read', 'assistant:write', 'chat:write', ...history, 'users:read'],
    user: [],
    methods: [
      'assistant.threads.setTitle',
      'assistant.threads.setStatus',
      'chat.postMessage',
      'conversations.replies',
      'users.info',
    ],
  },
} as const satisfies Readonly<Record<string, ScopeSet>>

/** Returns the set of that name; undefined when there is none. */
export function scopeSet(name: string): ScopeSet | undefined {
  return Object.hasOwn(scopeSets, name) ? scopeSets[name as keyof typeof scopeSets] : undefined
}
