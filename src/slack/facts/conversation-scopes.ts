/**
 * The kinds of conversation that have their own scopes. For each kind: the first word of its scopes, and its name
 * (docs.slack.dev/reference/methods/conversations.list).
 */
export const conversationKinds = {
  channels: 'public channels',
  groups: 'private channels',
  im: 'direct messages',
  mpim: 'group direct messages',
} as const

/** Returns the key of `conversationKinds` for a scope: `groups` for `groups:read`. Undefined for other scopes. */
export function familyOf(scope: string): keyof typeof conversationKinds | undefined {
  const [family = '', right = ''] = scope.split(':')
  return isFamily(family) && /^(?:read|history|write|manage)(?:\.|$)/.test(right) ? family : undefined
}

function isFamily(name: string): name is keyof typeof conversationKinds {
  return Object.hasOwn(conversationKinds, name)
}
