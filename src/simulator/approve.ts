import { type Cookies, createCookies } from './cookies.ts'
import type { Approved, Consent } from './testing-types.ts'

/** Redirects and links from one page to the next. */
const mostHops = 20
const authorizePath = /^\/oauth\/(?:v2\/|v2_user\/)?authorize$/

interface Road {
  /** Base URL of the simulator. */
  readonly url: string
  readonly cookies: Cookies
}

/** Runs an install as a person with a browser would. See `Simulator.approve`. @throws Error where the road ends. */
export async function approve(
  url: string,
  { installUrl, consent }: { installUrl: string | URL; consent: Consent },
): Promise<Approved> {
  const start = new URL(installUrl)
  const road: Road = { url, cookies: createCookies() }
  const page = isConsentPage(start, road) ? start : await findConsentPage(start, road)
  const callback = await decide(`${url}${page.pathname}${page.search}`, consent)
  // Whoever began at Slack's page has no session with the app that a callback could belong to.
  if (page === start) return { callback, status: null, url: callback.href, text: '' }
  return { callback, ...(await visit(callback, road)) }
}

/** On the simulator, or on the Slack that it stands for. */
function isConsentPage({ origin, hostname, pathname }: URL, { url }: Road): boolean {
  const there = origin === new URL(url).origin || hostname === 'slack.com' || hostname.endsWith('.slack.com')
  return there && authorizePath.test(pathname)
}

/** From the app's install page, which redirects to Slack's or has a link to it. */
async function findConsentPage(start: URL, road: Road): Promise<URL> {
  for (let [at, hop] = [start, 0]; hop < mostHops; hop += 1) {
    const { status, location, text } = await open(at, road)
    const linked = [...text.matchAll(/href\s*=\s*["']([^"']+)["']/gi)].flatMap(
      ([, href = '']) => address(href, at) ?? [],
    )
    const next = location ?? linked.find((link) => isConsentPage(link, road))
    if (next && isConsentPage(next, road)) return next
    if (!location) throw new Error(`${at.href} answered ${status} and leads to no consent page of Slack’s`)
    at = location
  }
  throw new Error(`${start.href} redirects more than ${mostHops} times`)
}

function address(href: string, base: URL): URL | undefined {
  const plain = href.replaceAll('&amp;', '&')
  return URL.canParse(plain, base.href) ? new URL(plain, base) : undefined
}

/** The app's answer to the browser that comes back. */
async function visit(callback: URL, road: Road): Promise<Omit<Approved, 'callback'>> {
  for (let [at, hop] = [callback, 0]; hop < mostHops; hop += 1) {
    const { status, location, text } = await open(at, road)
    // A success page often sends the browser on into Slack itself.
    if (!location || location.hostname.endsWith('slack.com') || !/^https?:$/.test(location.protocol)) {
      return { status, url: at.href, text }
    }
    at = location
  }
  throw new Error(`${callback.href} redirects more than ${mostHops} times`)
}

interface Opened {
  readonly status: number
  readonly location: URL | undefined
  readonly text: string
}

async function open(url: URL, { cookies }: Road): Promise<Opened> {
  const cookie = cookies.header(url)
  const headers = { accept: 'text/html', ...(cookie && { cookie }) }
  const response = await fetch(url, { redirect: 'manual', headers }).catch((cause: unknown) => {
    throw new Error(`Nothing answers at ${url.href}`, { cause })
  })
  cookies.keep(url, response.headers.getSetCookie())
  const location = response.headers.get('location')
  const text = await response.text()
  return { status: response.status, location: location === null ? undefined : address(location, url), text }
}

interface Shown {
  readonly error?: string
  readonly message?: string
  readonly request: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly channels: readonly { readonly id: string; readonly name: string }[]
}

/** Answers the consent page. @returns where it sends the browser. */
async function decide(page: string, consent: Consent): Promise<URL> {
  const asked = await fetch(page, { headers: { accept: 'application/json' } })
  const shown = (await asked.json()) as Shown
  if (shown.error !== undefined) throw refusal(shown)
  const { user, workspace, channel, without, decision = 'allow' } = consent
  const form = new URLSearchParams({ request: shown.request, decision })
  if (user !== undefined) form.set('user', idOf(shown.people, user))
  if (channel !== undefined) form.set('channel', idOf(shown.channels, channel))
  if (workspace !== undefined) form.set('workspace', workspace)
  if (without !== undefined) form.set('without', without.join(','))
  const init = { method: 'POST', body: form, redirect: 'manual', headers: { accept: 'application/json' } } as const
  const decided = await fetch(page.replace(/\?.*$/s, ''), init)
  const location = decided.headers.get('location')
  if (location === null) throw refusal((await decided.json()) as Shown)
  return new URL(location)
}

function refusal({ error = 'no_redirect', message = '' }: Partial<Shown>): Error {
  return new Error(`Slack’s page refuses the install: ${error}. ${message}`.trim())
}

function idOf(known: readonly { readonly id: string; readonly name: string }[], wanted: string): string {
  const bare = wanted.replace(/^[@#]/, '')
  return known.find(({ id, name }) => id === wanted || name === bare)?.id ?? wanted
}
