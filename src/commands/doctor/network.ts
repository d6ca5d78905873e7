import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import type { Settings } from '../../runtime/settings.ts'
import { callMethod } from '../../slack/client/client.ts'
import { check, type DoctorCheck } from './check-result.ts'

/** Milliseconds for the one call; whatever takes longer is a finding. */
const longest = 2500

/** Calls api.test, which takes no token, and reads Slack's clock off the answer. */
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

/** The same hint; nobody misspelt an address that was not given. */
export function nextFor({ hint, code }: CliError, { apiUrl }: Pick<Settings, 'apiUrl'>): string | null {
  if (apiUrl || !hint?.includes('--api-url')) return hint ?? null
  return code === 'ENOTFOUND'
    ? 'Check the network, and whether a VPN or proxy (HTTPS_PROXY) is needed'
    : 'Check the network and any proxy (HTTPS_PROXY), then run the command again'
}

/** @param ahead milliseconds that Slack's clock is ahead of this one; NaN when its answer told none. */
export function judgeClock(ahead: number): DoctorCheck {
  if (Number.isNaN(ahead)) return check('clock', 'ok', 'not compared: the answer told no time')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (seconds <= 60) return check('clock', 'ok', 'agrees with Slack’s')
  return check(
    'clock',
    'warn',
    `${seconds} s ${ahead > 0 ? 'behind' : 'ahead of'} Slack’s: rotation times and certificates will be wrong`,
    'Set the clock of this machine',
  )
}

/** The proxy that calls to Slack go through. Its address may hold a password, so only the host is shown. */
export function judgeProxy({ proxy, noProxy }: Pick<Settings, 'proxy' | 'noProxy'>): DoctorCheck {
  if (proxy === undefined) return check('proxy', 'ok', 'none')
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined
  return url && /^https?:$/.test(url.protocol)
    ? check(
        'proxy',
        'ok',
        `calls to Slack go through ${url.host}; ${noProxy ? `not those to ${noProxy}` : 'loopback never does'}`,
      )
    : check('proxy', 'fail', 'HTTPS_PROXY is not an http or https URL', 'Set it to http://HOST:PORT, or unset it')
}
