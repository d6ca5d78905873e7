import { isRecord } from '../../shape/record.ts'

/** A manifest that was found inside of another value, such as an answer of Slack. */
export interface UnwrappedManifest {
  readonly value: unknown
  /** The keys that lead to the manifest. Null when the manifest was a text inside JSON: then its lines are unknown. */
  readonly steps: readonly string[] | null
  /** A sentence about the value that contains the manifest; null when the given value is the manifest itself. */
  readonly note: string | null
}

const most = 3

/**
 * Returns the manifest in the answer of `apps.manifest.export`, in the arguments of `apps.manifest.create`, or in a
 * text that contains JSON. Returns any other value unchanged.
 * @param parse reads JSON or YAML; it returns undefined for any other text.
 */
export function unwrapManifest(given: unknown, parse: (text: string) => unknown): UnwrappedManifest {
  let value = given
  let steps: string[] | null = []
  const notes: string[] = []
  for (let round = 0; round < most; round += 1) {
    if (typeof value === 'string' && /^\s{0,100}["{]/.test(value)) {
      const inner = parse(value)
      if (inner === undefined) break
      notes.push('the manifest is a text in JSON, as arguments of apps.manifest.create have it')
      value = inner
      steps = null
    } else if (isRecord(value) && !('display_information' in value) && isManifest(value['manifest'], parse)) {
      notes.push('the manifest is under the key “manifest”, as in the answer of apps.manifest.export')
      value = value['manifest']
      steps = steps && [...steps, 'manifest']
    } else break
  }
  const note = notes.length > 0 ? `${[...new Set(notes)].join('; ')}. Slack’s page takes the manifest alone` : null
  return { value, steps, note }
}

/**
 * Whether a value, or a text that contains it, is a manifest. @param depth the number of values that contain this
 * value.
 */
function isManifest(value: unknown, parse: (text: string) => unknown, depth = 0): boolean {
  if (depth > most) return false
  if (typeof value === 'string') return /^\s{0,100}["{]/.test(value) && isManifest(parse(value), parse, depth + 1)
  if (!isRecord(value)) return false
  if (['display_information', 'oauth_config', 'settings', 'features', '_metadata'].some((key) => key in value))
    return true
  return 'manifest' in value && isManifest(value['manifest'], parse, depth + 1)
}
