import { pointerText } from '../shape/pointer.ts'
import { manifestCodes } from '../slack/facts/known-errors/manifest-codes.ts'
import { argumentFixes, manifestFixes } from '../slack/facts/problem-fixes.ts'

/** A problem that Slack names in the answer to a call. */
export interface ReportedProblem {
  /**
   * The path of the value, for example `oauth_config.redirect_urls[0]`. Without a path, the name of the argument or
   * “the arguments”.
   */
  readonly key: string
  /** Slack's message. */
  readonly message: string
  /** What to do, in the imperative, without a full stop. */
  readonly cure: string
}

interface LocatedMessage {
  readonly message: string
  /** A JSON pointer; empty when Slack gave none. */
  readonly pointer: string
  /** The position in the text. */
  readonly at: number
}

/** Error codes of Slack and of its CLI whose answers list the problems one by one. */
const detailed =
  /^(?:invalid_(?:arg|array_arg|attachments|blocks|manifest|metadata|unfurls|view|form|json|app$)|missing_argument|validation_errors|app_manifest_|cannot_parse_attachment)/

/**
 * Returns the problems that an answer names: its `errors`, its `response_metadata.messages`, or the list that Slack's CLI
 * prints. Reads JSON and the output of other languages. Returns an empty list when the text has none.
 * @param plain the text as `plainText` returns it
 */
export function problemsIn(plain: string, code: string): ReportedProblem[] {
  const isProblem = Object.hasOwn(manifestCodes, code)
  if (!detailed.test(code) && !isProblem) return []
  const ofManifest = isProblem || /manifest|^invalid_app$/.test(code)
  const named = [...listedByCli(plain), ...objectsIn(plain), ...withPointer(plain), ...messagesIn(plain)]
  const problems = named
    .toSorted((one, other) => one.at - other.at)
    .map(({ message, pointer }) => {
      const field = /missing required field: ?`?(\w{1,60})/.exec(message)?.[1]
      const key = pointerText(pointer) || (ofManifest ? 'the manifest' : (field ?? 'the arguments'))
      const said = message === '' ? 'not accepted' : message
      const fixes = ofManifest ? manifestFixes : argumentFixes
      const cure = fixes.find(({ pattern }) => pattern.test(`${key} ${said}`))?.fix
      return { key, message: said, cure: cure ?? `Correct ${key} as the message says` }
    })
  return problems.filter(
    (one, index) => problems.findIndex(({ key, message }) => key === one.key && message === one.message) === index,
  )
}

function listedByCli(plain: string): LocatedMessage[] {
  return [...plain.matchAll(/^ ?\d{1,3}: ([^\n]{1,300})\n ?Source: ([^\n]{1,200})$/gm)].map(
    ({ 1: message = '', 2: pointer = '', index }) => ({ message, pointer, at: index }),
  )
}

/**
 * Returns the objects with a message and a pointer. The texts are quoted, or unquoted as Go, Java and PHP print them.
 */
function objectsIn(plain: string): LocatedMessage[] {
  const quoted = [...plain.matchAll(/\{([^{}]{0,600})/g)].flatMap(({ 1: text = '', index }) => {
    const [message, pointer] = [quotedAfter(text, 'message'), quotedAfter(text, 'pointer')]
    return pointer === undefined ? [] : [{ message: message ?? '', pointer, at: index }]
  })
  if (quoted.length > 0) return quoted
  return [
    ...plain.matchAll(
      /\bmessage\]? ?(?:=>|[=:]) ?([^\n"'{}[\]=]{2,200}?),?[ \n]\[?pointer\]? ?(?:=>|[=:]) ?(\/[\w~/.-]{0,200})/gi,
    ),
  ].map(({ 1: message = '', 2: pointer = '', index }) => ({ message: message.trim(), pointer, at: index }))
}

function quotedAfter(text: string, key: string): string | undefined {
  const value = new RegExp(`\\b${key}["']?\\]?\\s{0,3}(?:=>|:|=)\\s{0,3}(?:string\\(\\d{1,6}\\)\\s)?(["'])`, 'i').exec(
    text,
  )
  if (!value) return undefined
  const rest = text.slice(value.index + value[0].length)
  return rest.slice(0, rest.indexOf(value[1] ?? '"')).slice(0, 300)
}

/** Returns the messages that end in a pointer: `must be a string [json-pointer:/view]`. */
function withPointer(plain: string): LocatedMessage[] {
  return [...plain.matchAll(/ ?\[json-pointer:(\/[^\]\s]{0,200})\]/g)].flatMap(({ 1: pointer = '', index }) => {
    const before = plain.slice(Math.max(0, index - 300), index)
    const message = before
      .split(/\[(?:ERROR|WARN)\] ?|["'`]? ?[,[({] ?["'`]|\n|WebClient:\d{1,4} |=> ?|\] ?|"? "|\binvalid_\w{1,30}: /)
      .at(-1)
    return message ? [{ message: message.replace(/^["' ]{1,3}/, ''), pointer, at: index }] : []
  })
}

/** Returns the messages of `response_metadata` without a pointer. Warnings are left out. */
function messagesIn(plain: string): LocatedMessage[] {
  const opening = /\b(?:response_)?messages["'`]?\]? ?(?:=>|:|=) ?/gi
  return [...plain.matchAll(opening)].flatMap(({ 0: found, index }) => {
    const rest = plain.slice(index + found.length, index + found.length + 3000)
    const leveled = [...rest.matchAll(/\[ERROR\] ?([^\n[\]]{2,300})(\[json-pointer)?/g)].flatMap(
      ({ 1: message = '', 2: hasPointer, index: at }) =>
        hasPointer ? [] : [{ message: withoutEnd(message), at: index + at }],
    )
    const isMetadata = /response_metadata/i.test(plain.slice(Math.max(0, index - 200), index))
    const plainOnes =
      leveled.length === 0 && isMetadata && !/\[(?:ERROR|WARN)\]/.test(rest)
        ? quotedList(rest).map((message) => ({ message, at: index }))
        : []
    return [...leveled, ...plainOnes].map((one) => ({ ...one, pointer: '' }))
  })
}

/** Returns a message without the text that follows it in a list. */
function withoutEnd(message: string): string {
  return message.replace(/["'] ?(?:[,)}].*| [\d["'].*| string\(.*)?$/, '').replace(/[\s,)]{1,10}$/, '')
}

/** Returns the quoted texts of a list; empty when one of them contains a JSON pointer. */
function quotedList(rest: string): string[] {
  const list =
    /^\[ ?((?:"[^"\n]{2,300}"(?: ?, ?)?){1,20})\]/.exec(rest)?.[1] ??
    /^\[ ?((?:'[^'\n]{2,300}'(?: ?, ?)?){1,20})\]/.exec(rest)?.[1]
  if (list === undefined || list.includes('[json-pointer')) return []
  return [...list.matchAll(/"([^"]{2,300})"|'([^']{2,300})'/g)].map(
    ({ 1: double, 2: single }) => double ?? single ?? '',
  )
}
