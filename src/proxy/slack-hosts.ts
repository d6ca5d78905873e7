/**
 * Whether the proxy answers for this host. Slack's status page and documentation are other services, and a program that
 * reads them calls no API.
 */
export function isAnswered(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  return /^(?:[\w-]+\.)*slack(?:-gov)?\.com$/.test(name) && !/^(?:status|docs|status-api)\./.test(name)
}
