const closings: Readonly<Record<string, RegExp>> = {
  '"': /"/,
  "'": /'/,
  '`': /`/,
  '[': /[\]|]/,
  // In Markdown, a title can follow the address. In Slack's notation, the text that Slack shows can follow the address.
  '(': /\)|\s["']/,
  '<': />|\|[^&=<>|\n]{0,200}>/,
}
/** Matches the closing quote in HTML that was escaped as a whole. */
const closingEntity = /&(?:quot|#0*34|#0*39|apos);/i
/** For each opening quote that word processors and chats write, the quotes that can close it. */
const curly: Readonly<Record<string, RegExp>> = {
  '“': /[”“]/,
  '”': /”/,
  '„': /[“”]/,
  '‘': /[’‘]/,
  '’': /’/,
  '‚': /[‘’]/,
  '«': /»/,
  '»': /«/,
  '‹': /›/,
  '「': /」/,
}

/**
 * Returns the length of a link in quotes or brackets, up to the closing quote or bracket on the same line. Undefined
 * when the link has no quote or bracket before it, or no closing one.
 * @param before the last characters before the link.
 */
export function quotedEnd(rest: string, before: string): number | undefined {
  const sign = before.slice(-1)
  const ofEntity = /&(?:quot|#0*34|#0*39|apos);$/i.test(before)
  const closing = curly[sign] ?? (ofEntity ? closingEntity : closings[sign])
  if (!closing) return undefined
  const line = /^[^\n]{0,8000}/.exec(rest)?.[0] ?? ''
  const at = line.search(closing)
  return at < 0 ? undefined : at
}

/** Whether the character is a typographic quote. A shell does not treat such a character as a quote. */
export function isCurly(sign: string): boolean {
  return sign in curly
}

/** Matches words after a space that can only continue a list of scopes that was pasted with spaces. */
const moreScopes =
  /^(?:\s(?:[a-z.]{2,30}:[\w:.]{2,40}|openid|email|profile|bot|identify|incoming-webhook|commands)(?=\s|$))+/

/** Matches a line break that wrapping put into a link, and the quotation mark of an e-mail after it. */
export const lineBreak = /[ \t]{0,40}\r?\n[ \t>|│]{0,80}/g
/** Maximum number of lines of a wrapped link. */
const mostLines = 20

/**
 * Returns the end position of a link that continues on the next lines. A line belongs to the link if it has a
 * parameter, or if the line before it ends inside a list or an escape. A line with spaces is prose, not a part of the
 * link.
 */
function wrappedEnd(text: string, firstEnd: number): number {
  let end = firstEnd
  for (let line = 1; line < mostLines; line += 1) {
    const [, gap = '', next = '', after = ''] =
      /^([ \t]{0,40}\r?\n[ \t]{0,40}(?:[>|│][ \t]{0,4}){0,3})([^\s"'`<>]{1,2000})(?=([^\n]{0,40}))/.exec(
        text.slice(end, end + 2200),
      ) ?? []
    const begins =
      /(?:^|[&?])(?:client_id|scope|user_scope|redirect_uri|state|team|nonce|code_challenge|response_type)=/
    const alone = /^["'`>]{0,2}[;,.]?\s*$/.test(after) && /^[\w.~%:,+=&-]{1,2000}$/.test(next)
    const before = text.slice(0, end)
    const unfinished = before.includes('?') && (/[,=&%?]$/.test(before) || /%[0-9a-f]{2}/i.test(next))
    if (next === '' || /^https?:/i.test(next)) return end
    if (!begins.test(next) && !(alone && unfinished)) return end
    end += gap.length + next.length
  }
  return end
}

/**
 * Returns the position at which a link without quotes around it ends: the next space or quote. That character belongs
 * to the link when the query continues after it, because placeholders and lists of scopes can contain spaces and
 * quotes.
 */
export function bareEnd(text: string): number {
  const line = /^[^\n\r]{0,8000}/.exec(text)?.[0] ?? ''
  const end = (/[\s"<>“”„«»]/.exec(line) ?? { index: line.length }).index
  const [rest = ''] = line.slice(end).split(/(?<!=)https?:|<\/|href=/i, 1)
  const last = [...rest.matchAll(/&[\w;[\]]{1,40}=[^\s"<>&]*/g)].at(-1)
  if (last) return end + last.index + last[0].length
  const scopes = /scope=[^&]*$/.test(line.slice(0, end)) ? (moreScopes.exec(rest)?.[0] ?? '') : ''
  const to = end + scopes.length
  const wrapped = end === line.trimEnd().length ? wrappedEnd(text, to) : to
  const whole = text.slice(0, wrapped)
  return wrapped - (/[)\].,;'`”’»]{1,20}$/.exec(whole)?.[0].length ?? 0)
}
