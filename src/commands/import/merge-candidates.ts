import type { Installation } from '../../config/installation.ts'
import { findKin, mergeKin } from '../../config/kin.ts'
import { deriveProfileName, isProfileName } from '../../config/profile-name.ts'
import type { Kept } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Candidate } from './candidate.ts'

export interface LaidIn {
  readonly kept: Kept
  /** Names that were given out or merged into, each once, in their order. */
  readonly names: readonly string[]
}

/**
 * Puts the candidates into what is kept, each under a name of its own or into the installation it belongs to. Pure.
 * @param wanted the name for the only new one.
 * @throws CliError usage, code `several`: a name was given, and there is more than one.
 */
export function layIn(before: Kept, candidates: readonly Candidate[], wanted: string | undefined): LaidIn {
  const names = new Set<string>()
  let kept = before
  // Webhooks alone come last, when the installations that they may belong to are there.
  const ordered = candidates.toSorted((one, other) => Number(isHookOnly(one)) - Number(isHookOnly(other)))
  for (const candidate of ordered) {
    const { installation, claim } = candidate
    const kin = findKin(kept, installation)
    const old = kin === undefined ? undefined : kept.profiles[kin]
    const name = kin ?? nameFor(candidate, wanted, Object.keys(kept.profiles))
    const merged = old ? mergeKin(old, installation, claim) : installation
    names.add(name)
    kept = { ...kept, profiles: { ...kept.profiles, [name]: merged } }
  }
  if (wanted !== undefined && names.size > 1) throw several(names.size)
  const real = [...names].find((name) => kept.profiles[name]?.simulator === false) ?? [...names][0]
  return { kept: { ...kept, active: kept.active ?? real ?? null }, names: [...names] }
}

function isHookOnly({ installation: { bot, users } }: Candidate): boolean {
  return bot === null && users.length === 0
}

function nameFor(
  { name, installation }: Pick<Candidate, 'name' | 'installation'>,
  wanted: string | undefined,
  taken: readonly string[],
): string {
  const asked = wanted ?? name ?? undefined
  const free = asked !== undefined && !taken.some((one) => one.toLowerCase() === asked.toLowerCase())
  return free ? asked : deriveProfileName(asked ?? placeName(installation), taken)
}

function placeName({ workspace, organization }: Installation): string {
  const place = workspace ?? organization
  return place?.name ?? place?.id ?? 'workspace'
}

function several(count: number): CliError {
  return new CliError('usage', `--name is for one installation, and these are ${count}`, {
    code: 'several',
    hint: 'Leave it out, then rename them: slack-tokens rename NAME NEW-NAME',
  })
}

/** @throws CliError usage, code `bad_name`: what cannot be the name of an installation (H8). */
export function checkName(name: string | undefined): void {
  if (name === undefined || isProfileName(name)) return
  throw new CliError('usage', `“${name}” cannot be the name of an installation`, {
    code: 'bad_name',
    hint: 'Use letters, digits, dots, dashes and underscores, up to 64',
  })
}
