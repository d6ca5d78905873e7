import { CliError, foreignCode } from '../errors.ts'
import { fits } from '../shape/problems.ts'
import { listOf, object, optional, orNull, text } from '../shape/shape.ts'
import { readText } from './read-text.ts'
import type { BrowserResponse, Send } from './send.ts'

export interface Decision {
  readonly decision: 'allow' | 'cancel'
  /** Who decides, `U…` or a handle; the page's first person when left out. */
  readonly user?: string
  /** Channel of the incoming webhook, `C…` or a name. */
  readonly channel?: string
  /** Where it is installed, `T…` or `E…`; what the page preselects when left out. */
  readonly workspace?: string
  /** The workspace or organization that the login is pinned to: another is refused before anything is installed. */
  readonly team?: string
  /** Optional scopes that are unticked. */
  readonly without?: readonly string[]
  /** Name of the remembered app, for a hint that mends its settings. */
  readonly app?: string | undefined
}

/**
 * Decides on the simulator's consent page as a person with a browser would.
 * Only the simulator can be answered so: every real install shows its page to a person.
 * @returns the address that the browser is sent to, which is not visited.
 * @throws CliError refused: the simulator shows an error page instead of asking, or has no such workspace; usage: nobody is that person.
 */
export async function answerConsent(authorizeUrl: string, send: Send, decision: Decision): Promise<URL> {
  const url = new URL(authorizeUrl)
  const headers = { accept: 'application/json' }
  const { status, consent } = await readable(async () => {
    const answer = await send({ verb: 'GET', url, headers })
    return { status: answer.status, consent: await readConsent(answer) }
  })
  if (status !== 200 || !consent.request) throw refusedBy(consent, authorizeUrl, decision)
  checkTeam(consent, decision.team)
  const form = formOf(consent, decision)
  const location = await readable(async () => {
    const answer = await send({
      verb: 'POST',
      url: new URL(url.pathname, url),
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    const target = answer.headers['location']
    return typeof target === 'string' && URL.canParse(target) ? new URL(target) : await readConsent(answer)
  })
  if (location instanceof URL) return location
  if (location.error !== undefined) throw refusedBy(location, authorizeUrl, decision)
  throw new CliError('failed', 'The simulator did not redirect', { code: 'no_redirect', hint: staged })
}

function formOf(consent: ConsentPage, { decision, user, channel, workspace, without }: Decision): URLSearchParams {
  const person = personOf(consent, user, workspace)
  return new URLSearchParams({
    request: consent.request ?? '',
    decision,
    ...(person && { user: person }),
    ...(channel && { channel: idOf(consent.channels, channel) }),
    ...(workspace && { workspace }),
    ...(without && { without: without.join(',') }),
  })
}

/** @throws Error when the page is no JSON, or not the simulator's. */
async function readConsent({ body, headers }: BrowserResponse): Promise<ConsentPage> {
  const page: unknown = JSON.parse(await readText(body, String(headers['content-type'] ?? '')))
  if (fits(consentShape, page)) return page
  throw new TypeError('The consent page has another form')
}

const staged = 'See whether a failure of the page is staged: slack-tokens sim fail --list'

/** @throws CliError failed, code `unreadable_answer`: the connection broke, or the answer is not the page as JSON. */
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

/** The consent page as JSON, or the error page in its place. */
interface ConsentPage {
  readonly request?: string
  readonly error?: string
  readonly message?: string
  readonly workspace?: { readonly id: string } | null
  readonly workspaces?: readonly Named[]
  readonly people?: readonly ListedPerson[]
  readonly channels?: readonly Named[]
}

interface Named {
  readonly id: string
  readonly name: string
}

interface ListedPerson extends Named {
  /** Ids of the workspaces that the person is in. */
  readonly workspaces?: readonly string[]
}

const named = { id: text, name: text }
const consentShape = object<ConsentPage>({
  request: optional(text),
  error: optional(text),
  message: optional(text),
  workspace: optional(orNull(object<{ readonly id: string }>({ id: text }))),
  workspaces: optional(listOf(object<Named>(named))),
  people: optional(listOf(object<ListedPerson>({ ...named, workspaces: optional(listOf(text)) }))),
  channels: optional(listOf(object<Named>(named))),
})

/** @throws CliError usage, code `unknown_user`: nobody of that id or handle can install there. */
function personOf(
  { people = [], workspace }: ConsentPage,
  wanted: string | undefined,
  place = workspace?.id,
): string | undefined {
  if (wanted === undefined) return undefined
  const there = people.filter(({ workspaces }) => !workspaces || place === undefined || workspaces.includes(place))
  const id = idOf(there, wanted)
  if (there.some((person) => person.id === id)) return id
  throw new CliError('usage', `${wanted} is not in the workspace on the simulator`, {
    code: 'unknown_user',
    hint: `There are: ${there.map(({ name }) => `@${name}`).join(', ')}`,
  })
}

/**
 * An organization is left to the answer: an install in one of its workspaces is its own too.
 * @throws CliError refused, code `wrong_team`, with those that there are.
 */
function checkTeam({ workspaces = [] }: ConsentPage, team: string | undefined): void {
  const [first] = workspaces
  if (team === undefined || team.startsWith('E') || !first || workspaces.some(({ id }) => id === team)) return
  const known = workspaces.map(({ id, name }) => `${name} (${id})`).join(', ')
  throw new CliError('refused', `${team} is no workspace on the simulator`, {
    code: 'wrong_team',
    hint: `There are: ${known}. Name one: slack-tokens login --sim --approve --team ${first.id}`,
  })
}

/** The id of what goes by that id or name; what was wanted itself when nothing does. */
function idOf(known: readonly Named[] = [], wanted: string): string {
  const plain = wanted.replace(/^[@#]/, '').toLowerCase()
  return known.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === plain))?.id ?? wanted
}

function refusedBy({ error, message }: ConsentPage, authorizeUrl: string, { app }: Decision): CliError {
  const redirectUri = new URL(authorizeUrl).searchParams.get('redirect_uri')
  return new CliError(
    'refused',
    `The simulator shows an error page: ${[error, message].filter(Boolean).join(': ') || 'with no reason'}`,
    {
      code: foreignCode(error, 'authorize_refused'),
      hint:
        error === 'bad_redirect_uri' && app !== undefined
          ? `Add the redirect URL to the app’s settings: slack-tokens app push ${app} --redirect-uri ${redirectUri}`
          : 'Open the authorize address in a browser to see the page',
    },
  )
}
