import type { Http } from '../runtime/context.ts'
import type { InstallFlow } from './authorize-url.ts'
import type { Certificate } from './callback/self-signed.ts'
import type { ResolvedRedirect } from './redirect-uri.ts'

/** One install that is ready to run: the app, its secret, and what the login requests from Slack. */
export interface InstallRequest {
  readonly flow: InstallFlow
  readonly apiUrl: string
  readonly simulator: boolean
  /** The name of the app, if it is known: Slack's answer has only the id. */
  readonly appName?: string
  readonly clientId: string
  /** The client secret; null with PKCE. */
  readonly clientSecret: string | null
  /** Whether the tokens are printed and not stored; absent when they are stored. */
  readonly unsaved?: boolean
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirect: ResolvedRedirect
  readonly certificate?: Certificate
  /** The name for the profile, also when the installation is stored under another name. */
  readonly profile?: string
  /** The name for the profile of an installation that is not stored yet; otherwise it is derived from the workspace. */
  readonly profileIfNew?: string
  /** The id of the only accepted workspace or organization. */
  readonly team?: string
  /** The id of the workspace that Slack's page preselects; the person can choose another one. */
  readonly preselect?: string
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
  /** The command line that repeats this login. */
  readonly again?: string
}

export interface Ready {
  readonly url: string
  readonly redirectUri: string
  /** False when the port is in use; then only a pasted address can be the answer. */
  readonly listening: boolean
}

export interface InstallSteps {
  /**
   * Connects to the API of this request. Called only when there is something to send, so that the callback listens
   * sooner.
   */
  readonly http: () => Promise<Http>
  /** Called when the callback listens; shows `url` to a person. A rejection fails the login. */
  readonly onReady: (ready: Ready) => Promise<void>
  /** Whether a port that is in use is replaced by the next free one: nobody chose it, and any redirect URL is accepted. */
  readonly anyPort?: boolean
  /** Whether a program answers the consent page, so that nobody can paste an address. */
  readonly unattended?: boolean
}
