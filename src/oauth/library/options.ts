import { CliError } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import { simulatorVariable } from '../../net/turn-to-simulator.ts'
import { processEnvironment } from '../../runtime/process-host.ts'
import { checkedApiUrl, slackApiUrl } from '../../runtime/settings.ts'
import { type Problem, problemsOf } from '../../shape/problems.ts'
import { like, listOf, object, oneOf, optional, plain, sizedText, text } from '../../shape/shape.ts'
import { checkedCertificate } from '../callback/certificate.ts'
import type { PageWords } from '../callback/page.ts'
import type { Certificate } from '../callback/self-signed.ts'
import { judgeScopes } from '../choose-scopes.ts'
import { checkClientId, checkClientSecret } from '../credentials.ts'
import { checkDesktopRedirect, chooseRedirect, httpNote } from '../redirect-uri.ts'
import type { InstallRequest } from '../types.ts'
import { InstallError } from './error.ts'
import type { InstallNotice, RunInstallOptions } from './types.ts'

/** The longest time that a timer can wait, in milliseconds: 24 days. */
const longest = 2 ** 31 - 1

const call = plain<() => void>('a function', (value) => typeof value === 'function')
const milliseconds = plain<number>(
  `milliseconds from 1 to ${longest}`,
  (value) => typeof value === 'number' && value >= 1 && value <= longest,
)
const port = plain<number>(
  'a port',
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
)
const scopes = listOf(like(/^[a-z][\w.:-]*$/i, 'the name of a scope'))
const signal = plain<AbortSignal>('an AbortSignal', isSignal)

/** Whether a value is an AbortSignal, also one of another realm, as in some test runners. */
export function isSignal(value: unknown): value is AbortSignal {
  return Object.prototype.toString.call(value) === '[object AbortSignal]'
}

/** The shape of the options. Programs in JavaScript have no compiler that checks them. */
const shape = object<RunInstallOptions>(
  {
    clientId: sizedText({ least: 1, most: 200 }),
    clientSecret: optional(sizedText({ least: 1, most: 1000 })),
    scopes: optional(scopes),
    userScopes: optional(scopes),
    flow: optional(oneOf('v1', 'v2', 'v2_user')),
    redirectUri: optional(text),
    port: optional(port),
    portInUse: optional(oneOf('fail', 'submit')),
    certificate: optional(object({ cert: text, key: text })),
    team: optional(like(/^[TE][A-Z0-9]+$/, 'the id of a workspace (T…) or an organization (E…)')),
    program: optional(sizedText({ least: 1, most: 60 })),
    apiUrl: optional(text),
    timeout: optional(milliseconds),
    requestTimeout: optional(milliseconds),
    signal: optional(signal),
    onReady: call,
    onNotice: optional(call),
  },
  'closed',
)

/** The options of one install, checked and complete. */
export interface PreparedInstall {
  readonly request: InstallRequest
  readonly words: PageWords
  readonly portInUse: 'fail' | 'submit'
  readonly requestTimeout: number
  /** What the person should know before the browser opens. */
  readonly notices: readonly InstallNotice[]
}

/**
 * Checks the options of `runInstall`, by the rules of `login`.
 * @throws InstallError with the code `invalid_options`: an option is unknown, missing or of another type; CliError with
 * the exit reason `usage`: Slack would refuse the install. No message contains a secret.
 */
export function prepareInstall(options: RunInstallOptions): PreparedInstall {
  const [problem] = problemsOf(shape, options)
  if (problem) throw invalidOption(problem)
  const { clientId, clientSecret = null, flow = 'v2', scopes: botScopes = [], userScopes = [], apiUrl } = options
  checkClientId(clientId, 'clientId')
  if (clientSecret !== null) checkClientSecret(clientSecret)
  const simulator = apiUrl === undefined ? processEnvironment()[simulatorVariable] : undefined
  const unknownScopes: string[] = []
  judgeScopes(
    { bot: botScopes, user: userScopes },
    // The simulator knows all of its scopes.
    { flow, notes: unknownScopes, refuseUnknown: Boolean(simulator) },
  )
  const pkce = clientSecret === null
  const { redirectUri: uri, port } = options
  const redirect = chooseRedirect({ uri, port, plain: pkce, source: 'redirectUri' })
  if (pkce) checkDesktopRedirect(botScopes, redirect)
  const slack = apiUrl === undefined ? usualApiUrl(simulator) : checkedApiUrl(apiUrl, 'apiUrl')
  // Only Slack itself refuses http.
  const http = pkce || isLoopback(new URL(slack)) ? undefined : httpNote(redirect)
  const certificate = options.certificate && givenPair(options.certificate)
  const { team, program, timeout = 300_000 } = options
  return {
    request: {
      ...{ flow, clientId, clientSecret, botScopes, userScopes, redirect, timeout },
      apiUrl: slack,
      simulator: false,
      ...(certificate && { certificate }),
      ...(team !== undefined && { team }),
    },
    words: {
      program: program ?? 'Slack install',
      place: program ?? 'the program',
      kept: `${program ?? 'The program'} received the tokens.`,
    },
    portInUse: options.portInUse ?? 'fail',
    requestTimeout: options.requestTimeout ?? 30_000,
    notices: [
      ...unknownScopes.map((message) => ({ code: 'unknown_scope', message }) as const),
      ...(http === undefined ? [] : [{ code: 'http_redirect', message: http } as const]),
    ],
  }
}

/** Returns the simulator’s API in a program that `sim run` started: the consent page must not be the real Slack’s. */
function usualApiUrl(simulator: string | undefined): string {
  return simulator ? checkedApiUrl(`${simulator}/api/`, simulatorVariable) : slackApiUrl
}

function invalidOption({ path, fault }: Problem): InstallError {
  const error = (message: string) => new InstallError(`runInstall: ${message}`, { code: 'invalid_options' })
  if (fault.is === 'unknown key') return error(`unknown option ${fault.key}; the options are ${fault.known.join(', ')}`)
  if (fault.is === 'missing') return error(`${path} is missing`)
  // The message does not repeat the value, which can be a secret.
  const { means } = { means: 'something else', ...fault }
  return error(`${path || 'the argument'} must be ${fault.is === 'size' ? sizeOf(fault.sizes) : means}`)
}

function sizeOf({ least, most }: { readonly least: number; readonly most: number }): string {
  return `a text of ${least} to ${most} characters`
}

/**
 * @throws CliError with the exit reason `usage`: the certificate or the key is not PEM, or they do not belong together
 */
function givenPair(pair: { readonly cert: string; readonly key: string }): Certificate {
  let checked: Certificate | undefined
  try {
    checked = checkedCertificate(pair)
  } catch {
    // The error of Node.js says less than the message below.
  }
  if (checked) return checked
  throw new CliError('usage', 'runInstall: certificate must have a certificate and its key, both PEM', {
    code: 'certificate_unreadable',
  })
}
