import { CliError, foreignCode } from '../errors.ts'
import { fits } from '../shape/problems.ts'
import { listOf, object, optional, orNull, text } from '../shape/shape.ts'
import { errorFacts } from '../slack/facts/errors.ts'
import { readText } from './read-text.ts'
import type { BrowserResponse, Send } from './send.ts'

export interface Decision {
  /** `request` asks the admins for their approval. Until the admins approve, Slack shows a page for this request. */
  readonly decision: 'allow' | 'cancel' | 'request'
  /** The id `U…` or the name of the person who decides; by default the first person on the page. */
  readonly user?: string
  /** The id `C…` or the name of the channel for the incoming webhook. */
  readonly channel?: string
  /**
   * The id `T…` or `E…` of the workspace or organization on which the app is installed; by default the one that the
   * page preselects.
   */
  readonly workspace?: string
  /**
   * The id of the workspace or organization that the login requires. When the page does not offer this workspace,
   * `answerConsent` throws an error.
   */
  readonly team?: string
  /** The optional scopes that the person unticks. */
  readonly without?: readonly string[]
  /** The name of the stored app, for the command in a hint; undefined without a stored app. */
  readonly app?: string | undefined
}

/**
 * Answers the simulator's consent page as a person with a browser does. At Slack, only a person can answer the consent
 * page.
 * @returns the URL to which the page redirects; it is not opened yet
 * @throws CliError with the exit reason `refused` when the simulator shows an error page or does not have the required
 * workspace, and with `usage` when it does not have the person
 */
export async function answerConsent(authorizeUrl: string, send: Send, decision: Decision): Promise<URL> {
  const url = new URL(authorizeUrl)
  const headers = { accept: 'application/json' }
  const { status, consent } = await readable(async () => {
    const answer = await send({ verb: 'GET', url, headers })
    return { status: answer.status, consent: await readConsent(answer) }
  })
  const isApprovalPage = consent.error === 'approval_required' && decision.decision === 'request'
  if (!consent.request || (status !== 200 && !isApprovalPage)) throw refusedBy(consent, authorizeUrl, decision)
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

/**
 * Reads the consent page as JSON.
 * @throws Error when the page is not JSON, or does not have the fields of `ConsentPage`
 */
async function readConsent({ body, headers }: BrowserResponse): Promise<ConsentPage> {
  const page: unknown = JSON.parse(await readText(body, String(headers['content-type'] ?? '')))
  if (fits(consentShape, page)) return page
  throw new TypeError('The consent page has another form')
}

const staged = 'See whether a fault of the page is set: slack-tokens sim fail --list'

/**
 * Runs `read`, which loads a consent page, and returns its result.
 * @throws CliError with the code `unreadable_answer` when the connection broke, or the page is not the simulator's JSON
 */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw new CliError('failed', 'The simulator’s consent page can’t be read', {
      code: 'unreadable_answer',
      hint: staged,
      cause,
    })
  }
}

/** The JSON of a consent page, or of the error page that the simulator sends instead. */
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
  /** The ids of the workspaces of the person. */
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

/**
 * Returns the id of the person `wanted`; undefined when `wanted` is undefined.
 * @throws CliError with the code `unknown_user` when the workspace does not have the person
 */
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
    hint: `People there: ${there.map(({ name }) => `@${name}`).join(', ')}`,
  })
}

/**
 * Checks that the page offers the required workspace. A required organization is checked later in Slack's OAuth
 * response, because an install in one of its workspaces is valid too.
 * @throws CliError with the code `wrong_team` when the page does not offer it; the hint lists the workspaces
 */
function checkTeam({ workspaces = [] }: ConsentPage, team: string | undefined): void {
  const [first] = workspaces
  if (team === undefined || team.startsWith('E') || !first || workspaces.some(({ id }) => id === team)) return
  const known = workspaces.map(({ id, name }) => `${name} (${id})`).join(', ')
  throw new CliError('refused', `${team} is no workspace on the simulator`, {
    code: 'wrong_team',
    hint: `Workspaces there: ${known}. Name one: slack-tokens login --sim --approve --team ${first.id}`,
  })
}

/** Returns the id of the entry whose id or name is `wanted`; returns `wanted` when there is no such entry. */
function idOf(known: readonly Named[] = [], wanted: string): string {
  const plain = wanted.replace(/^[@#]/, '').toLowerCase()
  return known.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === plain))?.id ?? wanted
}

/** Returns the error for an error page of the simulator. */
export function refusedBy(
  { error, message }: Pick<ConsentPage, 'error' | 'message'>,
  authorizeUrl: string,
  { app }: Pick<Decision, 'app'>,
): CliError {
  const redirectUri = new URL(authorizeUrl).searchParams.get('redirect_uri')
  const about = error === undefined ? undefined : errorFacts(error, 'page')
  const says = message === error ? about?.means : message
  return new CliError(
    'refused',
    `The simulator shows an error page: ${[error, says].filter(Boolean).join(': ') || 'with no reason'}`,
    {
      code: foreignCode(error, 'authorize_refused'),
      hint:
        error === 'bad_redirect_uri' && app !== undefined
          ? `Add the redirect URL to the app’s settings: slack-tokens app push ${app} --redirect-uri ${redirectUri}`
          : (about?.next ?? 'Open the authorize address in a browser to see the page'),
    },
  )
}
