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
 * @param source names the input in the error, because the URL itself is a secret.
 * @throws CliError with the exit reason `usage` when the text is not the URL of a webhook.
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
  throw new CliError('usage', `${source} is not a webhook URL`, {
    code: 'invalid_webhook_url',
    hint: 'Copy the whole URL: https://hooks.slack.com/services/ and three parts after that',
  })
}

/**
 * Returns the URL with its secret masked. For Slack's webhooks, the ids of workspace and webhook stay readable; for
 * other webhooks, only the host stays readable.
 */
export function shownWebhook({ host, pathname }: URL): string {
  const masked = maskWebhook(pathname)
  return masked === pathname ? `${host}/…` : `${host}${masked}`
}

/**
 * Posts to a webhook; waits and retries after a 429. Follows no redirect, because a redirect could send the message to
 * another server.
 * @throws CliError with the exit reason `failed` when the network fails, or no answer arrives in time; with `slack`
 * when Slack requires a longer wait than `maxWait`.
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

/** The answers of a working webhook to a body that contains no message. */
const alive = ['invalid_payload', 'no_text', 'missing_text_or_fallback_or_attachments']

/**
 * Checks a webhook without posting: it sends a body that is not JSON, for which a working webhook answers
 * `invalid_payload`.
 * @returns the error that a message would get; undefined when it would be posted.
 * @throws CliError like `sendToWebhook`.
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
 * Returns the error in a webhook's answer. Undefined when the message was posted: status 200 with the text `ok`. A
 * failure is a code as plain text (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). A proxy in
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
  // The code may be newer than the table, such as `some_new_code`. A longer text may be a web page.
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
        ? 'Slack redirects an incomplete webhook URL: copy the whole URL, with three parts after /services/'
        : status >= 500
          ? 'Slack has trouble: see status.slack.com, then try again'
          : 'A proxy or a login page may have answered: check the URL and HTTPS_PROXY',
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
