import type { ChalkInstance } from 'chalk'
import { join } from '../shape/problems.ts'
import { isRecord } from '../shape/record.ts'

/** One place where two manifests differ. `before` or `after` is missing where the place is new or goes. */
export interface Change {
  /** The path as text: `oauth_config.redirect_urls[1]`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * What has to change for `before` to become `after`, in the order of the keys. What is left out counts as its default:
 * false, or an empty list or group. The order of a list of texts means nothing to Slack, so only its members count.
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

/** One line a change, for a person; secrets in it are masked by the terminal. */
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
  return typeof value === 'string' ? value : JSON.stringify(value)
}
