import type { TextSpan } from './candidate.ts'

/** Number of characters before and after a failure that are searched for its host. */
const [before, behind] = [300, 600]

/** Matches a host in a URL, after a word that announces a host, or before a port. */
const hosts =
  /(?:(?:https?|wss?):\/\/(?:[^\s/@"']{1,80}@)?|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|lookup|UnknownHostException:|resolve host:?|resolve|Host:|connect to|to host) ['"]?|\bhost(?:name)?["']?[=:] ?['"])([a-z0-9][a-z0-9.-]{0,99})|(?<![\w.-])([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,6}|localhost):\d{1,5}\b(?![:\d]|->)/gi

const slackHost = /(?:^|\.)slack(?:-gov|-edge)?\.com$/i
const privateAddress = /^(?:localhost$|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/i
const publicAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/
/** Matches names of files, and sites to which error messages link. */
const noHost =
  /\.(?:[cm]?[jt]sx?|py|rb|go|php|java|kt|cs|rs|ex)$|(?:^|\.)(?:haxx\.se|curl\.se|nodejs\.org|python\.org|readthedocs\.io|go\.dev)$/i

/** The host of a failed call, and its position. */
export interface FailedHost {
  readonly name: string
  readonly slack: boolean
}

/**
 * Returns the host in the text around a failure; a host of Slack comes first. Undefined when the text has no host, or
 * only a public IP address, which can belong to Slack.
 */
export function hostOf(plain: string, { start, end }: TextSpan): FailedHost | undefined {
  const part = plain.slice(Math.max(0, start - before), end + behind)
  const found = [...part.matchAll(hosts)].flatMap(({ 1: named, 2: withPort }) => {
    const name = (named ?? withPort ?? '').replace(/\.$/, '')
    const isHost =
      privateAddress.test(name) || (/\.[a-z]/i.test(name) && !noHost.test(name) && !publicAddress.test(name))
    return isHost ? [{ name: name.toLowerCase(), slack: slackHost.test(name) }] : []
  })
  return found.find(({ slack }) => slack) ?? found[0]
}

/** Words of Slack’s clients. In their errors, a host that is not Slack’s is a proxy or a custom base URL. */
const slackClient =
  /A request error occurred|An HTTP protocol error occurred|slack_web(?:api|hook)_(?:request|http)_error|The request to the Slack API failed|slack_sdk\b|com\.slack\.api\b|Slack::Web\b|slack\.com\/(?:api|services)\b/i

/** Whether a failure is about a call to Slack: the text is about Slack, and has no other host for the failure. */
export function isCallToSlack(plain: string, host?: FailedHost): boolean {
  return (host ? host.slack : /slack/i.test(plain)) || slackClient.test(plain)
}
