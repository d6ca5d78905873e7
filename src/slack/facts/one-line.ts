// Matches complete CSI and OSC sequences: if only ESC were removed, the rest would stay as text. A sequence ends before
// the next ESC.
const sequences =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g
// Matches line breaks and tabs, which become one space.
const breaks = /[\t-\r\u0085\u2028\u2029]+/g
// Matches characters that move, hide or reorder other characters: C0, C1, soft hyphen, bidirectional controls,
// zero-width characters except joiners, tags.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
// Joiners are needed between letters of other scripts and in emoji. Next to ASCII, they only make different names look
// the same.
const strayJoiners = /(?<![^\u0000-\u007f])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u007f\u200c\u200d])/g
const joinerRuns = /[\u200c\u200d]{2,}/g

/** A quick test whether `oneLine` would change a text, for many texts at once. */
export const notOneLine =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\udb40]/

/** Maximum length of a name and of a sentence, in characters; Slack's own names have at most 80. */
const longest = 200
export const longestSentence = 2000

/**
 * Makes a name from outside safe inside a printed line: removes line breaks, terminal sequences, invisible characters
 * and changes of the reading direction. Otherwise the name of a workspace could forge output.
 * @param most maximum length of the result, in characters.
 */
export function oneLine(text: string, most = longest): string {
  const cut = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text
  if (!notOneLine.test(cut)) return cut
  return cut
    .replace(sequences, '')
    .replace(breaks, ' ')
    .replace(hidden, '')
    .replace(joinerRuns, (run) => run.charAt(0))
    .replace(strayJoiners, '')
    .trim()
}

/** Returns a name or id from an answer, made safe by `oneLine`. Null when it is not a string, or would be empty. */
export function nameIn(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const name = oneLine(value)
  return name === '' ? null : name
}
