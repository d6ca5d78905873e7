import { findInstallation, isStored, noInstallation } from '../../config/choose-token.ts'
import type { Installation } from '../../config/installation.ts'
import { checkNoProfile } from '../../config/select-profile.ts'
import { CliError } from '../../errors.ts'
import { readIfFile } from '../../input/read-if-file.ts'
import type { Context } from '../../runtime/context.ts'

export interface StoredSource {
  /** The name of the installation; null when the installation came as JSON in the input. */
  readonly name: string | null
  readonly active: boolean
  readonly installation: Installation
}

export interface SourceText {
  /** The source of the text, as the subject of a sentence. */
  readonly from: 'Standard input' | 'The file' | 'The argument'
  readonly text: string
  /** The file name as given; null for input that cannot be read again. */
  readonly file: string | null
}

/**
 * Finds the input of `explain`: standard input, a file, an installation, or the argument itself, in this order. Without
 * any input, returns the active installation.
 * @throws CliError with the exit reason `usage`: standard input is a terminal; `failed`: the file cannot be read;
 * `noToken`: nothing is stored.
 */
export async function findSource(what: string | undefined, context: Context): Promise<SourceText | StoredSource> {
  if (what !== undefined) checkNoProfile(context.settings, 'Something to explain')
  if (what === '-') return { from: 'Standard input', text: await context.readInput(), file: null }
  if (what !== undefined) {
    const found = (await fromFile(what, context)) ?? (await findProfile(what, context))
    return found ?? { from: 'The argument', text: what, file: null }
  }
  if (context.settings.profile?.source === '--profile') return await chosenProfile(context)
  const text = await readPiped(context)
  return text === undefined ? await chosenProfile(context) : { from: 'Standard input', text, file: null }
}

/** Reads standard input. Returns undefined when it is a terminal or empty, for example in a cron job. */
async function readPiped({ readInput, terminal }: Context): Promise<string | undefined> {
  try {
    const text = await readInput()
    if (text.trim() !== '') return text
    terminal.note('Nothing came on standard input, so this is the active installation')
    return undefined
  } catch (error) {
    if (error instanceof CliError && error.code === 'no_input') return undefined
    throw error
  }
}

async function fromFile(name: string, { cwd, signal }: Context): Promise<SourceText | undefined> {
  const read = await readIfFile(name, { cwd, signal, command: 'slack-tokens explain -' })
  return read && { from: 'The file', text: read.text, file: read.again ? name : null }
}

async function findProfile(name: string, { store, settings }: Context): Promise<StoredSource | undefined> {
  const config = await store.read()
  if (!isStored(config, name)) return undefined
  const found = findInstallation(config, { ...settings, profile: { name, source: '--profile' } })
  return found ? { ...found, active: config.active === found.name } : undefined
}

async function chosenProfile({ store, settings }: Context): Promise<StoredSource> {
  const config = await store.read()
  const found = findInstallation(config, settings)
  if (!found) throw noInstallation(config)
  return { ...found, active: config.active === found.name }
}
