import type { Context } from '../runtime/context.ts'
import type { Actor } from './actor.ts'

/** How many channels are remembered for an installation. */
const mostChannels = 50

/** Matches the name of a channel with its #, and the id of a channel. */
const channel = /^(?:#[^\s#,]{1,80}|[CG][A-Z0-9]{8,20})$/

/**
 * Stores a channel that a call reached, so that the completion can offer it. Writes only a channel that is new. The call
 * itself has succeeded, so an error is ignored, and a lock of another process is not waited for: then the next call
 * stores the channel.
 */
export async function rememberChannel(name: unknown, { chosen }: Actor, { store }: Pick<Context, 'store'>) {
  const { stored } = chosen
  if (!stored || typeof name !== 'string' || !channel.test(name)) return
  if (stored.installation.seenChannels?.includes(name)) return
  await store
    .update((config) => {
      const now = config.profiles[stored.name]
      if (!now) return config
      const seenChannels = [name, ...(now.seenChannels ?? []).filter((one) => one !== name)].slice(0, mostChannels)
      return { ...config, profiles: { ...config.profiles, [stored.name]: { ...now, seenChannels } } }
    }, 0)
    .catch(() => {})
}
