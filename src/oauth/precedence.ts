import type { AppRecord } from '../config/installation.ts'

/**
 * The sources of each setting of an install; the first source that has a value wins. A login at Slack, a login on the
 * simulator and `app add` all use this table.
 *
 * | source         | what it is                                                             |
 * | -------------- | ---------------------------------------------------------------------- |
 * | `option`       | typed on the command line                                              |
 * | `link`         | the install link                                                       |
 * | `installation` | the stored installation that `--add-scope` adds to                     |
 * | `manifest`     | a named manifest, or the manifest in a project of Slack’s own CLI      |
 * | `project`      | the project’s `.slack-tokens.json`                                     |
 * | `storedApp`    | the record of the app that an earlier login or `app add` stored        |
 * | `environment`  | an environment variable                                                |
 * | `simulator`    | the settings of the app on the simulator                               |
 */
export const precedence = {
  clientId: ['option', 'link', 'storedApp', 'installation', 'environment'],
  clientSecret: ['option', 'environment', 'storedApp'],
  apiUrl: ['option', 'link', 'environment', 'installation'],
  flow: ['option', 'link', 'storedApp'],
  team: ['option', 'link'],
  pkce: ['option', 'storedApp', 'manifest', 'simulator'],
  scopes: ['option', 'installation', 'link', 'manifest', 'storedApp', 'simulator'],
  // The environment comes before the link, because a person exports a redirect URL for this computer.
  redirectUri: ['option', 'environment', 'link', 'manifest', 'storedApp'],
  // The project's port is for the default redirect URL only.
  port: ['option', 'project', 'storedApp'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type InstallField = keyof typeof precedence

export type SourceOf<F extends InstallField> = (typeof precedence)[F][number]

interface FieldValues {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiUrl: string
  readonly flow: AppRecord['flow']
  readonly team: string
  readonly pkce: boolean
  readonly scopes: Pick<AppRecord, 'botScopes' | 'userScopes'>
  readonly redirectUri: string
  readonly port: number
}

export interface Resolved<F extends InstallField> {
  readonly value: FieldValues[F]
  readonly source: SourceOf<F>
}

/**
 * Returns the value of a field from the first source that has a value, and that source; undefined when no source has a
 * value. `values` must list every source of the field, with `undefined` for a source without a value, so that the
 * compiler finds a forgotten source.
 */
export function resolveField<F extends InstallField>(
  field: F,
  given: Readonly<Record<SourceOf<F>, FieldValues[F] | null | undefined>>,
): Resolved<F> | undefined {
  for (const source of precedence[field] as readonly SourceOf<F>[]) {
    const value = given[source]
    if (value !== undefined && value !== null) return { value, source }
  }
  return undefined
}

const variables: Partial<Record<InstallField, string>> = {
  clientId: 'SLACK_CLIENT_ID',
  clientSecret: 'SLACK_CLIENT_SECRET',
  apiUrl: 'SLACK_API_URL',
  redirectUri: 'SLACK_REDIRECT_URI',
}

/** Returns the name of a source for a message: `--redirect-uri`, `SLACK_REDIRECT_URI`, `the install link`. */
export function sourceName<F extends InstallField>(field: F, source: SourceOf<F>): string {
  switch (source) {
    case 'option':
      return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    case 'environment':
      return variables[field] ?? 'the environment'
    case 'link':
      return 'the install link'
    case 'installation':
      return 'the stored installation'
    case 'manifest':
      return 'the manifest'
    case 'project':
      return '.slack-tokens.json'
    case 'storedApp':
      return 'the stored app'
    case 'simulator':
      return 'the simulator'
  }
}
