import type { Http } from '../context.ts'
import { CliError, systemCode } from '../errors.ts'
import { isLoopback } from '../is-loopback.ts'
import type { Hop, NoPage, Page } from './hop.ts'
import { createJar } from './jar.ts'
import { excerpt } from './page.ts'
import { isAtSlack, shownUrl } from './place.ts'

/** Characters of a page that are read. */
const longestPage = 1_000_000

export interface BrowserOptions {
  readonly http: Http
  readonly signal: AbortSignal
  /** Milliseconds that one hop may take. */
  readonly patience: number
  /** Hosts besides loopback that may be visited. */
  readonly allowedHosts: readonly string[]
}

/** What a person's browser does: navigates and keeps cookies. It follows nothing by itself. */
export interface Browser {
  readonly hops: Hop[]
  readonly allowedHosts: readonly string[]
  /**
   * Goes to `url`. `crossSite` when another site sent it there; `body` is that of a form that is posted.
   * @throws CliError usage, when the host is neither loopback nor allowed; failed, when the certificate does not hold.
   */
  visit(url: URL, crossSite: boolean, body?: string): Promise<Page | NoPage>
}

export function createBrowser(options: BrowserOptions): Browser {
  const jar = createJar()
  const hops: Hop[] = []
  return {
    hops,
    allowedHosts: options.allowedHosts,
    async visit(url, crossSite, body) {
      checkHost(url, options.allowedHosts)
      const { header, sent } = await jar.headerFor(url, crossSite)
      const lost = await jar.lostAt(url, crossSite)
      const answer = await send({ url, cookie: header, body }, options)
      const hop = { verb: body === undefined ? 'GET' : 'POST', url: shownUrl(url), at: 'app', sent } as const
      if (answer.kind !== 'page') {
        hops.push({ ...hop, status: null, set: [], deleted: [], lost, means: answer.says })
        return answer
      }
      const { set, deleted, refused } = await jar.take(url, answer.cookies)
      hops.push({ ...hop, status: answer.status, set, deleted, lost: [...lost, ...refused], means: meaning(answer) })
      return answer
    },
  }
}

/** @throws CliError usage: the host is Slack's own, `slack_host`, or neither loopback nor allowed, `not_loopback`. */
export function checkHost(url: URL, allowed: readonly string[]): void {
  if (isAtSlack(url)) throw realSlack(url)
  if (/^https?:$/.test(url.protocol) && (isLoopback(url) || allowed.includes(url.hostname))) return
  throw new CliError('usage', `${url.host || url.protocol} is not on this computer, so nothing is sent there`, {
    code: 'not_loopback',
    hint: `If it is yours and may be driven: slack-tokens drive --allow-host ${url.hostname || 'HOST'} …`,
  })
}

/** Whatever is allowed: the walker stands for no person, and Slack's own pages are the simulator's part. */
function realSlack({ host, protocol, pathname }: URL): CliError {
  return new CliError('usage', `${host || protocol}${pathname} is Slack itself, and nothing is sent there`, {
    code: 'slack_host',
    hint: 'Give an address of the app itself: slack-tokens drive http://localhost:3000/slack/install',
  })
}

function meaning({ status, location, text }: Page): string {
  if (location) return `→ ${shownUrl(location).split('?')[0]}`
  return status < 400 ? excerpt(text) : `refused: ${excerpt(text)}`
}

interface Sending {
  readonly url: URL
  readonly cookie: string
  /** Of a form that is posted. */
  readonly body: string | undefined
}

async function send({ url, cookie, body: form }: Sending, options: BrowserOptions) {
  const limit = AbortSignal.timeout(options.patience)
  try {
    const { statusCode, headers, body } = await options.http.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: form === undefined ? 'GET' : 'POST',
      ...(form !== undefined && { body: form }),
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'user-agent': 'Mozilla/5.0 (slack-tokens drive)',
        ...(cookie && { cookie }),
        // What a page's own form brings, and what frameworks look at before they take it.
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin }),
      },
      signal: AbortSignal.any([limit, options.signal]),
    })
    const text = await readText(body)
    const target = headers['location']
    const location = statusCode >= 300 && statusCode < 400 && typeof target === 'string' ? target : undefined
    const cookies = headers['set-cookie'] ?? []
    return {
      kind: 'page' as const,
      url,
      status: statusCode,
      text,
      location: location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : undefined,
      cookies: Array.isArray(cookies) ? cookies : [cookies],
    }
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason
    if (limit.aborted) {
      return { kind: 'silent' as const, url, says: `no answer within ${options.patience / 1000} s` }
    }
    return { kind: isNobody(error) ? ('nobody' as const) : ('broken' as const), url, says: broken(error, url) }
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString('utf8')
    if (text.length > longestPage) break
  }
  return text.slice(0, longestPage)
}

/** No program was there to take the connection. */
function isNobody(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND'].includes(systemCode(error) ?? '')
}

function broken(error: unknown, url: URL): string {
  const code = systemCode(error) ?? ''
  if (code === 'ECONNREFUSED') return `nothing listens at ${url.host}`
  if (code === 'ENOTFOUND') return `there is no host ${url.hostname}`
  if (/CERT|SELF_SIGNED|SSL|TLS|ALTNAME/.test(code)) {
    throw new CliError('failed', `The certificate of ${url.host} is not trusted (${code})`, {
      code: 'untrusted_certificate',
      hint: 'Name the certificate that signed it: NODE_EXTRA_CA_CERTS=ca.pem slack-tokens drive …',
    })
  }
  return 'the connection ended without an answer'
}
