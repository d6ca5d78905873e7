import { isObject } from './block-kit.ts'
import { type OpenCall, refuse } from './method.ts'

/** What an app attaches to a message for programs (docs.slack.dev/messaging/message-metadata). */
export interface Metadata {
  event_type: string
  event_payload: Readonly<Record<string, unknown>>
}

/** Characters, as JSON. The reference names a limit and no number: this is a guess. */
const most = 8000

/**
 * Reads `metadata`; undefined when none is given.
 * @throws Refused with Slack's code
 */
export function readMetadata({ metadata }: OpenCall['args']): Metadata | undefined {
  if (metadata === undefined || metadata === '') return undefined
  if (metadata.length > most) refuse('metadata_too_large')
  let value: unknown
  try {
    value = JSON.parse(metadata)
  } catch {
    refuse('invalid_metadata_format')
  }
  if (!isObject(value)) refuse('invalid_metadata_format')
  const { event_type: type, event_payload: payload } = value
  if (typeof type !== 'string' || type === '' || !isObject(payload)) refuse('invalid_metadata_schema')
  return { event_type: type, event_payload: payload }
}

/** Lists of messages leave the payload out unless it is asked for with `include_all_metadata`. */
export function metadataView(metadata: Metadata, whole: boolean): Readonly<Record<string, unknown>> {
  return whole ? { ...metadata } : { event_type: metadata.event_type }
}
