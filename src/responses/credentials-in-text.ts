import type { CredentialKind } from '../slack/facts/credential-names.ts'
import { kindByWords, knownName, ownName, wordsOf } from '../slack/facts/credential-words.ts'

/** Matches a client id, a secret, or a verification token, in Slack's format. The first condition is only for speed. */
const value =
  /(?<![\w.-])(?=[A-Za-z0-9.]{19})(?:\d{9,14}\.\d{9,14}|[0-9a-f]{32}|(?=[A-Za-z]{0,23}\d)(?=[\da-z]{0,23}[A-Z])[A-Za-z0-9]{24})(?![\w-]|\.\d)/g
const name =
  /(?<![A-Za-z])[\w./:-]{0,60}?(?:(?:client|signing)[ \t_.-]{0,2}(?:oauth[_-]?)?(?:secret|id)|verif(?:ication|y)?[ \t_.-]{0,2}token)(?![A-Za-z])/gi
/** Matches a name that contains slack, but not the usual words for a kind: `AUTH_SLACK_ID`, `SOCIAL_AUTH_SLACK_KEY`. */
const slackName = /(?<![\w./:-])[\w./:-]{0,60}slack[\w./:-]{0,60}/gi
/** Words that can come between a name and its value: types, tags, commands. */
const fillers =
  /\b(?:value|val|type|default|string|str|data|input|password|key|label|div|td|th|span|code|readonly|is|the|to|const|body|static|final|run_time|secret|securestring|env|encrypted|slotsetting|false|true|show|hide|hideregenerate|regenerate|copy|b|ist|lautet|est|es|optional|text|sensitive|description|set|secretstring)\b|\\[nrt]/gi
/** Matches the columns of a table that are between a name and its value in one row. */
const cells = /^[`*]{0,3}[ \t]{0,40}\|(?:[^|\n]{1,80}\|){1,3}/
const tag = /<\/?[a-z][^<>]{0,300}>?/gi
/** Matches an attribute, a field or an option that has its own value. */
const other =
  /\b[\w:-]{1,40}[ \t]{0,20}=[ \t]{0,20}(?:"[^"]{0,200}"|'[^']{0,200}')|(?<=\s)--?[a-z][\w-]{0,30}[ =][\w./:@][\w./:@-]{0,100}(?=\s)/gi
/** Number of characters before and after a value that are searched for its name. */
const around = 140

/** Whether a text has a value in the format of a credential: a quick test for long texts. */
export function hasCredentialValue(text: string): boolean {
  return text.search(value) >= 0
}

/** A name in a text, and the value that belongs to it. */
export type NamedInText = readonly [name: string, value: string]

/**
 * Finds an app's credentials that have a name, in any notation. The name is before the value (`set
 * SLACK_CLIENT_SECRET=…`, `<key>…</key><string>…`, a column of a table), after the value (`<input value="…"
 * name="client_id">`, `echo … | gh secret set SLACK_CLIENT_ID`), or on the line above it. On Slack's page, it is on the
 * line above. Only values in Slack's format count.
 */
export function credentialsInText(text: string): NamedInText[] {
  const entries: NamedInText[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(value)) {
    const kind = formOf(found)
    const between = text.slice(Math.max(end, index - around), index)
    const behind = text.slice(index + found.length, index + found.length + around)
    const places = [inTag(between, behind), piped(between, behind), between]
    const called = places.map((place) => nameIn(place, kind)).find((one) => one !== undefined)
    const follows = kind === 'secret' ? behindClientId(entries.at(-1), between) : undefined
    if (called !== undefined) entries.push([called, found])
    else if (follows !== undefined) entries.push([follows, found])
    else if (kind === 'id' && end === 0) entries.push(['client_id', found])
    // A word of 24 letters without a name can be any text. So the name of the next value is also searched before that
    // word.
    if (called !== undefined || kind !== 'token') end = index + found.length
  }
  return entries.some(([, found]) => formOf(found) !== 'id') ? entries : []
}

type ValueForm = 'id' | 'secret' | 'token'

function formOf(found: string): ValueForm {
  return found.includes('.') ? 'id' : found.length === 32 ? 'secret' : 'token'
}

const forms: Readonly<Partial<Record<CredentialKind, ValueForm>>> = {
  clientId: 'id',
  clientSecret: 'secret',
  signingSecret: 'secret',
  verificationToken: 'token',
}

/**
 * Returns the last name in the text that fits the kind of value, if only punctuation and words of a notation follow it.
 */
function nameIn(text: string, form: ValueForm): string | undefined {
  const last = [...text.matchAll(name)].at(-1) ?? [...text.matchAll(slackName)].at(-1)
  if (!last) return undefined
  const rest = text
    .slice(last.index + last[0].length)
    .replace(cells, '')
    .replace(tag, ' ')
    .replace(other, ' ')
    .replace(fillers, '')
  if (/[A-Za-z0-9]/.test(rest) || rest.split('\n').length > 4) return undefined
  const called = ownName(last[0].trim()).replace(/[ \t]+/g, '_')
  const kind = knownName([called])?.kind ?? kindByWords(wordsOf(called))
  return kind !== undefined && forms[kind] === form ? called : undefined
}

/** Returns the tag that contains the value, without the value; empty for a value outside of tags. */
function inTag(between: string, behind: string): string {
  const start = between.lastIndexOf('<')
  if (start < 0 || !/^<[a-z][^<>]*$/i.test(between.slice(start))) return ''
  return `${between.slice(start)}${behind.slice(0, Math.max(behind.search(/[<>]/), 0))}`.replace(
    /^<[a-z]\w*|\b(?:class|type|for|style|title|placeholder|aria-\w+|autocomplete|rows?|cols?|size|value)=(?:"[^"]*"?|'[^']*'?|\w+)|\b(?:name|id|data-\w+)=|[\][]/gi,
    ' ',
  )
}

/** Returns the command that reads the value, as in `echo … | gh secret set NAME`; empty for other text. */
function piped(between: string, behind: string): string {
  const line = between.slice(between.lastIndexOf('\n') + 1)
  if (!/(?:^|[\s$;&])(?:echo|printf)\b[^|]*$/.test(line)) return ''
  return (
    /^["'\\n]{0,4}[ \t]{0,9}\|([^\n|;&]*)/
      .exec(behind)?.[1]
      ?.replace(/(?<=[ \t])(?:production|preview|development|--?[\w-]+(?:[ =][^\s-]\S*)?|-)(?=\s|$)/g, '') ?? ''
  )
}

/**
 * Recognizes a secret directly after its client id: `provider :slack, '123.456', '0fa4…'` or `curl -u 123.456:0fa4…`.
 */
function behindClientId(last: NamedInText | undefined, between: string): string | undefined {
  return last && formOf(last[1]) === 'id' && /^['"`,:\s]{1,12}$/.test(between) ? 'client_secret' : undefined
}
