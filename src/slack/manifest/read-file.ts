import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { CliError } from '../../errors.ts'
import {
  type DocumentKind,
  keysTwice,
  lineFinder,
  parseDocument,
  readDocument,
  readFoundDocument,
} from '../../input/document.ts'
import type { Context } from '../../runtime/context.ts'
import { isRecord } from '../../shape/record.ts'
import { checkManifest } from './check-manifest.ts'
import { type ManifestFacts, manifestFacts } from './facts.ts'
import { type LinkedManifest, manifestOfLink } from './from-link.ts'
import type { ManifestText } from './review.ts'
import { unwrapManifest } from './unwrap.ts'
import type { Group, ManifestProblem } from './validate.ts'

export interface ManifestFile {
  /** The file name as the user wrote it. */
  readonly file: string
  readonly manifest: Group
  /** Possible faults, one line each: scopes and keys that this tool does not know, perhaps because they are newer. */
  readonly doubts: readonly string[]
}

const names = ['manifest.json', 'manifest.yaml', 'manifest.yml', 'slack-manifest.json', 'slack-manifest.yaml']

const manifestDocument: DocumentKind = {
  subject: 'The manifest',
  // The largest manifest that Slack accepts is far smaller.
  most: 2_000_000,
  code: 'manifest_unreadable',
  hints: {
    unread: 'Name another file, or make one: slack-tokens app manifest > manifest.json',
    broken:
      'Correct it, or give the scopes by options: --scopes … --user-scopes …; a valid manifest: slack-tokens app manifest',
  },
}

/** Returns the name of the file in `folder` that may be an app's manifest. Undefined when there is none. */
export function manifestFileIn(folder: string): string | undefined {
  return names.find((name) => existsSync(join(folder, name)))
}

/**
 * Returns what the manifest in an app's folder says about an install. Undefined when there is no manifest. Faults in
 * parts that do not concern an install are ignored.
 * @throws CliError with the exit reason `usage` when the manifest cannot be read, or Slack would refuse its
 * `oauth_config`.
 */
export function readManifest(folder: string): (ManifestFacts & { readonly file: string }) | undefined {
  const file = manifestFileIn(folder)
  if (!file) return undefined
  const value = readFoundDocument(join(folder, file), file, manifestDocument)
  // Other projects, such as web apps, have a manifest.json too. Ignore a file without the keys of a Slack manifest.
  if (!isSlackManifest(value)) return undefined
  const problems = checkManifest(value).filter(({ path, certain }) => certain && path.startsWith('oauth_config'))
  if (problems.length > 0) throw misfit(file, problems)
  return { file, ...manifestFacts(value) }
}

/** Whether a value has a key that only manifests of Slack have. */
export function isSlackManifest(value: unknown): value is Group {
  return isRecord(value) && ('oauth_config' in value || 'display_information' in value)
}

/**
 * Reads a manifest from a file in JSON or YAML, from standard input (`-`), or from a link to Slack's create-app page.
 * @throws CliError with the exit reason `usage` when the file does not exist, is neither JSON nor YAML, or is a
 * manifest that Slack would refuse; then `details.problems` has the path of each wrong key.
 */
export async function readManifestFile(
  file: string,
  context: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
): Promise<ManifestFile> {
  const { shown, value } = await readManifestText(file, context)
  const problems = checkManifest(value)
  const certain = problems.filter((one) => one.certain)
  if (certain.length > 0 || !isRecord(value)) throw misfit(shown, certain)
  return { file: shown, manifest: value, doubts: problems.map(({ path, problem }) => `${path}: ${problem}`) }
}

/**
 * Reads a manifest from a file, from standard input (`-`), or from a link to Slack's create-app page, without checking
 * it.
 * @throws CliError with the exit reason `usage` when the file does not exist, or is neither JSON nor YAML.
 */
export async function readManifestText(
  named: string,
  context: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
): Promise<ManifestText> {
  const linked = manifestOfLink(named)
  if (linked) return ofLink(linked)
  const { text, ...read } = await readDocument(named, manifestDocument, context)
  // YAML also accepts a link alone, as a text.
  const piped = typeof read.value === 'string' ? manifestOfLink(read.value) : undefined
  return piped ? ofLink(piped) : manifestIn(read, text)
}

function ofLink({ text, format }: LinkedManifest): ManifestText {
  const shown = 'The manifest of the link'
  const value = parseDocument(text, shown, manifestDocument, format === 'json' ? 'json' : undefined)
  return manifestIn({ shown, value }, text)
}

function parsed(text: string): unknown {
  try {
    return parseDocument(text, '', manifestDocument)
  } catch {
    return undefined
  }
}

function manifestIn({ shown, value: given }: Pick<ManifestText, 'shown' | 'value'>, text: string): ManifestText {
  const { value, steps, note } = unwrapManifest(given, parsed)
  const lineOf = lineFinder(text)
  return {
    ...{ shown, value },
    lineOf: (inner) => (steps === null ? null : lineOf([...steps, ...inner])),
    notes: [
      ...(note === null ? [] : [note]),
      ...(text.startsWith('\ufeff')
        ? ['the text begins with a byte order mark (BOM), which other programs refuse: save it as UTF-8 without BOM']
        : []),
    ],
    twice: keysTwice(text),
  }
}

/** Returns the manifest as text that people can edit. */
export function manifestText(manifest: object, format: 'json' | 'yaml'): string {
  return format === 'json' ? JSON.stringify(manifest, null, 2) : stringify(manifest).trimEnd()
}

function misfit(shown: string, problems: readonly ManifestProblem[]): CliError {
  const most = 20
  const lines = problems.slice(0, most).map((one) => `\n  ${problemLine(one)}`)
  const more = problems.length > most ? `\n  and ${problems.length - most} more` : ''
  return new CliError('usage', `${shown} is not a manifest that Slack accepts:${lines.join('')}${more}`, {
    code: 'invalid_manifest',
    hint: 'Correct these keys (docs.slack.dev/reference/app-manifest); a valid manifest, to compare: slack-tokens app manifest',
    details: { problems: problems.map(({ path, problem }) => ({ path, problem })) },
  })
}

/** Returns one line for a problem: `features.slash_commands: expected at least one entry, found none`. */
export function problemLine({ path, problem }: ManifestProblem): string {
  return `${path ? `${path}: ` : ''}${problem}`
}
