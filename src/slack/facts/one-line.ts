// CSI and OSC sequences, whole: without their ESC the rest would be left as litter. Each stops at the next ESC.
const sequences =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g
// What ends a line or is as wide as something: one space in its place.
const breaks = /[\t-\r\u0085\u2028\u2029]+/g
// All that moves, hides or reorders what stands beside it: C0, C1, soft hyphen, bidirectional controls, zero widths but
// the joiners, tags.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
// Joiners belong between letters of other scripts and in emoji, one at a time; beside ASCII they only make two names
// look alike.
const strayJoiners = /(?<![^\u0000-\u007f])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u007f\u200c\u200d])/g
const joinerRuns = /[\u200c\u200d]{2,}/g

/** Whether `oneLine` may change a text: a cheap look, for many of them at once. */
export const notOneLine =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\udb40]/

/** Characters of the longest name, as Slack's own have 80; and of a sentence. */
const longest = 200
export const longestSentence = 2000

/**
 * A name from outside as it may stand within a line of ours: no line break, nothing that a terminal would obey, nothing
 * that is invisible or turns the reading direction. Whoever names a workspace must not write our output.
 * @param most characters
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

/** A name or an id out of an answer, on one line; null for what is no text, or has nothing to show. */
export function nameIn(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const name = oneLine(value)
  return name === '' ? null : name
}
