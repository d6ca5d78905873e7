import { CliError, foreignCode } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import { errorFacts } from '../facts/errors.ts'
import { otherHook } from '../facts/hook-addresses.ts'
import { parseJson } from '../facts/json-depth.ts'
import { maskWebhook } from '../facts/token-kinds.ts'
import { send } from './transport.ts'
import type { ReceivedAnswer, RequestContext } from './types.ts'

/**
 * Reads the URL of an incoming webhook: https, or http on this computer for the simulator.
 * @param source where it came from, in words; the URL itself is a secret and is not repeated.
 * @throws CliError usage.
 */
export function readWebhookUrl(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const other = otherHook(text)
  if (other) {
    throw new CliError('usage', `${source} is ${other.label}, not an incoming webhook`, {
      code: 'invalid_webhook_url',
      hint: `${other.means} An install with the scope incoming-webhook yields a webhook: slack-tokens login --add-scope incoming-webhook`,
    })
  }
  const fits = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
  if (fits && !url.username && !url.password) return url
  throw new CliError('usage', `${source} is not the URL of a webhook`, {
    code: 'invalid_webhook_url',
    hint: 'Copy the whole of it: it begins with https://hooks.slack.com/services/ and has three parts after that',
  })
}

/** The URL with its secret masked: Slack's own still tells workspace and webhook, of any other only the host is shown. */
export function shownWebhook({ host, pathname }: URL): string {
  const masked = maskWebhook(pathname)
  return masked === pathname ? `${host}/…` : `${host}${masked}`
}

/**
 * Posts through a webhook; a 429 is waited out. A redirect is not followed, as it would take the message elsewhere.
 * @throws CliError failed: network, time-out; slack: rate limited for longer than may be waited.
 */
export async function sendToWebhook(
  url: URL,
  payload: Readonly<Record<string, unknown>>,
  request: RequestContext,
): Promise<ReceivedAnswer> {
  return await send(
    {
      url,
      verb: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(payload),
      what: 'the webhook',
      maskedUrl: shownWebhook(url),
      bodySummary: `JSON: ${Object.keys(payload).join(', ')}`,
      readOnly: false,
    },
    request,
  )
}

/** What a webhook that works answers to a body that it cannot post. */
const alive = ['invalid_payload', 'no_text', 'missing_text_or_fallback_or_attachments']

/**
 * Whether a webhook works, with nothing posted: it is sent a body that is no JSON, and says `invalid_payload` when it
 * would have posted a whole one.
 * @returns why it would not post; undefined when it would.
 * @throws CliError as `sendToWebhook`.
 */
export async function probeWebhook(url: URL, request: RequestContext): Promise<CliError | undefined> {
  const received = await send(
    {
      url,
      verb: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{',
      what: 'the webhook',
      maskedUrl: shownWebhook(url),
      bodySummary: 'a broken body, which posts nothing',
      readOnly: true,
    },
    request,
  )
  if (received.status === 400 && alive.includes(received.text.trim())) return undefined
  return webhookError(url, received)
}

/**
 * What a webhook's answer says in words, undefined when the message was posted. Success is 200 with the text `ok`; a
 * failure is a code as plain text (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). What stands
 * between may answer in JSON.
 */
export function webhookError(url: URL, { status, headers, text }: ReceivedAnswer): CliError | undefined {
  const said = readJson(text)
  if (status === 200 && (text.trim() === 'ok' || said?.['ok'] === true)) return undefined
  const code = typeof said?.['error'] === 'string' ? said['error'] : text.trim()
  const facts = errorFacts(code, 'webhook')
  if (facts) {
    return new CliError(facts.ending, `The webhook answered ${status} ${code}. ${facts.means}`, {
      code: foreignCode(code),
      hint: facts.next,
      details: { status },
    })
  }
  // A code newer than the table, such as `some_new_code`; anything longer may be a page.
  if (status >= 400 && /^[A-Za-z_ ]{1,60}$/.test(code)) {
    return new CliError('slack', `The webhook answered ${status} ${code}`, {
      code: foreignCode(code),
      details: { status },
    })
  }
  return unreadable(url, status, String(headers['content-type'] ?? 'no content type').split(';')[0] ?? '')
}

function unreadable(url: URL, status: number, type: string): CliError {
  const moved = status >= 300 && status < 400
  return new CliError(
    'failed',
    moved
      ? `${url.host} answered ${status}, a redirect, which is never followed`
      : `${url.host} answered ${status} with ${type} instead of a webhook’s plain text`,
    {
      code: 'unreadable_answer',
      hint: moved
        ? 'Slack redirects from what is no webhook: copy the whole URL, with three parts after /services/'
        : status >= 500
          ? 'Slack has trouble: see status.slack.com, then try again'
          : 'A proxy or a login page may stand between: check the URL and HTTPS_PROXY',
      details: { status },
    },
  )
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return parseJson(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
