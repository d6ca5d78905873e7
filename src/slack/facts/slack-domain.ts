/**
 * Returns the domain of Slack that a host name belongs to, in lower case: slack.com, or slack-gov.com of GovSlack.
 * Undefined for any other host.
 * @param hostname without port and without a dot at its end
 */
export function slackDomain(hostname: string): string | undefined {
  return /^(?:[\w-]+\.)*(slack(?:-gov)?\.com)$/i.exec(hostname)?.[1]?.toLowerCase()
}
