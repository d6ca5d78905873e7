import type { Installation } from '../config/installation.ts'
import { type MergedInstallation, withInstallation } from '../config/merge.ts'
import { profileNameFor } from '../config/profile-name.ts'
import { savedOrRecovered } from '../config/recovery.ts'
import { recovered } from '../config/recovery-file.ts'
import { emptyConfig } from '../config/schema.ts'
import type { Config } from '../config/store.ts'
import type { Grant } from '../responses/grant.ts'
import type { Context } from '../runtime/context.ts'
import type { RequestContext } from '../slack/client/types.ts'
import type { Exchanged } from './code-exchange.ts'
import { describeChanges } from './describe-changes.ts'
import { grantedInstallation } from './granted-installation.ts'
import type { InstallRequest } from './types.ts'
import { lookUpUserNames, withNames } from './user-names.ts'

/** An install after its grant was saved. */
export interface SavedInstall {
  readonly name: string
  readonly installation: Installation
  readonly grant: Grant
  /** Whether it is stored; false for an install whose tokens are only printed. */
  readonly stored: boolean
  /** Whether this profile is the active one now. */
  readonly active: boolean
  /** Whether the installation was stored before. */
  readonly again: boolean
  /** The name of the profile before the install gave it another one; null when it has the same name, or is new. */
  readonly renamedFrom: string | null
  /** What changed in the installation, as text. */
  readonly changes: readonly string[]
  /** The handle of the person who pressed Allow, otherwise the user id. */
  readonly installer: string | null
  /** The person who pressed Allow, for a message: a handle with @, or the user id. */
  readonly installerLabel: string | null
}

export interface InstallToSave {
  readonly request: Pick<
    InstallRequest,
    | 'apiUrl'
    | 'simulator'
    | 'appName'
    | 'clientId'
    | 'botScopes'
    | 'userScopes'
    | 'profile'
    | 'profileIfNew'
    | 'unsaved'
  >
  readonly exchanged: Exchanged
  /** True to leave the choice of the active installation unchanged, even when no installation is active. */
  readonly inactive?: boolean
}

/** Saves the grant, then asks Slack which users the tokens act as, and saves their names. Returns the saved install. */
export async function saveInstall(
  { request, exchanged, inactive = false }: InstallToSave,
  context: Context,
  wire: RequestContext,
): Promise<SavedInstall> {
  const { grant } = exchanged
  const found = grantedInstallation(grant, {
    apiUrl: request.apiUrl,
    simulator: request.simulator,
    appName: request.appName ?? null,
    clientId: request.clientId,
    requestedBot: request.botScopes,
    requestedUser: request.userScopes,
    method: exchanged.method,
    body: exchanged.body,
    at: exchanged.at,
  })
  for (const token of [grant.bot?.token, grant.user?.token]) if (token) context.terminal.conceal(token)
  let name = ''
  let old: Installation | undefined
  let oldName: string | undefined
  let merged: Installation | undefined
  const change = (before: Config): Config => {
    const stored = withInstallation(before, { found, source: 'install' }, (existing) =>
      profileNameFor(before, found, { wanted: request.profile, ifNew: request.profileIfNew, existing }),
    )
    old = stored.before
    oldName = stored.existing
    name = stored.name
    merged = stored.installation
    return inactive ? stored.config : { ...stored.config, active: nextActive(stored) }
  }
  const again = 'then install again: Slack usually returns the same tokens'
  const recovery = () => {
    // When the file could not be read, `change` has not run yet.
    if (!merged) change(emptyConfig())
    return recovered({ profiles: merged ? { [name]: merged } : {} })
  }
  const config = await savedOrRecovered(
    () => context.store.update(change),
    { what: 'tokens', recovery, again },
    context,
  )
  if (request.profile !== undefined && name !== request.profile) {
    context.terminal.warn(`“${request.profile}” is another installation, so this one is stored as “${name}”`)
  }
  const saved = config.profiles[name] as Installation
  const actors = await lookUpUserNames(saved.apiUrl, grant, wire)
  // A failure to save the names does not fail the login, because the tokens are already saved.
  const after = await context.store
    .update((now) => ({
      ...now,
      profiles: { ...now.profiles, [name]: withNames(now.profiles[name] ?? saved, grant, actors) },
    }))
    .catch(() => config)
  const named = withNames(after.profiles[name] ?? saved, grant, actors)
  const handle = named.users.find(({ userId }) => userId === grant.installerId)?.userName
  return {
    name,
    installation: named,
    grant,
    stored: !request.unsaved,
    active: after.active === name,
    again: old !== undefined,
    renamedFrom: oldName === undefined || oldName === name ? null : oldName,
    changes: describeChanges(old, named, grant),
    installer: handle ?? grant.installerId,
    installerLabel: handle ? `@${handle}` : grant.installerId,
  }
}

/**
 * Returns the name of the profile that is active after the install. This is the new profile, unless it is simulated and
 * the active one is real: a test must not replace the profile with which the user works.
 */
function nextActive({ config, name, installation }: MergedInstallation): string {
  const { active } = config
  if (active === null || !installation.simulator) return name
  return config.profiles[active]?.simulator === false ? active : name
}
