import type { GivenSettings } from './app-types.ts'

/** A world to begin with, as a person writes it: what is left out follows from the rest. */
export interface SeedContent {
  /** The first is where the apps were made; at least one. */
  readonly workspaces: readonly SeedWorkspace[]
  readonly organization?: SeedOrganization
  /** Left out: the usual one. */
  readonly apps?: readonly SeedApp[]
}

export interface SeedWorkspace {
  readonly name: string
  /** `T…`, capital letters and digits. */
  readonly id?: string
  readonly domain?: string
  /** At least one. */
  readonly people: readonly SeedPerson[]
  /** Left out: general, with everybody. */
  readonly channels?: readonly SeedChannel[]
}

export interface SeedPerson {
  /** As in @dana. */
  readonly name: string
  /** `U…` */
  readonly id?: string
  readonly realName?: string
  readonly email?: string
  readonly admin?: boolean
}

export interface SeedChannel {
  readonly name: string
  /** `C…` */
  readonly id?: string
  readonly private?: boolean
  readonly topic?: string
  /** Names; left out: everybody. */
  readonly members?: readonly string[]
  /** Oldest first. */
  readonly messages?: readonly SeedMessage[]
}

export interface SeedMessage {
  /** Name. */
  readonly from: string
  readonly text: string
  /** Emoji names, each with the names of who gave it. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly replies?: readonly { readonly from: string; readonly text: string }[]
}

export interface SeedOrganization {
  readonly name: string
  /** `E…` */
  readonly id?: string
  readonly domain?: string
  /** Names of the workspaces that its admins have added org-wide apps to. */
  readonly workspaces?: readonly string[]
}

/** Any setting of an app besides. */
export interface SeedApp extends GivenSettings {
  readonly name: string
  /** `A…` */
  readonly id?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly signingSecret?: string
  /** App-level token, `xapp-…-sim-…`. */
  readonly appToken?: string
  /** In place of `clientSecret`, once the simulator has taken it in. */
  readonly clientSecretHash?: string
}
