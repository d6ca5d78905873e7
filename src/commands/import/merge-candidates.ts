import { withInstallation } from '../../config/merge.ts'
import { isProfileName, profileNameFor } from '../../config/profile-name.ts'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Candidate } from './candidate.ts'

export interface MergeResult {
  readonly config: Config
  /** The names of new and merged installations, each once, in the order of the candidates. */
  readonly names: readonly string[]
}

/**
 * Adds each candidate to the config: as a new installation, or merged into the stored installation to which the
 * candidate belongs.
 * @param wanted the name for a single new installation.
 * @throws CliError with the exit reason `usage` and the code `several`: `wanted` is given for more than one
 * installation.
 */
export function mergeCandidates(
  before: Config,
  candidates: readonly Candidate[],
  wanted: string | undefined,
): MergeResult {
  const names = new Set<string>()
  let config = before
  // Candidates with only webhooks come last, because the webhooks may belong to one of the other candidates.
  const ordered = candidates.toSorted((one, other) => Number(isHookOnly(one)) - Number(isHookOnly(other)))
  for (const candidate of ordered) {
    const { installation: found, claim: source } = candidate
    const profiles = config
    const stored = withInstallation(
      config,
      { found, source },
      (existing) =>
        existing ?? profileNameFor(profiles, found, { wanted: wanted ?? candidate.name ?? undefined, existing }),
    )
    names.add(stored.name)
    config = stored.config
  }
  if (wanted !== undefined && names.size > 1) throw several(names.size)
  const real = [...names].find((name) => config.profiles[name]?.simulator === false) ?? [...names][0]
  return { config: { ...config, active: config.active ?? real ?? null }, names: [...names] }
}

function isHookOnly({ installation: { bot, users } }: Candidate): boolean {
  return bot === null && users.length === 0
}

function several(count: number): CliError {
  return new CliError('usage', `--name is for one installation, and these are ${count}`, {
    code: 'several',
    hint: 'Leave it out, then rename them: slack-tokens rename NAME NEW-NAME',
  })
}

/**
 * Checks that the text can be the name of an installation.
 * @throws CliError with the exit reason `usage` and the code `bad_name`: the text cannot be a name (threat H8).
 */
export function checkName(name: string | undefined): void {
  if (name === undefined || isProfileName(name)) return
  throw new CliError('usage', `“${name}” cannot be the name of an installation`, {
    code: 'bad_name',
    hint: 'Use letters, digits, dots, dashes and underscores, up to 64',
  })
}
