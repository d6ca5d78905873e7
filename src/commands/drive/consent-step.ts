import { type InstallLink, readInstallLink } from '../../oauth/install-link.ts'
import type { LocalSimulator } from '../../runtime/context.ts'
import { type BodyOf, control } from '../../simulator/control/client.ts'
import type { CommandLine } from './command-line.ts'
import type { DeclaredManifest } from './declared-manifest.ts'
import { doesNotFit } from './scenarios/does-not-fit.ts'
import { boltsRedirectPath, checkClientIdOfLink, unknownRedirect } from './setup-faults.ts'

/** What the person does on Slack's page, and the kind of install. */
export interface ConsentChoice {
  /** `request`: the person asks the admins for their approval. */
  readonly decision: 'allow' | 'cancel' | 'request'
  /** The id of the organization to install on. */
  readonly organization?: string
  /** The id of the workspace to install in. */
  readonly workspace?: string
  /** The id or name of the person who decides; by default the first person of the workspace. */
  readonly user?: string
  /** The optional scopes that the person unticks. */
  readonly unticked?: readonly string[]
  /** The id or name of the channel that the person chooses for the incoming webhook. */
  readonly channel?: string
  /** The query parameter to delete from the link. It contains scopes. */
  readonly without?: 'scope' | 'user_scope'
  /** The scope to delete from the link of a classic app. */
  readonly withoutScope?: string
  /** Returns why the scenario is impossible with this link; undefined when it is possible. */
  readonly unfit?: (link: InstallLink) => string | undefined
  /** Returns the settings that the app has at Slack from this install on. */
  readonly settings?: (link: InstallLink) => Omit<BodyOf<'registerApp'>, 'clientId'>
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
  readonly signingSecret: string | undefined
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
  /** What the app’s manifest says; undefined without a manifest. */
  readonly declared: DeclaredManifest | undefined
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
  /** The function to call with the link's redirect URL when the user gave a different URL. */
  readonly onOverruled: (redirectUrl: string) => void
  /** The function to call with the guessed redirect URL when neither the link nor the user gave a redirect URL. */
  readonly onAssumed: (redirectUrl: string) => void
}

/** A consent page that is ready to be opened. */
export interface PreparedConsent {
  readonly query: ConsentQuery
  /** The address of the consent page on the simulator, with the parameters of the app's link. */
  readonly page: URL
}

/** Prepares the consent page in a drive, in place of Slack: it registers the app of the link in the simulator. */
export interface SlackSide {
  /**
   * Prepares the simulator for the consent page at `authorize`.
   * @throws CliError with the exit reason `usage`: the link is invalid, or the scenario does not fit it.
   */
  prepare(authorize: URL, choice: ConsentChoice): Promise<PreparedConsent>
}

const paths: Readonly<Record<InstallLink['flow'], string>> = {
  v1: '/oauth/authorize',
  v2: '/oauth/v2/authorize',
  v2_user: '/oauth/v2_user/authorize',
}

/** Creates the object that prepares the consent pages while `drive` tests an app. */
export function createConsentStep(options: SlackOptions): SlackSide {
  const { simulator, credentials, redirectUrl } = options
  return {
    async prepare(authorize, choice) {
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
        // The simulator signs its events with this secret.
        ...(credentials.signingSecret && { signingSecret: credentials.signingSecret }),
        redirectUrls: [redirectUrl, assumed].filter(isRedirectUrl),
        ...(isRedirectUrl(link.redirectUri) && { linkRedirectUrl: link.redirectUri }),
        ...(choice.organization !== undefined && { orgDeploy: true }),
        ...choice.settings?.(link),
        ...pkceSettings(authorize, options.declared),
      }
      const { id: appId } = await control(simulator, 'registerApp', registered, ['id'])
      const turned = new URL(paths[link.flow], simulator.url)
      turned.search = authorize.search
      if (choice.without) turned.searchParams.delete(choice.without)
      if (choice.withoutScope) leaveOut(choice.withoutScope, turned)
      const query = {
        link,
        state: authorize.searchParams.get('state'),
        appId,
        assumed: assumed !== undefined,
        named: link.redirectUri === null && redirectUrl !== undefined,
      }
      return { query, page: turned }
    },
  }
}

/**
 * Returns the app's settings of PKCE: those of the manifest. Without them, a link with a challenge is from an app that
 * has opted in, because Slack refuses the exchange of any other app. Localhost stands for the https URL that the app has
 * elsewhere.
 */
function pkceSettings({ searchParams }: URL, declared: DeclaredManifest | undefined) {
  const pkce = declared?.pkce ?? (searchParams.has('code_challenge') || undefined)
  return pkce === undefined ? {} : { pkce, ...(pkce && { pkceLocalhost: 'web' as const }) }
}

/**
 * Checks that the link has what the scenario needs.
 * @throws CliError with the exit reason `usage` and the code `scenario_does_not_fit`: the scenario is impossible with
 * this link.
 */
function checkFits(link: InstallLink, { organization, without, unfit: reason }: ConsentChoice): void {
  const { flow, botScopes, userScopes } = link
  const message = reason?.(link)
  if (message !== undefined) throw doesNotFit(message)
  if (organization && flow === 'v1') throw doesNotFit('a classic app cannot be installed org-wide')
  if (without && (flow !== 'v2' || botScopes.length === 0 || userScopes.length === 0)) {
    throw doesNotFit('the link does not request scopes for both tokens')
  }
}

/** Removes a scope from the list of a classic app's link, which separates scopes by commas or spaces. */
function leaveOut(scope: string, { searchParams }: URL): void {
  const list = (searchParams.get('scope') ?? '').split(/[\s,]+/)
  searchParams.set('scope', list.filter((one) => one !== scope).join(','))
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
