/** Matches Slack's scopes: `chat:write`, `read`, `admin.users:read`. */
const scopeForm = /^[a-z][\w.-]{1,60}(?::[\w.:-]{1,60})?$/

/**
 * Returns the scopes that a text names as `needed` or `provided`, joined by commas. Reads them in every form that
 * programs print: JSON, Ruby, Python, PHP, Go, Elixir, Java, or the message of an exception. Undefined when the text
 * names none.
 */
export function scopesNamed(text: string, key: 'needed' | 'provided'): string | undefined {
  // Matches the key in these forms:
  // `"needed":`, `:needed=>`, `["needed"]=> string(4)`, `[needed] =>`, `Needed:`, `needed = Some(`
  const opening = new RegExp(
    `(?<![\\w-])${key}\\\\?["'\`]?\\]?\\s{0,3}(?:=>|:|=|\\bis\\b)\\s{0,20}(?:string\\(\\d{1,4}\\)\\s{0,3}|Some\\(|\\[\\]string)?(\\[|\\(|\\{)?\\s{0,20}(\\\\?["'\`])?`,
    'gi',
  )
  for (const { 0: whole, 1: bracket, 2: quote, index } of text.matchAll(opening)) {
    const rest = text.slice(index + whole.length, index + whole.length + 2000)
    const scopes = listIn(rest, bracket, quote)
    if (scopes.length > 0) return scopes.join(',')
  }
  return undefined
}

/** Matches a further scope, after a comma, `or`, `and` or a line break. It has a colon, and its quotes match. */
const more = /^(?:,|\s(?:or|and)\b|(?=\n))\s{0,20}(?:-\s{1,4})?(["'`]?)([a-z][\w.-]{1,60}:[\w.:-]{1,60})\1/

function listIn(rest: string, bracket: string | undefined, quote: string | undefined): string[] {
  const start = bracket || quote ? '' : (/^-\s{1,4}/.exec(rest)?.[0] ?? '')
  const text = rest.slice(start.length)
  const end = bracket ? /[\])}]/ : quote ? /\\?["'`]/ : /(?<!,)\s|[^\w.:,\s-]|,\s/
  const length = Math.max(0, (end.exec(text) ?? { index: text.length }).index)
  const value = [text.slice(0, length)]
  let after = bracket ? '' : text.slice(length).replace(/^\\?["'`]/, '')
  for (let next = more.exec(after); next && value.length < 50; next = more.exec(after)) {
    value.push(next[2] ?? '')
    after = after.slice(next[0].length)
  }
  return value
    .flatMap((one) => one.split(/[\s,"'`\\]+/))
    .map((one) => one.replace(/(?<![.,:;])[.,:;]{1,40}$/, ''))
    .filter(
      (one) =>
        scopeForm.test(one) && !/^(?:null|nil|none|undefined|(?:warning|error|provided|needed|ok)(?::.*)?)$/i.test(one),
    )
}
