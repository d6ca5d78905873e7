import { type EnvVariable, owners } from './variables.ts'

export interface MergedVariables {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Names whose exported value was another one. */
  readonly replaced: readonly string[]
  /** Exported names that are not passed on. */
  readonly withheld: readonly string[]
}

/**
 * What a program gets: the environment as it is, with our variables over it. What belongs to an installation and is not
 * of this one is withheld, as a token of another workspace would be used without anybody noticing. The same goes for
 * what belongs to another app, and on the simulator for every app's.
 */
export function mergeEnvironment(
  exported: Readonly<Record<string, string | undefined>>,
  variables: readonly EnvVariable[],
  { simulator }: { readonly simulator: boolean },
): MergedVariables {
  const ours = new Map(variables.map(({ name, value }) => [name, value]))
  const client = exported['SLACK_CLIENT_ID']
  const otherApp = simulator || (Boolean(client) && client !== ours.get('SLACK_CLIENT_ID'))
  const withheld = Object.entries(owners).flatMap(([name, owner]) =>
    exported[name] && !ours.has(name) && (owner === 'installation' || otherApp) ? [name] : [],
  )
  const replaced = variables.flatMap(({ name, value }) => (exported[name] && exported[name] !== value ? [name] : []))
  const passed = Object.entries(exported).filter(([name]) => !withheld.includes(name))
  return { environment: { ...Object.fromEntries(passed), ...Object.fromEntries(ours) }, replaced, withheld }
}
