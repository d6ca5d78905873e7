import { Cookie } from 'tough-cookie'
import type { BrowserJar, LostCookie } from '../cookie-jar.ts'
import type { Hop } from '../hop.ts'
import { isCrossSite } from '../site.ts'
import { shownUrl } from '../urls.ts'
import type { DocumentRequest, ReceivedCookies } from './document-trail.ts'

/** A request as a hop, and the differences to what our own cookie jar would have done. */
export interface JudgedHop {
  readonly hop: Hop
  readonly differences: readonly string[]
}

/**
 * Describes a request of Chromium in the words that our own browser uses. Our own cookie jar gets the same answers, so
 * it can explain why a cookie is missing. Where the jar and Chromium differ, the description says what Chromium did.
 * The jar must have seen all earlier requests.
 */
export async function hopOf(request: DocumentRequest, means: string, jar: BrowserJar): Promise<JudgedHop> {
  const { verb, url, from, answer, sent } = request
  const crossSite = isCrossSite(from, url)
  const expected = await jar.headerFor(url, crossSite)
  const explained = await jar.lostAt(url, crossSite)
  const actual = sent?.names ?? []
  const blocked = sent?.blocked ?? new Map<string, readonly string[]>()
  // The jar sees only headers, so it does not know that a script stored or removed a cookie.
  const missing = expected.sent.filter((name) => !actual.includes(name) && blocked.has(name))
  const extra = actual.filter((name) => !expected.sent.includes(name) && explained.some((one) => one.name === name))
  const lost = [
    ...explained.filter(({ name }) => !extra.includes(name)),
    ...missing.map((name) => ({ name, why: chromiumSays(blocked.get(name)) })),
  ]
  const received = answer ? await takeAll(answer, jar) : noCookies
  for (const one of request.later) await takeAll(one, jar)
  const place = `${verb} ${shownUrl(url)}`
  return {
    hop: {
      verb,
      url: shownUrl(url),
      at: 'app',
      status: answer?.status ?? null,
      sent: actual,
      set: received.set,
      deleted: received.deleted,
      lost: [...lost, ...received.refused],
      means,
    },
    differences: [
      ...missing.map((name) => `${place}: Chromium did not send ${name} (${reasons(blocked.get(name))})`),
      ...extra.map((name) => `${place}: Chromium sent ${name}`),
      ...received.differences.map((one) => `${place}: ${one}`),
    ],
  }
}

interface Taken {
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  readonly refused: readonly LostCookie[]
  readonly differences: readonly string[]
}

const noCookies: Taken = { set: [], deleted: [], refused: [], differences: [] }

/** Gives the jar the cookies of an answer, and returns what Chromium did with each. */
async function takeAll({ url, headers, blocked }: ReceivedCookies, jar: BrowserJar): Promise<Taken> {
  const [set, deleted] = [[] as string[], [] as string[]]
  const [refused, differences] = [[] as LostCookie[], [] as string[]]
  for (const header of headers) {
    const name = Cookie.parse(header, { loose: true })?.key ?? ''
    const taken = await jar.take(url, [header])
    const why = blocked.get(header.trim())
    if (!why) {
      // Chromium reports a deleted cookie in the same way as a stored cookie.
      if (taken.deleted.length > 0) deleted.push(name)
      else if (taken.set.length + taken.refused.length > 0) set.push(name)
      if (taken.refused.length > 0) differences.push(`Chromium stored ${name}`)
    } else if (taken.refused.length > 0) refused.push(...taken.refused)
    else {
      refused.push({ name, why: chromiumSays(why) })
      if (taken.set.length > 0) differences.push(`Chromium did not store ${name} (${reasons(why)})`)
    }
  }
  return { set, deleted, refused, differences }
}

function chromiumSays(why: readonly string[] | undefined): string {
  return `Chromium’s reason: ${reasons(why)}`
}

function reasons(why: readonly string[] = []): string {
  return why.join(', ') || 'none given'
}
