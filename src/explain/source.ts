import { readFile, stat } from 'node:fs/promises'
import type { Context } from '../context.ts'
import { CliError, systemCode } from '../errors.ts'
import { findInstallation, noInstallation } from '../installations/choose-token.ts'
import type { Installation } from '../installations/installation.ts'

export interface Stored {
  /** Null for one that was handed in as JSON. */
  readonly name: string | null
  readonly active: boolean
  readonly installation: Installation
}

export interface Text {
  /** Where it came from, as the subject of a sentence. */
  readonly from: 'Standard input' | 'The file' | 'The argument'
  readonly text: string
}

/**
 * What is to be explained: standard input, a file, an installation, or the argument itself, in this order; the active
 * installation when nothing is said.
 * @throws CliError usage (stdin is a terminal), failed (the file cannot be read), noToken (nothing is kept here).
 */
export async function findSource(what: string | undefined, context: Context): Promise<Text | Stored> {
  if (what === '-') return { from: 'Standard input', text: await context.readInput() }
  if (what !== undefined) {
    const found = (await readIfFile(what)) ?? (await findProfile(what, context))
    return found ?? { from: 'The argument', text: what }
  }
  if (context.settings.profile?.source === '--profile') return await chosenProfile(context)
  const text = await readPiped(context)
  return text === undefined ? await chosenProfile(context) : { from: 'Standard input', text }
}

/** Undefined when stdin is a terminal, or when nothing is in it, as in a cron job or under another program. */
async function readPiped({ readInput, terminal }: Context): Promise<string | undefined> {
  try {
    const text = await readInput()
    if (text.trim() !== '') return text
    terminal.note('Nothing came on standard input, so this is the active installation')
    return undefined
  } catch (error) {
    if (error instanceof CliError && error.failure === 'usage') return undefined
    throw error
  }
}

/** Undefined when there is no such file. A pipe (`<(pbpaste)`) counts as one. */
async function readIfFile(path: string): Promise<Text | undefined> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return undefined
    return { from: 'The file', text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = systemCode(error)
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code ?? '')) return undefined
    throw new CliError('failed', `The file could not be read: ${code ?? 'an error'}`, {
      code: code ?? 'unreadable',
      hint: 'Hand it in by standard input: slack-tokens explain < file',
      cause: error,
    })
  }
}

async function findProfile(name: string, { store, settings }: Context): Promise<Stored | undefined> {
  const kept = await store.read()
  if (!Object.keys(kept.profiles).some((one) => one.toLowerCase() === name.toLowerCase())) return undefined
  const found = findInstallation(kept, { ...settings, profile: { name, source: '--profile' } })
  return found ? { ...found, active: kept.active === found.name } : undefined
}

async function chosenProfile({ store, settings }: Context): Promise<Stored> {
  const kept = await store.read()
  const found = findInstallation(kept, settings)
  if (!found) throw noInstallation(kept)
  return { ...found, active: kept.active === found.name }
}
