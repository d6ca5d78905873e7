import { isRecord } from '../../../shape/record.ts'
import type { HandFields } from './types.ts'

/** Maximum number of names and indexes in a path. */
const deepest = 12

/**
 * Returns the payload with a new value at a path such as `user.profile.title` or `links.0.url`. Adds objects and lists
 * on the path that are missing.
 * @throws TypeError when a value on the path is a text or a number, or when a list is followed by a name and not by an
 * index
 */
export function withField(payload: HandFields, path: string, value: unknown): HandFields {
  const steps = path.split('.')
  if (steps.length > deepest || steps.some((step) => step === '' || step === '__proto__'))
    throw new TypeError(nowhere(path))
  const changed = changedAt(payload, steps, { path, value })
  return isRecord(changed) ? changed : payload
}

function changedAt(
  inside: unknown,
  [step, ...rest]: readonly string[],
  target: { readonly path: string; readonly value: unknown },
): unknown {
  if (step === undefined) return target.value
  if (Array.isArray(inside)) {
    const list: readonly unknown[] = inside
    const index = Number(step)
    if (!/^\d{1,3}$/.test(step) || index > list.length) throw new TypeError(nowhere(target.path))
    return [...list.slice(0, index), changedAt(list[index], rest, target), ...list.slice(index + 1)]
  }
  if ((inside === undefined || inside === null) && step === '0') return [changedAt(undefined, rest, target)]
  if (inside !== undefined && inside !== null && !isRecord(inside)) throw new TypeError(nowhere(target.path))
  return { ...inside, [step]: changedAt(inside?.[step], rest, target) }
}

function nowhere(path: string): string {
  return `${path} leads nowhere in this event`
}
