/** The commands of Slack itself that the simulator has, with the texts for the list in the message field. */
export const slackCommands = [
  { command: '/invite', usage: '@name', description: 'Invite somebody to this channel' },
  { command: '/kick', usage: '@name', description: 'Remove somebody from this channel' },
  { command: '/leave', usage: '', description: 'Leave this channel' },
  { command: '/me', usage: 'your text', description: 'Write what you do' },
  { command: '/remove', usage: '@name', description: 'Remove somebody from this channel' },
  { command: '/topic', usage: 'new topic', description: 'Set the topic of this channel' },
] as const

export type SlackCommandName = (typeof slackCommands)[number]['command']
