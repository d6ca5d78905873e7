/** Slack's own commands that the simulator supports. The message field lists them with these texts. */
export const slackCommands = [
  { command: '/invite', usage: '@name', description: 'Invite somebody to this channel' },
  { command: '/kick', usage: '@name', description: 'Remove somebody from this channel' },
  { command: '/leave', usage: '', description: 'Leave this channel' },
  { command: '/me', usage: 'your text', description: 'Write what you do' },
  { command: '/remove', usage: '@name', description: 'Remove somebody from this channel' },
  { command: '/topic', usage: 'new topic', description: 'Set the topic of this channel' },
] as const

export type SlackCommandName = (typeof slackCommands)[number]['command']
