import type { GivenSettings } from './app-types.ts'

/** A seed: the first data of a simulator, as a person writes it. Missing fields have defaults. */
export interface SeedContent {
  /** The workspaces, at least one. The apps belong to the first one. */
  readonly workspaces: readonly SeedWorkspace[]
  readonly organization?: SeedOrganization
  /** The apps; by default the default app. */
  readonly apps?: readonly SeedApp[]
}

export interface SeedWorkspace {
  readonly name: string
  /** Id of the workspace: `T…`, capital letters and digits. */
  readonly id?: string
  readonly domain?: string
  /** The people, at least one. */
  readonly people: readonly SeedPerson[]
  /** The channels; by default `general` with every user. */
  readonly channels?: readonly SeedChannel[]
}

export interface SeedPerson {
  /** Handle, without `@`. */
  readonly name: string
  /** Id of the person, `U…`. */
  readonly id?: string
  readonly realName?: string
  readonly email?: string
  readonly admin?: boolean
}

export interface SeedChannel {
  readonly name: string
  /** Id of the channel, `C…`. */
  readonly id?: string
  readonly private?: boolean
  readonly topic?: string
  /** Handles of the members; by default every user. */
  readonly members?: readonly string[]
  /** The messages, oldest first. */
  readonly messages?: readonly SeedMessage[]
}

export interface SeedMessage {
  /** Handle of the author. */
  readonly from: string
  readonly text: string
  /** For each emoji name, the handles of the users who reacted. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly replies?: readonly { readonly from: string; readonly text: string }[]
}

export interface SeedOrganization {
  readonly name: string
  /** Id of the organization, `E…`. */
  readonly id?: string
  readonly domain?: string
  /** Names of the workspaces where its org-wide apps are installed. */
  readonly workspaces?: readonly string[]
}

/** An app, with any of its settings. */
export interface SeedApp extends GivenSettings {
  readonly name: string
  /** Id of the app, `A…`. */
  readonly id?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly signingSecret?: string
  /** The app-level token, `xapp-…-sim-…`. */
  readonly appToken?: string
  /** Hash that replaces `clientSecret` once the simulator has read the seed. */
  readonly clientSecretHash?: string
}
