import { slackDomain } from '../slack/facts/slack-domain.ts'

/**
 * Whether the simulator answers for this host instead of Slack. False for Slack's status page and documentation,
 * because they are not part of the API.
 */
export function isAnswered(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return slackDomain(name) !== undefined && !/^(?:status|docs|status-api)\./.test(name)
}
