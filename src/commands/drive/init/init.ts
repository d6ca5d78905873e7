import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import manifest from '../../../../package.json' with { type: 'json' }
import { CliError } from '../../../errors.ts'
import { checkedProject } from '../../../project/read-file.ts'
import { type ProjectDrive, projectFileName } from '../../../project/types.ts'
import { languages } from '../../../proxy/languages.ts'
import type { Context } from '../../../runtime/context.ts'
import { withConfirmed } from '../project.ts'
import { findManifest, seedFrom, unusable } from './find-manifest.ts'
import { type FoundStart, findStarts, languageOf, type ProjectFolder, projectFolder } from './find-start.ts'
import { findUrl } from './find-url.ts'
import { workflowText } from './workflow.ts'
import { type InitFile, writeFiles } from './write-files.ts'

export interface InitOptions {
  readonly start?: string
  readonly url?: string
  readonly manifest?: string
  readonly port?: number
  readonly force?: boolean
  readonly dryRun?: boolean
}

const seedFile = 'slack-seed.json'

/**
 * Writes what `drive` needs to run in a project and in CI: `.slack-tokens.json`, a workflow for GitHub Actions, and a
 * seed from the app's manifest.
 * @throws CliError with the exit reason `usage`: no command starts the app (`nothing_to_drive`), a file exists already
 * (`file_exists`), or the named manifest is not valid.
 */
export async function init(options: InitOptions, context: Context): Promise<void> {
  const { terminal, cwd } = context
  const folder = projectFolder(cwd)
  const { start, isTyped } = await chooseStart(options, folder, context)
  const url = options.url ?? findUrl(folder, start)
  const seed = await seedOf(options, folder, context)
  const language = languageOf(start, folder)
  const root = repositoryOf(cwd)
  const content = {
    ...(existsSync(join(cwd, schemaPath)) && { $schema: `./${schemaPath}` }),
    ...(options.port !== undefined && { port: options.port }),
    ...(seed && { manifest: seed.manifest }),
    drive: { start, ...(url !== undefined && { url }), ...(seed && { seed: seedFile }) },
  }
  const { drive = {} } = checkedProject(content, projectFileName)
  const below = relative(root, cwd).replaceAll('\\', '/')
  const files: readonly InitFile[] = [
    { path: join(cwd, projectFileName), text: jsonText(content) },
    ...(seed ? [{ path: join(cwd, seedFile), text: jsonText(seed.content) }] : []),
    {
      path: join(root, '.github', 'workflows', 'slack-install.yml'),
      text: workflowText({ language, folder, below, version: manifest.version }),
    },
  ]
  if (!options.dryRun) {
    writeFiles(files, root, { force: options.force ?? false })
    if (isTyped && terminal.interactive) await confirmTyped(drive, context)
  }
  const shown = files.map(({ path, text }) => ({ file: relative(cwd, path), text }))
  const result = { ok: true, dryRun: options.dryRun ?? false, start, url: url ?? null, files: shown }
  terminal.result(
    result,
    (paint) =>
      options.dryRun
        ? shown
            .map(({ file, text }) => `${paint.bold(`# ${file}`)}\n${text}`)
            .join('\n')
            .trimEnd()
        : shown.map(({ file }) => `wrote ${file}`).join('\n'),
    { exact: options.dryRun ?? false },
  )
  terminal.note(`The app is started with: ${start}${language ? `   (${languages[language].name})` : ''}`)
  if (url === undefined) terminal.note('Its install address is found when it runs. To name it: --url')
  if (!seed) terminal.note('No app manifest was found. To name it: --manifest')
  if (!options.dryRun) terminal.note(`\nNext:\n  slack-tokens drive${terminal.interactive ? '' : ' --yes'}`)
}

const schemaPath = 'node_modules/slack-tokens/dist/slack-tokens.schema.json'

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/**
 * Stores that a person has confirmed the command: who types it at a terminal need not be asked by `drive` whether it may
 * run. A command that was found in a file of the project is not confirmed by that. When the config file cannot be
 * changed, `drive` asks.
 */
async function confirmTyped(drive: ProjectDrive, { store, cwd }: Context): Promise<void> {
  try {
    // Unlike an update, this fails when the file is damaged.
    await store.read()
    await store.update(withConfirmed(cwd, drive), 0)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
  }
}

interface ChosenStart {
  readonly start: string
  /** Whether the person typed the command; false for one that was found in a file of the project. */
  readonly isTyped: boolean
}

async function chooseStart({ start }: InitOptions, folder: ProjectFolder, context: Context): Promise<ChosenStart> {
  const { terminal } = context
  const given = start?.trim()
  if (given !== undefined && given !== '') return { start: given, isTyped: true }
  const found = findStarts(folder)
  if (terminal.interactive) return await askStart(found, context)
  const [first] = found
  if (first && start === undefined) return { start: first.command, isTyped: false }
  throw new CliError('usage', 'No file of this folder shows how the app is started', {
    code: 'nothing_to_drive',
    hint: 'Name the command: slack-tokens drive init --start "npm start"',
  })
}

async function askStart(found: readonly FoundStart[], { ask }: Context): Promise<ChosenStart> {
  const prompt = await ask()
  const other = ''
  const chosen =
    found.length === 0
      ? other
      : await prompt.choose('Which command starts the app?', [
          ...found.slice(0, 8).map(({ command, from }) => ({ value: command, label: command, hint: from })),
          { value: other, label: 'Another command' },
        ])
  if (chosen !== other) return { start: chosen.trim(), isTyped: false }
  const typed = await prompt.text('The command that starts the app', (text) =>
    text.trim() === '' ? 'For example: npm start' : undefined,
  )
  return { start: typed.trim(), isTyped: true }
}

/** Returns the manifest of the project and a seed from it; undefined when there is none that can be used. */
async function seedOf(
  { manifest: named }: InitOptions,
  folder: ProjectFolder,
  context: Context,
): Promise<{ readonly manifest: string; readonly content: object } | undefined> {
  const file = named ?? findManifest(folder)
  if (file === undefined) return undefined
  try {
    return { manifest: file, content: await seedFrom(file, context) }
  } catch (error) {
    if (named !== undefined || !(error instanceof CliError)) throw error
    context.terminal.warn(unusable(error))
    return undefined
  }
}

/**
 * Returns the root of the repository, which contains the workflows. Outside of a repository, returns the folder itself.
 */
function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return folder
  }
}
