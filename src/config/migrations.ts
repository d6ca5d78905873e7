/** One step from an older form of the file to the one after it. */
export interface Migration {
  /** The version that it starts from; the next is one higher. */
  readonly from: number
  /** Pure: the whole content in the form of the next version; `version` itself is set here. */
  readonly change: (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

/** The form that this tool writes. New keys that may be missing need no new one: unknown keys stay in the file. */
export const currentVersion = 1

/** Every step up to `currentVersion`. Version 1 is the first that there was. */
export const migrations: readonly Migration[] = []

/**
 * The content in the form of `currentVersion`; undefined when no steps lead there, or one of them finds
 * something other than its version holds. Whether the outcome fits is checked after, as for any other file. Never throws.
 */
export function migrate(
  content: Readonly<Record<string, unknown>>,
  steps: readonly Migration[],
): Readonly<Record<string, unknown>> | undefined {
  let now = content
  for (let version = content['version']; version !== currentVersion; version = now['version']) {
    const step = steps.find(({ from }) => from === version)
    if (!step) return undefined
    try {
      now = { ...step.change(now), version: step.from + 1 }
    } catch {
      return undefined
    }
  }
  return now
}
