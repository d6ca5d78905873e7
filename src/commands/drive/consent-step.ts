import { answerConsent } from '../../browser/answer-consent.ts'
import type { Hop } from '../../browser/hop.ts'
import { sendOver } from '../../browser/send.ts'
import { shownUrl } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import { type InstallLink, readInstallLink } from '../../oauth/install-link.ts'
import type { LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import type { CommandLine } from './command-line.ts'
import { boltsRedirectPath, checkClientIdOfLink, unknownRedirect } from './setup-faults.ts'

/** What the person does on Slack's page, and the kind of install. */
export interface ConsentChoice {
  readonly decision: 'allow' | 'cancel'
  /** The id of the organization to install on. */
  readonly organization?: string
  /** The query parameter to delete from the link. It contains scopes. */
  readonly without?: 'scope' | 'user_scope'
}

/** The app's link to Slack, as the app sent it, with facts about the link's app and redirect URL. */
export interface ConsentQuery {
  readonly link: InstallLink
  readonly state: string | null
  /** The id of the app in the simulator. */
  readonly appId: string
  /** Whether drive guessed the redirect URL, because neither the link nor the command line has one. */
  readonly assumed: boolean
  /** Whether the redirect URL comes from the command line. */
  readonly named: boolean
}

export interface AppEnvironment {
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
}

export interface SlackOptions {
  readonly simulator: LocalSimulator
  /** The app's known credentials. When the secret is known, the simulator refuses any other secret. */
  readonly credentials: AppEnvironment
  /** The redirect URL that the user gave; used when the link has none. */
  readonly redirectUrl: string | undefined
  /** The app's install address. */
  readonly start: URL
  /** Whether drive started the app, so that only this app uses the simulator. */
  readonly startedHere: boolean
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
  /** The function to call with the link's redirect URL when the user gave a different URL. */
  readonly onOverruled: (redirectUrl: string) => void
  /** The function to call with the guessed redirect URL when neither the link nor the user gave a redirect URL. */
  readonly onAssumed: (redirectUrl: string) => void
}

/** The part of Slack in a drive: registers the app of the link in the simulator, and answers the consent page. */
export interface SlackSide {
  /**
   * Answers the consent page at `authorize`. Returns the URL that Slack redirects to.
   * @throws CliError with the exit reason `refused` and Slack's code: the page shows an error; `usage`: the link is
   * invalid.
   */
  answer(
    authorize: URL,
    choice: ConsentChoice,
    hops: Hop[],
  ): Promise<{ readonly query: ConsentQuery; readonly callback: URL }>
}

const paths: Readonly<Record<InstallLink['flow'], string>> = {
  v1: '/oauth/authorize',
  v2: '/oauth/v2/authorize',
  v2_user: '/oauth/v2_user/authorize',
}

/**
 * Creates the object that plays Slack while `drive` tests an app. Its function `answer` registers the app of the
 * install link in the simulator, and then answers the consent page.
 */
export function createConsentStep(options: SlackOptions): SlackSide {
  const { simulator, credentials, redirectUrl } = options
  return {
    async answer(authorize, choice, hops) {
      checkClientIdOfLink(authorize.searchParams.get('client_id') ?? '')
      const link = readInstallLink(authorize.href)
      checkFits(link, choice)
      const named = link.redirectUri ?? redirectUrl
      if (link.redirectUri !== null && redirectUrl !== undefined && link.redirectUri !== redirectUrl) {
        options.onOverruled(link.redirectUri)
      }
      const assumed = named === undefined ? await assumeRedirect(link, options) : undefined
      const isKnown = credentials.clientId === link.clientId && credentials.clientSecret !== undefined
      const registered = {
        clientId: link.clientId,
        ...(isKnown && { clientSecret: credentials.clientSecret }),
        redirectUrls: [redirectUrl, assumed].filter(isRedirectUrl),
        ...(isRedirectUrl(link.redirectUri) && { linkRedirectUrl: link.redirectUri }),
        orgDeploy: choice.organization !== undefined,
      }
      const { id: appId } = await control(simulator, 'registerApp', registered, ['id'])
      const turned = new URL(paths[link.flow], simulator.url)
      turned.search = authorize.search
      if (choice.without) turned.searchParams.delete(choice.without)
      const requested = {
        link,
        state: authorize.searchParams.get('state'),
        appId,
        assumed: assumed !== undefined,
        named: link.redirectUri === null && redirectUrl !== undefined,
      }
      const hop = { at: 'slack', sent: [], set: [], deleted: [], lost: [] } as const
      const page = shownUrl(new URL(authorize.pathname, authorize))
      const callback = await answerConsent(turned.href, sendOver(simulator.http), {
        decision: choice.decision,
        ...(choice.organization && { workspace: choice.organization }),
      }).catch((error: unknown) => {
        if (error instanceof CliError) hops.push({ ...hop, verb: 'GET', url: page, status: 400, means: error.message })
        throw error
      })
      hops.push({ ...hop, verb: 'GET', url: page, status: 200, means: asks(requested, choice) })
      hops.push({ ...hop, verb: 'POST', url: page, status: 302, means: decides(choice, callback) })
      return { query: requested, callback }
    },
  }
}

/**
 * Checks that the link has what the scenario needs.
 * @throws CliError with the exit reason `usage` and the code `scenario_does_not_fit`: the scenario is impossible with
 * this link.
 */
function checkFits({ flow, botScopes, userScopes }: InstallLink, { organization, without }: ConsentChoice): void {
  const unfit = (message: string) => new CliError('usage', message, { code: 'scenario_does_not_fit' })
  if (organization && flow === 'v1') throw unfit('a classic app cannot be installed org-wide')
  if (without && (flow !== 'v2' || botScopes.length === 0 || userScopes.length === 0)) {
    throw unfit('the link does not request scopes for both tokens')
  }
}

function asks({ link, state }: ConsentQuery, { without }: ConsentChoice): string {
  const lists = [
    without !== 'scope' && link.botScopes.length > 0 && `bot ${link.botScopes.join(',')}`,
    without !== 'user_scope' && link.userScopes.length > 0 && `user ${link.userScopes.join(',')}`,
  ].filter(Boolean)
  return [...lists, state === null ? 'no state' : 'with state'].join('; ')
}

function decides({ decision, organization }: ConsentChoice, callback: URL): string {
  const who = decision === 'cancel' ? 'Cancel' : organization ? 'Allow, for the whole organization' : 'Allow'
  return `${who} → ${shownUrl(callback).split('?')[0]}?${[...callback.searchParams.keys()].join('&')}`
}

function isRedirectUrl(text: string | null | undefined): text is string {
  return typeof text === 'string' && URL.canParse(text) && !text.includes('#')
}

/**
 * Guesses the redirect URL when neither the link nor the command line has one. If drive started the app, the guess is
 * the default of Bolt. Otherwise the guess is the first URL in the simulated app's settings, if that URL is at the
 * app's address.
 * @throws CliError with the exit reason `usage` and the code `redirect_url_missing`: there is nothing to guess from.
 */
async function assumeRedirect({ clientId }: InstallLink, options: SlackOptions): Promise<string> {
  const { simulator, start, startedHere, onAssumed, again } = options
  const url = startedHere ? new URL(boltsRedirectPath, start).href : await registeredRedirect(simulator, clientId)
  if (url === undefined || !URL.canParse(url) || new URL(url).origin !== start.origin)
    throw unknownRedirect(start, again)
  onAssumed(url)
  return url
}

async function registeredRedirect(simulator: LocalSimulator, clientId: string): Promise<string | undefined> {
  const { clients } = await control(simulator, 'describe', {}, ['clients'])
  return clients.find((one) => one.clientId === clientId)?.redirectUrls[0]
}
