import { slackDomain } from '../../slack/facts/slack-domain.ts'

/** Whether a Host header names one of Slack's hosts: the program believes that it speaks to Slack. */
export function isSlackHostHeader(host: string): boolean {
  return domainOf(host) !== undefined
}

/**
 * Returns the base URL for the addresses in an answer: that of the workspace at Slack for a request that was meant for
 * Slack, otherwise the simulator's own. So a program that checks the addresses in Slack's answers gets the addresses
 * that it expects.
 * @param host the Host header of the request
 */
export function baseUrl(own: string, host: string, workspaceDomain: string): string {
  const domain = domainOf(host)
  return domain === undefined ? own : `https://${workspaceDomain}.${domain}`
}

/**
 * Returns the base URL of one of Slack's services, which have hosts of their own: `https://files.slack.com`. The
 * simulator's own base URL serves them all.
 */
export function serviceUrl(base: string, service: 'files' | 'hooks' | 'wss-primary'): string {
  return base.replace(/^https:\/\/[^.]+\.(slack(?:-gov)?\.com)$/, `https://${service}.$1`)
}

function domainOf(host: string): string | undefined {
  return slackDomain(host.replace(/\.?(?::\d+)?$/, ''))
}
