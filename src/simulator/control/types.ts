import type { AppSettings } from '../state/app-types.ts'
import type { Organization, Workspace } from '../state/types.ts'

/** The type `T` with all its fields read-only, at every depth. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** The simulator's description of itself. */
export interface SimulatorDescription {
  readonly name: string
  readonly url: string
  /** The base URL of the Web API; it ends in `/api/`. */
  readonly apiUrl: string
  readonly authorizeUrl: string
  /** The workspace of the first app. */
  readonly workspace: Frozen<Workspace>
  /** A second workspace that the browser is signed in to; null when there is none. */
  readonly otherWorkspace: Frozen<Workspace> | null
  /** All workspaces that the browser is signed in to. */
  readonly workspaces: readonly Frozen<Workspace>[]
  readonly organization: Frozen<Organization> | null
  /**
   * The newest configuration token. For a visitor who cannot change the simulator, this field and the next two fields
   * are missing.
   */
  readonly configToken?: string | null
  readonly configRefreshToken?: string | null
  /** The expiry of `configToken`, in seconds since 1970. */
  readonly configTokenExpires?: number | null
  readonly run: {
    readonly pid: number
    /** The start of this run, in milliseconds since 1970. */
    readonly since: number
    readonly requests: number
    /** Whether the simulator runs until somebody stops it, and not only for one command. */
    readonly kept?: boolean | undefined
  }
  /** The first app, which `login --sim` installs. */
  readonly app: AppDescription
  /** All apps. */
  readonly clients: readonly ClientDescription[]
  /**
   * The control token of this run, which a program needs to change the simulator over TCP. The field is present only in
   * answers over the unix socket.
   */
  readonly controlToken?: string
}

/** An app of the simulator, with its secrets and settings. */
export interface ClientDescription extends Frozen<AppSettings> {
  readonly id: string
  readonly clientId: string
  readonly clientSecret: string
  /** The signing secret; null when the developer gave it, because the simulator shows only secrets that it made. */
  readonly signingSecret: string | null
  /** The app-level token, `xapp-…`. */
  readonly appToken: string
  /** Over which connection the app gets events now; null when it has neither a socket nor a request URL. */
  readonly eventsBy: 'http' | 'socket' | null
  /**
   * The request URL for events: the one that was set for the app, otherwise the one in its manifest; null when there is
   * none.
   */
  readonly eventsUrl: string | null
}

export interface AppDescription extends ClientDescription {
  readonly name: string
  /** The scopes in the app's manifest; null for an app without a manifest. */
  readonly scopes?: { readonly bot: readonly string[]; readonly user: readonly string[] } | null
}
