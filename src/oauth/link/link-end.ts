const closings: Readonly<Record<string, RegExp>> = {
  '"': /"/,
  "'": /'/,
  '`': /`/,
  '[': /[\]|]/,
  // In Markdown, a title can follow the address; in Slack's notation, the words that Slack shows.
  '(': /\)|\s["']/,
  '<': />|\|[^&=<>|\n]{0,200}>/,
}
/** The closing quote in HTML that was escaped as a whole. */
const closingEntity = /&(?:quot|#0*34|#0*39|apos);/i
/** The quotes that word processors and chats write, with the quotes that close them. */
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
 * Returns the length of a link in quotes or brackets, up to the closing one on the same line. Undefined when there is
 * none.
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

/** Whether the character is a quote of a word processor. A shell does not know such quotes. */
export function isCurly(sign: string): boolean {
  return sign in curly
}

/** Matches words that can only continue a list of scopes, which was pasted with spaces. */
const moreScopes =
  /^(?:\s(?:[a-z.]{2,30}:[\w:.]{2,40}|openid|email|profile|bot|identify|incoming-webhook|commands)(?=\s|$))+/

/** Matches a line break that wrapping put into a link, and the quotation mark of an e-mail after it. */
export const lineBreak = /[ \t]{0,40}\r?\n[ \t>|│]{0,80}/g
/** Maximum number of lines of a wrapped link. */
const mostLines = 20

/**
 * Returns the end of a link that continues on the next lines. A line belongs to the link if it has a parameter, or if
 * the line before it ended inside a list or an escape. A line of prose does not belong to the link, because it has
 * spaces.
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
 * Returns the end of a link without quotes around it: the next space or quote. The link goes on after that character
 * when its query does, because placeholders and lists of scopes can contain spaces and quotes.
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
