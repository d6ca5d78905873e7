import { CliError } from '../../errors.ts'

/** Identifies a message by its conversation and timestamp. */
export interface MessagePlace {
  /** The timestamp of the message: `1700000000.123456`. */
  readonly ts: string
  /** The id of the conversation; absent for a bare timestamp. */
  readonly channel?: string
  /** For a reply: the timestamp of the message that started the thread. */
  readonly threadTs?: string
}

const tsForm = /^\d{1,12}\.\d{6}$/

/**
 * Reads the timestamp of a message, or a permalink from “Copy link”:
 * `https://acme.slack.com/archives/C012AB3CD/p1700000000123456?thread_ts=…`
 * (docs.slack.dev/reference/methods/chat.getPermalink).
 * @returns undefined for any other text.
 */
export function readMessageLocation(text: string): MessagePlace | undefined {
  if (tsForm.test(text)) return { ts: text }
  const bare = /^p?(\d{10})(\d{6})$/.exec(text)
  if (bare) return { ts: `${bare[1]}.${bare[2]}` }
  if (!URL.canParse(text)) return undefined
  const { pathname, searchParams } = new URL(text)
  const match = /\/archives\/([CGD][A-Z0-9]+)\/p(\d{7,12})(\d{6})$/.exec(pathname)
  if (!match) return undefined
  const [, channel = '', seconds, micros] = match
  const threadTs = searchParams.get('thread_ts') ?? ''
  return { channel, ts: `${seconds}.${micros}`, ...(tsForm.test(threadTs) && { threadTs }) }
}

/**
 * Reads the timestamp or permalink that the user gave for a flag. @throws CliError with the code `invalid_ts` when the
 * text is neither
 */
export function requireMessageLocation(flag: string, text: string): MessagePlace {
  const place = readMessageLocation(text)
  if (place) return place
  throw new CliError('usage', `${flag} names no message`, {
    code: 'invalid_ts',
    hint: 'Give its ts (1700000000.123456), or its link: ⋮ on the message, then Copy link',
  })
}
