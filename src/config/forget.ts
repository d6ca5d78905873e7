import type { Kept } from './store.ts'

/**
 * The file's content without an installation. When it was the active one, the only other of its kind, real or
 * simulated, becomes active; among several nobody but a person chooses.
 */
export function forget(kept: Kept, name: string): Kept {
  const { [name]: gone, ...profiles } = kept.profiles
  if (kept.active !== name) return { ...kept, profiles }
  const others = Object.entries(profiles).filter(([, one]) => one.simulator === gone?.simulator)
  return { ...kept, profiles, active: others.length === 1 ? (others[0]?.[0] ?? null) : null }
}
