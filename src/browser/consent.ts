import type { Http } from '../context.ts'
import { CliError } from '../errors.ts'

export interface Decision {
  readonly decision: 'allow' | 'cancel'
  /** Who decides, `U…` or a handle; the page's first person when left out. */
  readonly user?: string
  /** Channel of the incoming webhook, `C…`. */
  readonly channel?: string
  /** Where it is installed, `T…` or `E…`; what the page preselects when left out. */
  readonly workspace?: string
  /** Name of the remembered app, for a hint that mends its settings. */
  readonly app?: string | undefined
}

/**
 * Decides on the simulator's consent page as a person with a browser would, and follows the redirect to the callback.
 * Only the simulator can be answered so: every real install shows its page to a person.
 * @throws CliError refused: the simulator shows an error page instead of asking.
 */
export async function decideOnSimulator(
  authorizeUrl: string,
  ways: { simulator: Http; callback: Http },
  decision: Decision,
) {
  const callback = new URL(await answerConsent(authorizeUrl, ways.simulator, decision))
  const shown = await ways.callback.request({
    origin: callback.origin,
    path: callback.pathname + callback.search,
    method: 'GET',
  })
  await shown.body.dump()
}

/**
 * The same without going back: the address that the browser is sent to.
 * @throws CliError refused: the simulator shows an error page instead of asking; usage: nobody is that person.
 */
export async function answerConsent(authorizeUrl: string, simulator: Http, decision: Decision): Promise<string> {
  const { origin, pathname, search } = new URL(authorizeUrl)
  const asked = { origin, path: pathname + search, method: 'GET', headers: { accept: 'application/json' } } as const
  const { status, consent } = await readable(async () => {
    const { statusCode, body } = await simulator.request(asked)
    return { status: statusCode, consent: (await body.json()) as Shown }
  })
  if (status !== 200 || !consent.request) throw refusedBy(consent, authorizeUrl, decision)
  const { channel, workspace } = decision
  const user = personOf(consent, decision.user)
  const form = new URLSearchParams({
    request: consent.request,
    decision: decision.decision,
    ...(user && { user }),
    ...(channel && { channel }),
    ...(workspace && { workspace }),
  })
  const location = await readable(async () => {
    const { headers, body } = await simulator.request({
      origin,
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    await body.dump()
    return headers['location']
  })
  if (typeof location !== 'string')
    throw new CliError('failed', 'The simulator did not redirect', { code: 'no_redirect', hint: staged })
  return location
}

const staged = 'See whether a failure of the page is staged: slack-tokens sim fail --list'

/** @throws CliError failed, code `unreadable_answer`: the line broke, or what came is no JSON. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw new CliError('failed', 'The simulator’s consent page cannot be read', {
      code: 'unreadable_answer',
      hint: staged,
      cause,
    })
  }
}

interface Shown {
  readonly request?: string
  readonly error?: string
  readonly message?: string
  readonly people?: readonly { readonly id: string; readonly name: string }[]
}

/** @throws CliError usage, code `unknown_user`: nobody of that id or handle can install there. */
function personOf({ people = [] }: Shown, wanted: string | undefined): string | undefined {
  if (wanted === undefined) return undefined
  const plain = wanted.replace(/^@/, '').toLowerCase()
  const found = people.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === plain))
  if (found) return found.id
  throw new CliError('usage', `Nobody on the simulator is ${wanted}`, {
    code: 'unknown_user',
    hint: `There are: ${people.map(({ name }) => `@${name}`).join(', ')}`,
  })
}

function refusedBy({ error, message }: Shown, authorizeUrl: string, { app }: Decision): CliError {
  const redirectUri = new URL(authorizeUrl).searchParams.get('redirect_uri')
  return new CliError('refused', `The simulator shows an error page: ${message ?? error ?? 'with no reason'}`, {
    code: error ?? 'authorize_refused',
    hint:
      error === 'bad_redirect_uri' && app !== undefined
        ? `Add the redirect URL to the app’s settings: slack-tokens app push ${app} --redirect-uri ${redirectUri}`
        : 'Open the authorize address in a browser to see the page',
  })
}
