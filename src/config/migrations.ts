/** A step that converts one version of the file to the next version. */
export interface Migration {
  /** The version from which the step starts; the result has the next version. */
  readonly from: number
  /** Converts the whole content to the next version; `version` itself is set by `migrate`. Must be pure. */
  readonly change: (content: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

/**
 * The version of the format that this tool writes. A new optional key needs no new version, because unknown keys stay
 * in the file.
 */
export const currentVersion = 1

/** All steps to `currentVersion`. Version 1 is the first version. */
export const migrations: readonly Migration[] = []

/**
 * Returns the content converted to `currentVersion`. Undefined when a step is missing or throws. The caller must check
 * the result in the same way as a file of the current version. Never throws.
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
