import type { Installation } from './installation.ts'
import type { Config } from './store.ts'

const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
// On Windows, a file with one of these names is a device, in every folder and with every extension.
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i
// parseConfig drops these keys, because they could change an object's prototype.
const reserved = new Set(['constructor', 'prototype'])

/** Whether `text` can be the name of a profile: 1 to 64 letters, digits, `.`, `_` and `-`; never a path or a device. */
export function isProfileName(text: string): boolean {
  return allowed.test(text) && !text.includes('..') && !devices.test(text) && !reserved.has(text)
}

/**
 * Returns a short name for a new profile, from the name or the domain of its workspace. The name is in lower case and
 * ASCII, and differs from every name in `taken` even if case is ignored (`acme`, then `acme-2`).
 */
export function deriveProfileName(workspace: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const plain = workspace
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '')
  const base = isProfileName(plain) ? plain : plain ? `workspace-${plain}` : 'workspace'
  let name = base
  for (let number = 2; used.has(name); number += 1) name = `${base}-${number}`
  return name
}

/**
 * Returns the profile name for an installation: the wanted name if it is free, otherwise its present name, otherwise
 * the name for a new installation if it is free, otherwise a name from its workspace. Never returns the name of another
 * installation.
 */
export function profileNameFor(
  config: Pick<Config, 'profiles'>,
  { workspace, organization }: Pick<Installation, 'workspace' | 'organization'>,
  {
    wanted,
    ifNew,
    existing,
  }: {
    readonly wanted?: string | undefined
    readonly ifNew?: string | undefined
    readonly existing: string | undefined
  },
): string {
  if (wanted === undefined && existing !== undefined) return existing
  const taken = Object.keys(config.profiles).filter((one) => one !== existing)
  const given = wanted ?? ifNew
  if (given !== undefined && !taken.some((one) => one.toLowerCase() === given.toLowerCase())) return given
  const named = workspace ?? organization
  return deriveProfileName(wanted ?? named?.name ?? named?.id ?? 'workspace', taken)
}
