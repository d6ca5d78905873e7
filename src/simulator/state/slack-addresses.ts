import { slackDomain } from '../../slack/facts/slack-domain.ts'

/**
 * Whether a Host header names one of Slack's hosts, which means that the program sent the request to Slack and not to
 * the simulator.
 */
export function isSlackHostHeader(host: string): boolean {
  return domainOf(host) !== undefined
}

/**
 * Returns the base URL of the addresses in an answer. When `host` is one of Slack's hosts, returns the URL of the
 * workspace in the real Slack, because a program can check that the addresses are Slack's. Otherwise returns `own`.
 * @param own the simulator's base URL
 * @param host the Host header of the request
 */
export function baseUrl(own: string, host: string, workspaceDomain: string): string {
  const domain = domainOf(host)
  return domain === undefined ? own : `https://${workspaceDomain}.${domain}`
}

/**
 * Returns the base URL of one of Slack's services. When `base` is the URL of a workspace in the real Slack, returns the
 * URL of the service's own host, such as `https://files.slack.com`. Otherwise returns `base`, because the simulator has
 * one host for all services.
 */
export function serviceUrl(base: string, service: 'files' | 'hooks' | 'wss-primary'): string {
  return base.replace(/^https:\/\/[^.]+\.(slack(?:-gov)?\.com)$/, `https://${service}.$1`)
}

function domainOf(host: string): string | undefined {
  return slackDomain(host.replace(/\.?(?::\d+)?$/, ''))
}
