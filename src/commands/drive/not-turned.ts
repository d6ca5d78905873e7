import { CliError } from '../../errors.ts'
import { cureFor, type Language, languages, trustCureFor } from '../../proxy/languages.ts'
import type { ProxyEvent } from '../../proxy/types.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import { tellingEnd } from './app-end.ts'
import type { AppProgram, RunningApp } from './app-language.ts'
import type { CommandLine } from './command-line.ts'
import type { Finding, FindingId } from './findings/finding.ts'

/** What is known of an app when it did not exchange a code at the simulator. */
export interface Unexchanged {
  readonly findings: readonly Finding[]
  /** The lines that the app printed during the scenario. */
  readonly output: readonly string[]
  readonly program: AppProgram
  /** What the proxy of this drive observed. */
  readonly events: readonly ProxyEvent[]
}

/** The findings that can occur because an exchange did not reach the simulator. */
const consequences: readonly FindingId[] = ['no-exchange', 'callback-refused', 'callback-crash']

/**
 * The languages for which a preloaded file sends the requests of every HTTP client to the simulator. If the simulator
 * received no call of such an app, the app made no call.
 */
const preloaded: readonly unknown[] = ['node', 'bun', 'deno']

/** Matches the errors of HTTP clients in many languages: no server was reached, or its certificate was not trusted. */
const unreachable =
  /getaddrinfo|gaierror|name resolution|name or service not known|nodename nor servname|no such host|could ?n.t resolve|could not resolve|UnknownHost|UnresolvedAddress|\bE(?:NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT|NETUNREACH|HOSTUNREACH)\b|connection refused|ConnectException|network is unreachable|no route to host|failed to open (?:tcp|stream)|timed out|dns error|lookup address|CERT|certificate|handshake/i

/** Matches the error codes of the real Slack for a client id or a code of the simulator. */
const slackAnswered =
  /\b(?:invalid_client_id|bad_client_secret|invalid_code|invalid_grant_type|oauth_authorization_url_mismatch)\b/

/**
 * The events of the proxy that show that a request cannot reach the simulator. Each has its cause and the change that
 * helps.
 */
const refusals: readonly (readonly [
  ProxyEvent['what'],
  says: string,
  cure: (language: Language | undefined) => string,
])[] = [
  [
    'certificate_refused',
    'its HTTP client accepts only a list of certificates of its own',
    (language) => trustCureFor(language, process.platform),
  ],
  [
    'protocol_refused',
    'its HTTP client speaks HTTP/2 only, and the simulator HTTP/1.1',
    () => 'Let it accept HTTP/1.1 while it is driven, or take the address of the Web API from SLACK_API_URL',
  ],
  [
    'unauthorized',
    'its HTTP client sends the proxy no credentials',
    () => 'Let it send the credentials in HTTPS_PROXY, or take the address of the Web API from SLACK_API_URL',
  ],
  [
    'other_port',
    'Slack’s hosts answer at port 443 only',
    () => 'Leave the port out of the address, or take the address of the Web API from SLACK_API_URL',
  ],
]

/**
 * Returns the error for an app whose exchange did not reach the simulator because of the set-up. That is no defect of
 * the app. Returns undefined when the app itself ended the install before the exchange. Call this function only when
 * the simulator has received no call of the app at all.
 */
export function notTurned(seen: Unexchanged): CliError | undefined {
  const { findings, output, program, events } = seen
  const unexchanged = findings.find(({ id }) => consequences.includes(id))
  if (!unexchanged) return undefined
  const { language } = program
  const name = language ? languages[language].name : 'native'
  for (const [what, says, cureOf] of refusals) {
    const refused = events.find((one) => one.what === what)
    if (refused)
      return error(`The app’s request for ${refused.host} did not reach the simulator: ${says}`, cureOf(language), seen)
  }
  const cure = cureFor(language, process.platform)
  if (language === 'container')
    return error('The app runs in a container, so its requests for Slack do not reach the simulator', cure, seen)
  if (program.hasEnvironment === false) {
    return error(
      'The app’s process did not get the environment of this drive, so its requests for Slack do not reach the simulator',
      'Start it by a command that passes the environment on, without env -i, sudo or a service manager',
      seen,
    )
  }
  const text = [unexchanged.evidence, ...output].join('\n')
  if (unreachable.test(text) || slackAnswered.test(text))
    return error(
      `The app’s requests for Slack did not reach the simulator: its ${name} client ignores HTTPS_PROXY`,
      cure,
      seen,
    )
  // If the app's page mentions the state, the app ended the install itself before it called Slack.
  if (preloaded.includes(language) || namesState(unexchanged)) return undefined
  return error(
    `The app answered its callback without a request that reached the simulator: either its ${name} client ignores HTTPS_PROXY, or it gave up before it called Slack`,
    cure,
    seen,
  )
}

export interface RunningUnexchanged {
  readonly findings: readonly Finding[]
  readonly app: RunningApp
  /** The current folder of the command `drive`. */
  readonly cwd: string
  /** The install address. */
  readonly url: URL
  readonly simulator: { readonly apiUrl: string }
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
}

/**
 * Returns the same error as `notTurned`, but for an app that ran before the drive. Drive could not set its environment
 * variables, so its HTTP clients may call the real Slack.
 */
export function runningNotTurned(seen: RunningUnexchanged): CliError | undefined {
  const { findings, app, cwd, url, simulator, again } = seen
  const unexchanged = findings.find(({ id }) => consequences.includes(id))
  if (!unexchanged || namesState(unexchanged)) return undefined
  const { started } = app
  const here = started?.cwd === cwd ? started.words.map(shellWord).join(' ') : undefined
  const command = here !== undefined && here.length <= 200 ? here : 'npm start'
  return new CliError('usage', `No request of the app reached the simulator at ${simulator.apiUrl}`, {
    code: 'app_not_turned',
    hint: `Stop it, and start it in a shell after eval "$(slack-tokens sim env)", or let drive start it: ${again({ url: url.href, start: command })}`,
    details: { language: app.language ?? null, seen: unexchanged.evidence },
  })
}

/**
 * Whether the app's page mentions the state. If it does, the app itself ended the install before it called Slack. Bolt
 * for Python gives the reason `invalid_browser`.
 */
function namesState({ evidence }: Finding): boolean {
  return /\bstate\b|csrf|\binvalid_browser\b/i.test(evidence)
}

function error(message: string, hint: string, { program, output, findings }: Unexchanged): CliError {
  const [{ evidence } = { evidence: '' }] = findings
  return new CliError('usage', message, {
    code: 'app_not_turned',
    hint,
    details: { language: program.language ?? null, seen: evidence, output: tellingEnd(output, 15) },
  })
}
