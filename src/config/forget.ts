import type { Config } from './store.ts'

/**
 * The file's content without an installation. When it was the active one, the only other of its kind, real or
 * simulated, becomes active; among several a person has to choose.
 */
export function forget(config: Config, name: string): Config {
  const { [name]: gone, ...profiles } = config.profiles
  if (config.active !== name) return { ...config, profiles }
  const others = Object.entries(profiles).filter(([, one]) => one.simulator === gone?.simulator)
  return { ...config, profiles, active: others.length === 1 ? (others[0]?.[0] ?? null) : null }
}
