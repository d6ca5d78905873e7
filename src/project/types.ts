/** The name of the file that describes a project. */
export const projectFileName = '.slack-tokens.json'

/**
 * What `.slack-tokens.json` may contain. It can select a stored installation and a stored app. It has no secret and no
 * API URL.
 */
export interface ProjectContent {
  /** The address of the JSON Schema, for editors. The tool ignores it. */
  readonly $schema?: string | undefined
  /** The name of the stored installation that commands use in this project. */
  readonly profile?: string | undefined
  /** The name of the stored app that commands use in this project. */
  readonly app?: string | undefined
  /** The port of the callback on localhost. */
  readonly port?: number | undefined
  /** The app's manifest, as a path inside the project. */
  readonly manifest?: string | undefined
  readonly drive?: ProjectDrive | undefined
}

/** What `drive` does in a project; each key is the option of the same name. */
export interface ProjectDrive {
  /** The command that starts the app, run by a shell in the folder of the file. */
  readonly start?: string | undefined
  /** The app's install address. */
  readonly url?: string | undefined
  readonly scenarios?: readonly string[] | undefined
  /** An address or a path of the app that makes it call Slack. */
  readonly use?: string | undefined
  /** An address or a path of the app that receives Slack's events. */
  readonly eventsUrl?: string | undefined
  readonly redirectUrl?: string | undefined
  /** Other hosts that drive may visit. */
  readonly allowHosts?: readonly string[] | undefined
  /** How long to wait until the started app listens, in seconds. */
  readonly wait?: number | undefined
  /** The data with which drive's simulator starts, as a path inside the project. */
  readonly seed?: string | undefined
  /** Whether Chromium opens the pages. */
  readonly browser?: boolean | undefined
  /** The folder for reports, pages and pictures, as a path inside the project. */
  readonly artifacts?: string | undefined
  /** The ids of findings that are printed, but do not fail the run. */
  readonly allow?: readonly string[] | undefined
}

/** A `.slack-tokens.json` that was read and checked. */
export interface ProjectFile extends ProjectContent {
  /** The absolute path of the file. */
  readonly path: string
  /** The absolute path of the folder of the file. Paths in the file start there. */
  readonly folder: string
  /** The path of the file for messages, relative to the working directory. */
  readonly shown: string
}
