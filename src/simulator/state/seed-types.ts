import type { GivenSettings } from './app-types.ts'

/**
 * A seed: the data with which a simulator starts, as a developer writes it. A field that is missing gets its default.
 */
export interface SeedContent {
  /** The workspaces, at least one. The apps belong to the first workspace. */
  readonly workspaces: readonly SeedWorkspace[]
  readonly organization?: SeedOrganization
  /** The apps; by default the one app of the default state. */
  readonly apps?: readonly SeedApp[]
}

export interface SeedWorkspace {
  readonly name: string
  /** Id of the workspace: `T` and then capital letters and digits. */
  readonly id?: string
  readonly domain?: string
  /** The people, at least one. */
  readonly people: readonly SeedPerson[]
  /** The channels; by default `general`, with everybody as a member. */
  readonly channels?: readonly SeedChannel[]
  /** The names of the workspace's own emoji, without colons. Slack's usual emoji are always there. */
  readonly emoji?: readonly string[]
}

export interface SeedPerson {
  /** The name that is used in mentions, without `@`. */
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
  /** Ids of outside workspaces with which the channel is shared (Slack Connect). They are not simulated. */
  readonly sharedWith?: readonly string[]
  /** The names of the members, as in `people`; by default everybody in the workspace. */
  readonly members?: readonly string[]
  /** The messages, oldest first. */
  readonly messages?: readonly SeedMessage[]
}

export interface SeedMessage {
  /** The name of the author, as in `people`. */
  readonly from: string
  readonly text: string
  /** For each name of an emoji, the names of the people who reacted with it. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>
  readonly replies?: readonly { readonly from: string; readonly text: string }[]
}

export interface SeedOrganization {
  readonly name: string
  /** Id of the organization, `E…`. */
  readonly id?: string
  readonly domain?: string
  /** Names of the workspaces in which its org-wide apps are installed. */
  readonly workspaces?: readonly string[]
}

/** An app. Any of its settings can be set here too. */
export interface SeedApp extends GivenSettings {
  readonly name: string
  /** Id of the app, `A…`. */
  readonly id?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly signingSecret?: string
  /** The app-level token, `xapp-…-sim-…`. */
  readonly appToken?: string
  /** The hash that replaces `clientSecret` after the simulator has read the seed; a person does not write it. */
  readonly clientSecretHash?: string
}
