import { earlierEnvironment } from '../../net/earlier-environment.ts'
import { simulatorVariable } from '../../net/turn-to-simulator.ts'
import { type EnvVariable, owners } from './variables.ts'

export interface MergedVariables {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The names of variables whose exported value was different from the installation's value. */
  readonly replaced: readonly string[]
  /** The names of exported variables that the program does not get. */
  readonly withheld: readonly string[]
}

/**
 * Returns the environment of a program: the current environment, overridden by the installation's variables. Removes
 * exported variables of another installation, so that the program can't use a token of another workspace unnoticed.
 * Also removes the variables of another app; for the simulator, removes the variables of every app. Undoes what
 * `sim env` changed in this shell.
 */
export function mergeEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  variables: readonly EnvVariable[],
  { simulator }: { readonly simulator: boolean },
): MergedVariables {
  const exported = earlierEnvironment(given)
  const ours = new Map(variables.map(({ name, value }) => [name, value]))
  const client = exported['SLACK_CLIENT_ID']
  const otherApp = simulator || (Boolean(client) && client !== ours.get('SLACK_CLIENT_ID'))
  const withheld: string[] = Object.entries(owners).flatMap(([name, owner]) =>
    exported[name] && !ours.has(name) && (owner === 'installation' || otherApp) ? [name] : [],
  )
  // With this variable, a Node.js program would call the simulator instead of Slack.
  if (exported[simulatorVariable] && !simulator) withheld.push(simulatorVariable)
  const replaced = variables.flatMap(({ name, value }) => (exported[name] && exported[name] !== value ? [name] : []))
  const passed = Object.entries(exported).filter(([name]) => !withheld.includes(name))
  return { environment: { ...Object.fromEntries(passed), ...Object.fromEntries(ours) }, replaced, withheld }
}
