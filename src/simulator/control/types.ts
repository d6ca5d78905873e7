import type { AppSettings } from '../state/app-types.ts'
import type { Organization, Workspace } from '../state/types.ts'

/** The same type with every part of it read-only. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** How the simulator describes itself. */
export interface SimulatorDescription {
  readonly name: string
  readonly url: string
  /** Ends in `/api/`. */
  readonly apiUrl: string
  readonly authorizeUrl: string
  /** The workspace of the app. */
  readonly workspace: Frozen<Workspace>
  /** A second workspace that the browser is signed in to. */
  readonly otherWorkspace: Frozen<Workspace> | null
  /** Every workspace that the browser is signed in to. */
  readonly workspaces: readonly Frozen<Workspace>[]
  readonly organization: Frozen<Organization> | null
  /** The newest configuration token; left out for a visitor who may not act. */
  readonly configToken?: string | null
  readonly configRefreshToken?: string | null
  /** Seconds since 1970. */
  readonly configTokenExpires?: number | null
  readonly run: {
    readonly pid: number
    /** Milliseconds since 1970. */
    readonly since: number
    readonly requests: number
  }
  /** The first app, which `login --sim` installs. */
  readonly app: AppDescription
  /** Every app. */
  readonly clients: readonly ClientDescription[]
  /** Token of this run, which a program over TCP needs to act; answered over the socket only. */
  readonly controlToken?: string
}

/** An app of the simulator. Its secrets were made by the simulator, so they are shown. */
export interface ClientDescription {
  readonly id: string
  readonly clientId: string
  readonly clientSecret: string
  /** Null for a secret that the developer gave, which is never shown. */
  readonly signingSecret: string | null
  /** App-level token, `xapp-`. */
  readonly appToken: string
  readonly redirectUrls: readonly string[]
}

export interface AppDescription extends ClientDescription, Frozen<AppSettings> {
  readonly name: string
  /** Those of its manifest; null for an app that never had one. */
  readonly scopes?: { readonly bot: readonly string[]; readonly user: readonly string[] } | null
}
