import type { GivenSettings } from './app-types.ts'

/** A seed: the first data of a simulator, as a person writes it. What is left out gets a default. */
export interface SeedContent {
  /** At least one. The apps belong to the first. */
  readonly workspaces: readonly SeedWorkspace[]
  readonly organization?: SeedOrganization
  /** When left out, the default app. */
  readonly apps?: readonly SeedApp[]
}

export interface SeedWorkspace {
  readonly name: string
  /** `T…`, capital letters and digits. */
  readonly id?: string
  readonly domain?: string
  /** At least one. */
  readonly people: readonly SeedPerson[]
  /** When left out, `general` with every user. */
  readonly channels?: readonly SeedChannel[]
}

export interface SeedPerson {
  /** Handle, without @. */
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
  /** Handles; when left out, every user. */
  readonly members?: readonly string[]
  /** Oldest first. */
  readonly messages?: readonly SeedMessage[]
}

export interface SeedMessage {
  /** Handle of the author. */
  readonly from: string
  readonly text: string
  /** Handles of the users by emoji name. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly replies?: readonly { readonly from: string; readonly text: string }[]
}

export interface SeedOrganization {
  readonly name: string
  /** `E…` */
  readonly id?: string
  readonly domain?: string
  /** Names of the workspaces that have its org-wide apps. */
  readonly workspaces?: readonly string[]
}

/** An app, with any of its settings. */
export interface SeedApp extends GivenSettings {
  readonly name: string
  /** `A…` */
  readonly id?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly signingSecret?: string
  /** App-level token, `xapp-…-sim-…`. */
  readonly appToken?: string
  /** Replaces `clientSecret` once the simulator has read the seed. */
  readonly clientSecretHash?: string
}
