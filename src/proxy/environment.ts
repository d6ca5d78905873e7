import { earlierEnvironment, earlierVariable, noteEarlier } from '../net/earlier-environment.ts'
import { loopbackNames } from '../net/is-loopback.ts'
import { exceptionsIn, proxiesIn } from '../net/proxies.ts'
import { quotedPreload, turnToSimulator } from '../net/turn-to-simulator.ts'
import { trustStorePassword } from './java-trust-store.ts'
import { isAnswered } from './slack-hosts.ts'
import type { TrustFiles } from './trust-files.ts'
import type { ProgramEnvironment } from './types.ts'

export interface Turned {
  /** The proxy's address, with the credentials of this run. */
  readonly proxyUrl: string
  /** A port of the proxy that needs no credentials; null when there is none. */
  readonly openPort: number | null
  readonly simulatorUrl: string
  readonly trust: TrustFiles
}

/**
 * Returns an environment with which a program in any language sends its requests for Slack to the simulator. The proxy
 * and the certificates are in every variable that HTTP clients read. Node.js and Bun also get a file that they load at
 * their start.
 */
export function proxyEnvironment(given: ProgramEnvironment, turned: Turned): ProgramEnvironment {
  const environment = earlierEnvironment(given)
  const after = turnedEnvironment(environment, turned)
  return { ...after, [earlierVariable]: noteEarlier(environment, after) }
}

function turnedEnvironment(environment: ProgramEnvironment, turned: Turned): ProgramEnvironment {
  const { proxyUrl, openPort, simulatorUrl, trust } = turned
  const noProxy = withoutSlack(environment).join(',')
  return {
    ...turnToSimulator(environment, simulatorUrl),
    ...same(proxyUrl, ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']),
    ...same(noProxy, ['NO_PROXY', 'no_proxy']),
    NODE_EXTRA_CA_CERTS: trust.extra,
    NODE_USE_ENV_PROXY: '1',
    ...same(trust.bundle, ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']),
    DENO_CERT: trust.authority,
    BUN_OPTIONS: join(environment['BUN_OPTIONS'], `--preload ${quotedPreload()}`),
    // An empty part before the colon makes PHP read its own folder too.
    PHP_INI_SCAN_DIR: `${environment['PHP_INI_SCAN_DIR'] ?? ''}:${trust.folder}`,
    ...(openPort !== null && {
      JAVA_TOOL_OPTIONS: join(environment['JAVA_TOOL_OPTIONS'], javaOptions(openPort, trust)),
    }),
  }
}

/** Returns the options for Java. They contain no credentials, because Java prints its options when it starts. */
function javaOptions(openPort: number, { javaStore }: TrustFiles): string {
  return [
    ...['https', 'http'].flatMap((scheme) => [`-D${scheme}.proxyHost=127.0.0.1`, `-D${scheme}.proxyPort=${openPort}`]),
    '-Dhttp.nonProxyHosts=localhost|127.*|[::1]',
    `-Djavax.net.ssl.trustStore=${javaStore}`,
    '-Djavax.net.ssl.trustStoreType=JKS',
    `-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`,
  ].join(' ')
}

/**
 * Returns the new entries of NO_PROXY: this computer, and those of the user's entries that do not cover Slack's hosts.
 */
function withoutSlack(environment: ProgramEnvironment): string[] {
  const own = entriesOf(environment).filter((entry) => !coversSlack(entry))
  return [...new Set([...own, ...loopbackNames])]
}

/** Returns the entries of the user's NO_PROXY that cover Slack's hosts. These entries do not apply in this run. */
export function exceptionsForSlack(environment: ProgramEnvironment): string[] {
  return entriesOf(environment).filter(coversSlack)
}

/**
 * Returns the warning about the entries of NO_PROXY that do not apply in this run.
 * @param receiver the start of the sentence that says who gets NO_PROXY without these entries
 */
export function describeExceptions(receiver: 'The program gets' | 'Programs get', entries: readonly string[]): string {
  return `NO_PROXY contains Slack’s hosts. ${receiver} it without these: ${entries.join(', ')}`
}

function entriesOf(environment: ProgramEnvironment): string[] {
  return exceptionsIn(proxiesIn(environment))
}

function coversSlack(entry: string): boolean {
  return entry === '*' || /^\*?\.?com(?::\d+)?$/.test(entry) || isAnswered(entry.replace(/^\*?\.|:\d+$/g, ''))
}

function same(value: string, names: readonly string[]): ProgramEnvironment {
  return Object.fromEntries(names.map((name) => [name, value]))
}

function join(own: string | undefined, more: string): string {
  return own ? `${own} ${more}` : more
}
