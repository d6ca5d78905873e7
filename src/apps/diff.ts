import type { ChalkInstance } from 'chalk'
import { join } from '../shape/problems.ts'
import { isRecord } from '../shape/record.ts'
import { longestSentence, oneLine } from '../slack/facts/one-line.ts'

/**
 * A key or value that differs between two manifests. `before` is absent for a new key, and `after` for a removed key.
 */
export interface Change {
  /** The path as text: `oauth_config.redirect_urls[1]`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Returns the changes from `before` to `after`, in the order of the keys. A missing key equals false, an empty list and
 * an empty group. Two lists of texts with the same members in another order are equal, as they are for Slack.
 */
export function difference(before: unknown, after: unknown, path = ''): Change[] {
  if (isNothing(before) && isNothing(after)) return []
  if ((isRecord(before) || before === undefined) && (isRecord(after) || after === undefined)) {
    const [old, fresh] = [before ?? {}, after ?? {}]
    const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    return keys.flatMap((key) => difference(old[key], fresh[key], join(path, key)))
  }
  if (isList(before) && isList(after)) return inLists(before ?? [], after ?? [], path)
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

/** Returns one line for each change. The terminal masks secrets in the lines. */
export function differenceLines(changes: readonly Change[], paint: ChalkInstance): string[] {
  return changes.map(({ path, before, after }) => {
    if (before === undefined) return paint.green(`+ ${path} ${valueText(after)}`)
    if (after === undefined) return paint.red(`- ${path} ${valueText(before)}`)
    return paint.yellow(`~ ${path} ${valueText(before)} → ${valueText(after)}`)
  })
}

function inLists(before: readonly unknown[], after: readonly unknown[], path: string): Change[] {
  if (![...before, ...after].every((one) => typeof one === 'string')) {
    const longer = before.length > after.length ? before : after
    return longer.flatMap((_, index) => difference(before[index], after[index], `${path}[${index}]`))
  }
  const gone = [...before.entries()].filter(([, one]) => !after.includes(one))
  const come = [...after.entries()].filter(([, one]) => !before.includes(one))
  return [
    ...gone.map(([index, one]) => ({ path: `${path}[${index}]`, before: one })),
    ...come.map(([index, one]) => ({ path: `${path}[${index}]`, after: one })),
  ]
}

function isList(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value)
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.values(value).every(isNothing)
}

function valueText(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : JSON.stringify(value), longestSentence)
}
