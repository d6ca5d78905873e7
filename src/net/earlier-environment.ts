import { simulatorVariable } from './turn-to-simulator.ts'

/**
 * The variable in which `sim run` and `sim env` note the variables that they changed. Its value is JSON: a map from
 * each name to its earlier value, or to null when the variable was not set. Secrets of an app are noted without a
 * value.
 */
export const earlierVariable = 'SLACK_TOKENS_EARLIER_ENV'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Returns the value of `earlierVariable`: the variables that differ between two environments, with their values in
 * `before`.
 */
export function noteEarlier(before: Variables, after: Variables): string {
  const changed = Object.keys({ ...before, ...after }).filter(
    (name) => name !== earlierVariable && before[name] !== after[name],
  )
  return JSON.stringify(
    Object.fromEntries(changed.map((name) => [name, isOfSlack(name) ? null : (before[name] ?? null)])),
  )
}

/**
 * Returns the environment as it was before `sim run` or `sim env` changed how programs reach Slack. Returns `env`
 * itself when it has no note of such a change. SLACK_* variables with credentials stay as they are.
 */
export function earlierEnvironment(env: Variables): Variables {
  const { [earlierVariable]: _note, [simulatorVariable]: _url, ...rest } = env
  const noted = notedIn(env)
  if (noted === undefined) return env
  const restored: Record<string, string | undefined> = { ...rest }
  for (const [name, value] of noted) {
    if (isOfSlack(name)) continue
    if (value === null) delete restored[name]
    else restored[name] = value
  }
  return restored
}

/** Returns the names and earlier values in the note of `env`. Undefined when there is no note that can be read. */
export function notedIn(env: Variables): readonly (readonly [name: string, value: string | null])[] | undefined {
  const note = env[earlierVariable]
  if (!note) return undefined
  try {
    const value: unknown = JSON.parse(note)
    if (typeof value !== 'object' || value === null) return undefined
    return Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'string' || one === null ? [[name, one] as const] : [],
    )
  } catch {
    return undefined
  }
}

function isOfSlack(name: string): boolean {
  return /^SLACK_(?!TOKENS_)/.test(name)
}
