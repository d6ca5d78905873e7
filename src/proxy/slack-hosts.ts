import { slackDomain } from '../slack/facts/slack-domain.ts'

/**
 * Whether the proxy answers for this host. Slack's status page and documentation are other services, and a program that
 * reads them calls no API.
 */
export function isAnswered(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return slackDomain(name) !== undefined && !/^(?:status|docs|status-api)\./.test(name)
}
