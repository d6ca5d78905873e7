import type { Config } from './store.ts'

/**
 * Returns the config without an installation. If that installation was active, the only other installation of its kind
 * (real or simulated) becomes active. If there are several, none becomes active, and the user must choose.
 */
export function forget(config: Config, name: string): Config {
  const { [name]: gone, ...profiles } = config.profiles
  if (config.active !== name) return { ...config, profiles }
  const others = Object.entries(profiles).filter(([, one]) => one.simulator === gone?.simulator)
  return { ...config, profiles, active: others.length === 1 ? (others[0]?.[0] ?? null) : null }
}
