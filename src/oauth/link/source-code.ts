/** A character of the private use area. It replaces each expression in a link that a program fills in. */
export const filledIn = '\ue000'
/**
 * An invisible character. It replaces the code between two joined strings, and is removed later with other such
 * characters.
 */
const glue = '\u2060'

/** Maximum length of a link in source code, in characters. */
const longest = 8000

/** Matches an expression between two strings: `' + id + '`, `" . $id . "`. */
const joined =
  /(["'`])\s{0,40}[+.]\s{0,40}(?:[^"'`\n;]|[[(]\s?["'][^"'\n]{0,80}["']\s?[\])]){1,200}?\s{0,40}[+.]\s{0,40}\1/g
/** Matches an operator or a line break between two strings. */
const pieces = /(["'`])\s{0,40}(?:[+.\\]\s{0,40}|\n\s{0,40})f?\1/g
/** Matches expressions of HTML templates. */
const always = /<%[=-]?[^%\n]{1,200}%>|<\?(?:php|=)[^?\n]{1,200}\?>|\{\{[^{}\n]{1,200}\}\}/g
const ofRuby = /#\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,200}\}/g
const inDoubleQuotes =
  /\$\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,200}\}|\\\([^()\n]{1,100}\)|\{\$[^{}\n]{1,200}\}|\$[A-Za-z_]\w{0,60}(?:->\w{1,60}|\[\s?["']?\w{1,60}["']?\s?\]){0,5}/g
const inBraces =
  /(?<![\w#$])\{[^{}\n:,]{0,200}(?:\([^()\n]{0,100}\)|\[[^\]\n]{0,100}\])?[^{}\n:,]{0,100}\}|(?<==)\{[^{}\n]{1,200}\}/g
const percent = /(?<==|%2C|,)%(?:\(\w{1,60}\))?(?:\[\d\])?[sdvq](?![\da-f])/gi

/**
 * Returns the text from the position `from` to its end. Each expression of source code is replaced by the same number
 * of characters, so positions stay the same. Only a link in quotes can be code: in a link alone, a placeholder is a
 * value that a program did not fill in.
 */
export function withoutCode(text: string, from: number): string {
  const rest = text.slice(from, from + longest)
  const quote = text.charAt(from - 1)
  if (!/["'`]/.test(quote)) return rest
  const before = /[^\n]{0,120}$/.exec(text.slice(Math.max(0, from - 121), from - 1))?.[0] ?? ''
  // A string can also be alone on its line, when the line before it ends with = or (.
  const goesOn = /(?:[=(+]|\breturn|[-=]>)\s{0,80}$/.test(text.slice(Math.max(0, from - 100), from - 1))
  const code = (before.trim() !== '' || goesOn) && !/["']\s{0,5}[:,]\s{0,5}$/.test(before)
  const template = /(?:^|[^\w$])(?:f|rf|fr|\$@?|@\$)$/i.test(before)
  const isPython = template && /f$/i.test(before)
  let plain = rest.replace(joined, hidden)
  plain = plain.replace(pieces, (found) => glue.repeat(found.length))
  // Only Ruby, Crystal, Elixir and CoffeeScript have #{…}, and only in double quotes.
  if (quote === '"') plain = plain.replace(ofRuby, hidden)
  if (!code && !template && quote !== '`') return plain
  plain = plain.replace(always, hidden)
  if (quote !== "'" && !isPython) plain = plain.replace(inDoubleQuotes, hidden)
  if (template || /\.format\(|WithFormat|String\.Format/i.test(rest)) plain = plain.replace(inBraces, notScopes)
  return plain.replace(percent, hidden)
}

function hidden(found: string): string {
  return filledIn.repeat(found.length)
}

/**
 * Returns the replacement for an expression in braces. A list of scopes such as `{chat:write,users:read}` is returned
 * unchanged.
 */
function notScopes(found: string): string {
  return /^\{[a-z.]{2,30}:[a-z.:,\s]{2,200}\}$/.test(found) ? found : hidden(found)
}

/** Whether a program adds a value after the closing quote: `…&scope=" + scopes`. */
export function goesOnInCode(link: string, behind: string): boolean {
  return /[=?&,]$/.test(link) && /^["'`]\s{0,40}(?:[+.%&|]|<<|,)\s{0,40}[\w$@(%]/.test(behind)
}
