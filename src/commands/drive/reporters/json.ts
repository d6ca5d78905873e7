import type { Reportable } from './types.ts'

/** Returns the JSON document of a drive, the same as on standard output with `--json`. */
export function jsonReport(what: Reportable): object {
  if (what.kind === 'failed') {
    const { code, message, hint, details } = what.error
    return { ok: false, error: code, message, ...(hint !== undefined && { hint }), ...details }
  }
  const { reports, language, alsoIn, unusedAllowed } = what.result
  const ok = reports.every(({ outcome }) => outcome !== 'defect' && outcome !== 'unplayed')
  return { ok, language: language ?? null, scenarios: reports, alsoIn: Object.fromEntries(alsoIn), unusedAllowed }
}
