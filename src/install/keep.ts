import { tmpdir } from 'node:os'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Installation } from '../installations/installation.ts'
import { describeChanges, findSame, type InstallFacts, mergeGrant } from '../installations/merge.ts'
import { deriveProfileName } from '../installations/profile-name.ts'
import { saveRecovery } from '../installations/recovery.ts'
import type { Kept } from '../installations/store.ts'
import type { Grant } from '../reading/grant.ts'
import type { Wire } from '../slack/send.ts'
import { safeJson } from '../terminal.ts'
import type { Exchanged } from './exchange.ts'
import { askActors, withNames } from './name-actors.ts'
import type { InstallRequest } from './request.ts'

export interface Installed {
  readonly name: string
  readonly installation: Installation
  readonly grant: Grant
  /** Whether this profile is the active one now. */
  readonly active: boolean
  /** Whether it was known before. */
  readonly again: boolean
  /** What that changed, in words. */
  readonly changes: readonly string[]
  /** Handle of who pressed Allow, or their id. */
  readonly installer: string | null
}

/** Saves what the exchange brought, then asks Slack who the tokens act as and saves that too. */
export async function keepGrant(
  { request, exchanged }: { request: Omit<InstallRequest, 'timeout' | 'certificate'>; exchanged: Exchanged },
  context: Context,
  wire: Wire,
): Promise<Installed> {
  const { grant } = exchanged
  const facts: InstallFacts = {
    apiUrl: request.apiUrl,
    simulator: request.simulator,
    appName: request.appName ?? null,
    clientId: request.clientId,
    askedBot: request.botScopes,
    askedUser: request.userScopes,
    method: exchanged.method,
    body: exchanged.body,
    at: exchanged.at,
  }
  for (const token of [grant.bot?.token, grant.user?.token]) if (token) context.terminal.conceal(token)
  let name = ''
  let old: Installation | undefined
  const kept = await saveOrRecover(facts, context, (before) => {
    const same = findSame(before, grant, facts)
    old = same === undefined ? undefined : before.profiles[same]
    name = nameFor(before, grant, { wanted: request.profile, same })
    const installation = mergeGrant(old, grant, facts)
    const { [same ?? name]: _moved, ...others } = before.profiles
    const active = before.active === same ? null : before.active
    return {
      ...before,
      active: nextActive({ ...before, active }, name, installation),
      profiles: { ...others, [name]: installation },
    }
  })
  if (request.profile !== undefined && name !== request.profile) {
    context.terminal.warn(`“${request.profile}” is another installation, so this one is kept as “${name}”`)
  }
  const saved = kept.profiles[name] as Installation
  const actors = await askActors(saved.apiUrl, grant, wire)
  // The tokens are safe already: names that cannot be saved are no reason to fail.
  const after = await context.store
    .update((now) => ({
      ...now,
      profiles: { ...now.profiles, [name]: withNames(now.profiles[name] ?? saved, grant, actors) },
    }))
    .catch(() => kept)
  const named = withNames(after.profiles[name] ?? saved, grant, actors)
  const installer = named.users.find(({ userId }) => userId === grant.installerId)?.userName ?? grant.installerId
  return {
    name,
    installation: named,
    grant,
    active: after.active === name,
    again: old !== undefined,
    changes: describeChanges(old, named, grant),
    installer,
  }
}

/**
 * A token that was obtained and cannot be saved is never lost: it goes to a file of its own, whose path is told (R12).
 * @throws CliError failed, naming that file.
 */
async function saveOrRecover(facts: InstallFacts, context: Context, change: (kept: Kept) => Kept): Promise<Kept> {
  try {
    return await context.store.update(change)
  } catch (error) {
    const answer = { method: facts.method, at: new Date(facts.at).toISOString(), body: facts.body }
    const said = error instanceof Error ? error.message : 'The config file could not be written'
    const path = await recover(answer, context)
    throw new CliError('failed', path === undefined ? said : `${said}. The tokens are safe in ${path}`, {
      code: 'save_failed',
      hint:
        path === undefined
          ? 'Make room or fix the folder, then install again: Slack usually hands out the same tokens'
          : 'That file holds Slack’s whole answer (mode 0600). Make room or fix the folder, then run the command again and delete it',
      details: { recoveryFile: path ?? null },
      cause: error,
    })
  }
}

/** Where the answer was put; undefined when nothing takes it. At a terminal it can be shown, as a last resort. */
async function recover(answer: object, context: Context): Promise<string | undefined> {
  try {
    return saveRecovery(answer, recoveryFolders(context))
  } catch {
    const { terminal } = context
    terminal.warn('The tokens could be written nowhere: neither to the config folder nor to a temporary one')
    if (!terminal.interactive) return undefined
    const choice = await (await context.ask()).choose('Show them here, to be copied?', [
      { value: 'show', label: 'Show them', hint: 'whoever sees the screen sees them' },
      { value: 'leave', label: 'Let them go' },
    ])
    if (choice === 'show') terminal.result(answer, () => safeJson(answer, 2), { secret: true })
    return undefined
  }
}

function recoveryFolders({ settings }: Context): string[] {
  return [...(settings.runtimeFolder ? [settings.runtimeFolder] : []), tmpdir()]
}

/** The chosen name if it is free, else the one it has, else one made from the workspace's: never another's. */
function nameFor(
  kept: Kept,
  grant: Grant,
  { wanted, same }: { wanted: string | undefined; same: string | undefined },
): string {
  const taken = Object.keys(kept.profiles).filter((one) => one !== same)
  if (wanted === undefined && same !== undefined) return same
  if (wanted !== undefined && !taken.some((one) => one.toLowerCase() === wanted.toLowerCase())) return wanted
  const place = grant.workspace ?? grant.organization
  return deriveProfileName(wanted ?? place?.name ?? place?.id ?? 'workspace', taken)
}

/** A simulated installation becomes active only where no real one is: practice must not redirect real work. */
function nextActive(kept: Kept, name: string, installation: Installation): string {
  const { active } = kept
  if (active === null || !installation.simulator) return name
  return kept.profiles[active]?.simulator === false ? active : name
}
