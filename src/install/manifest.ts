import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { CliError } from '../errors.ts'

/** What an app manifest says about an install (docs.slack.dev/reference/app-manifest). It holds no client id. */
export interface ManifestFacts {
  /** File it was read from. */
  readonly file: string
  readonly name: string | null
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUrls: readonly string[]
}

const names = ['manifest.json', 'manifest.yaml', 'manifest.yml', 'slack-manifest.json', 'slack-manifest.yaml']

/**
 * The manifest of the app in a folder, or undefined where there is none.
 * @throws CliError usage: a file of that name that is not a manifest that can be read.
 */
export function readManifest(folder: string): ManifestFacts | undefined {
  const file = names.find((name) => existsSync(join(folder, name)))
  if (!file) return undefined
  const value = parse(file, readFileSync(join(folder, file), 'utf8'))
  const oauth = fields(fields(value)['oauth_config'])
  const scopes = fields(oauth['scopes'])
  // Any project may have a manifest.json of its own (web apps do): one that says nothing of Slack is not meant.
  if (!('oauth_config' in fields(value)) && !('display_information' in fields(value))) return undefined
  const name = fields(fields(value)['display_information'])['name']
  return {
    file,
    name: typeof name === 'string' ? name : null,
    botScopes: texts(scopes['bot']),
    userScopes: texts(scopes['user']),
    redirectUrls: texts(oauth['redirect_urls']),
  }
}

function parse(file: string, text: string): unknown {
  try {
    if (file.endsWith('.json')) return JSON.parse(text)
    return parseYaml(text)
  } catch (error) {
    throw new CliError('usage', `${file} is not ${file.endsWith('.json') ? 'JSON' : 'YAML'}`, {
      code: 'manifest_unreadable',
      hint: 'Mend it, or name the scopes yourself: --scopes … --user-scopes …',
      cause: error,
    })
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
