import type { Http } from '../runtime/context.ts'
import type { InstallFlow } from './authorize-url.ts'
import type { Certificate } from './callback/self-signed.ts'
import type { ResolvedRedirect } from './redirect-uri.ts'

/** The fourth stage of a login: one install, ready to be run. */
export interface InstallRequest {
  readonly flow: InstallFlow
  readonly apiUrl: string
  readonly simulator: boolean
  /** The name of the app, if known: Slack's answer has only its id. */
  readonly appName?: string
  readonly clientId: string
  /** Null with PKCE. */
  readonly clientSecret: string | null
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirect: ResolvedRedirect
  readonly certificate?: Certificate
  /** Name for the profile; otherwise it is derived from the workspace. */
  readonly profile?: string
  /** Id of the workspace or organization that alone is accepted. */
  readonly team?: string
  /** One that is preselected on Slack's page, and no more. */
  readonly preselect?: string
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
  /** The command line that starts this login once more. */
  readonly again?: string
}

export interface Ready {
  readonly url: string
  readonly redirectUri: string
  /** False when the port is in use, so that only a pasted address is received. */
  readonly listening: boolean
}

export interface InstallSteps {
  /** Connects to this request's API. Called when there is something to send, so that the callback listens sooner. */
  readonly http: () => Promise<Http>
  /** Called once the callback listens; shows `url` to a person. A rejection fails the login. */
  readonly onReady: (ready: Ready) => Promise<void>
}
