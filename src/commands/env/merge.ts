import { type EnvVariable, owners } from './variables.ts'

export interface MergedVariables {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Names whose exported value was different. */
  readonly replaced: readonly string[]
  /** Exported names that are not passed on. */
  readonly withheld: readonly string[]
}

/**
 * The environment of a program: the current one, with the installation's variables on top. Withholds exported variables
 * of another installation, so that no token of another workspace is used unnoticed. Also withholds those of another app,
 * and for the simulator those of every app.
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
