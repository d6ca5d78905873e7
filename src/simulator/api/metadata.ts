import { isRecord } from '../../shape/record.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import type { Metadata } from '../state/content-types.ts'
import { refuse } from '../state/refusal.ts'
import type { OpenCall } from './method.ts'

/**
 * Maximum number of characters in the JSON text. Slack's reference mentions a limit but no number, so this number is a
 * guess.
 */
const most = 8000

/**
 * Reads the argument `metadata`; returns undefined when the call does not have it.
 * @throws Refused with Slack's error code
 */
export function readMetadata({ metadata }: OpenCall['args']): Metadata | undefined {
  if (metadata === undefined || metadata === '') return undefined
  if (metadata.length > most) refuse('metadata_too_large')
  let value: unknown
  try {
    value = parseJson(metadata)
  } catch {
    refuse('invalid_metadata_format')
  }
  if (!isRecord(value)) refuse('invalid_metadata_format')
  const { event_type: type, event_payload: payload } = value
  if (typeof type !== 'string' || type === '' || !isRecord(payload)) refuse('invalid_metadata_schema')
  return { event_type: type, event_payload: payload }
}
