import { CliError } from '../../errors.ts'
import { proxyUrl } from '../../net/proxies.ts'
import type { Context } from '../../runtime/context.ts'
import type { Settings } from '../../runtime/settings.ts'
import { callMethod } from '../../slack/client/client.ts'
import { check, type DoctorCheck } from './check-result.ts'

/** The time limit for the call of api.test, in milliseconds. A slower answer is reported as a problem. */
const longest = 2500

/** Calls api.test, which needs no token. Compares this machine's clock with the Date header of the answer. */
export async function checkSlack(apiUrl: string, context: Context): Promise<DoctorCheck[]> {
  const { clock, settings } = context
  const patience = Math.min(longest, settings.httpTimeout)
  const host = new URL(apiUrl).host
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(patience + 100)])
  try {
    const started = clock.now()
    const request = {
      ...context,
      http: await context.http(),
      timeout: patience,
      maxWait: Math.min(patience, settings.maxWait),
      signal,
      once: true,
    }
    const { body, headers } = await callMethod({ apiUrl, method: 'api.test' }, request)
    const took = clock.now() - started
    const slack =
      body['ok'] === true
        ? check('Slack', 'ok', `${host} answers (${took} ms)`)
        : check('Slack', 'warn', `${host} answers api.test with a refusal`, `slack-tokens call api.test --verbose`)
    return [slack, judgeClock(Date.parse(String(headers['date'])) - clock.now())]
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason
    if (error instanceof CliError) return [check('Slack', 'fail', error.message, nextFor(error, settings))]
    if (!signal.aborted) throw error
    return [check('Slack', 'fail', `${host}: no answer within ${patience / 1000} s`, 'Try again, or use --offline')]
  }
}

/**
 * Returns the hint of an error for the next step. Leaves out “check the spelling of --api-url” when that option was not
 * used.
 */
export function nextFor({ hint, code }: CliError, { apiUrl }: Pick<Settings, 'apiUrl'>): string | null {
  if (apiUrl || !hint?.includes('--api-url')) return hint ?? null
  return code === 'ENOTFOUND'
    ? 'Check the network, and whether a VPN or proxy (HTTPS_PROXY) is needed'
    : 'Check the network and any proxy (HTTPS_PROXY), then run the command again'
}

/**
 * Reports the difference between the clocks.
 * @param ahead milliseconds that Slack's clock is ahead of this machine's clock; NaN when the answer has no Date
 * header.
 */
export function judgeClock(ahead: number): DoctorCheck {
  if (Number.isNaN(ahead)) return check('clock', 'ok', 'not compared: the answer has no date')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (seconds <= 60) return check('clock', 'ok', 'agrees with Slack’s')
  return check(
    'clock',
    'warn',
    `${seconds} s ${ahead > 0 ? 'behind' : 'ahead of'} Slack’s: token expiry and certificates are then checked with a wrong time`,
    'Set the clock of this machine',
  )
}

/** Checks the proxy setting. Shows only the proxy's host, because the URL may contain a password. */
export function judgeProxy({ proxy, noProxy }: Pick<Settings, 'proxy' | 'noProxy'>): DoctorCheck {
  if (proxy === undefined) return check('proxy', 'ok', 'none')
  const url = proxyUrl(proxy)
  return url
    ? check('proxy', 'ok', `calls to Slack go through ${url.host}, except ${noProxy ? `to ${noProxy}` : 'to loopback'}`)
    : check('proxy', 'fail', 'HTTPS_PROXY is not an http or https URL', 'Set it to http://HOST:PORT, or unset it')
}
