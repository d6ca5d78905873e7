/** A mistake that makes a text unreadable as JSON or YAML. */
export interface TextMistake {
  /** The mistake in one clause, without a quotation from the text, which can contain a secret. */
  readonly what: string
  /** What to do, in the imperative, without a full stop. */
  readonly cure: string
  /** The line of the mistake, from 1; null when the mistake is at the position that the parser reported. */
  readonly line: number | null
}

/** Mistakes in any format, each with its pattern, its name and its cure. */
const inAnyText: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(?:<{7}|={7}|>{7})(?:[ \t]|\r?$)/m,
    'a merge conflict is not resolved there',
    'Keep one side, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    /^[ \t]{0,20}(?:```|~~~)/m,
    'a fence of Markdown stands there',
    'Delete the lines with ``` and keep what is between them',
  ],
]

/** Finds an unresolved merge conflict or a Markdown fence in a text. Undefined when there is none. */
export function mistakeInText(text: string): TextMistake | undefined {
  for (const [pattern, what, cure] of inAnyText) {
    const at = text.search(pattern)
    if (at >= 0) return { what, cure, line: lineAt(text, at) }
  }
  return undefined
}

const quotes = 'Put plain double quotes (") around each name and each text'

/** Mistakes in JSON: a pattern for the text at the first character that does not fit, the mistake, and its cure. */
const inJson: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:\/\/|\/\*|#)/, 'a comment stands there, and JSON has none', 'Delete the comment'],
  [/^'/, 'a single quote stands there', quotes],
  [/^[“”„‟‘’‚«»‹›]/, 'a typographic quote stands there', quotes],
  [/^`/, 'a backtick stands there', quotes],
  [/^(?:True|False|None)\b/, 'a word of Python stands there', 'Write true, false or null'],
  [/^(?:undefined|NaN|-?Infinity)\b/, 'a word of JavaScript stands there', 'Write null, or leave the key out'],
  [/^(?:TRUE|FALSE|NULL|yes|no|on|off)\b/i, 'a word stands there that JSON does not have', 'Write true, false or null'],
  [
    /^(?:\$\{|\{\{|<%|%s|\$[A-Z])/,
    'a placeholder stands there that was not filled in',
    'Write the value, in double quotes where it is a text',
  ],
  [/^(?:\.\.\.|…)/, 'something is left out there', 'Write the whole, without …'],
  [
    /^[\u00a0\u2000-\u200f\u2028-\u202f\u2060\ufeff\u3000]/,
    'an invisible character stands there',
    'Delete the spaces there, and type them again',
  ],
  [/^;/, 'a semicolon stands there', 'Write a comma between two entries, and nothing behind the last'],
  [/^[=]/, '= stands there', 'Write : between a name and its value'],
  [/^\+/, '+ stands there', 'Write each text in one piece'],
]

/**
 * Returns the mistake at the place where a text stops being JSON.
 * @param at index of the first character that does not fit
 */
export function mistakeInJson(text: string, at: number): TextMistake | undefined {
  const known = mistakeInText(text)
  if (known) return known
  const rest = text.slice(at)
  const before = text.slice(0, at).trimEnd()
  const found = inJson.find(([pattern]) => pattern.test(rest))
  if (found) return { what: found[1], cure: found[2], line: null }
  if (/^[}\]]/.test(rest) && before.endsWith(',')) {
    return {
      what: 'a comma stands behind the last entry',
      cure: 'Delete that comma',
      line: lineAt(text, before.length - 1),
    }
  }
  if (rest.startsWith(','))
    return { what: 'a comma stands there without an entry before it', cure: 'Delete that comma', line: null }
  if (rest.trim() === '') return strangeSpace(text) ?? missingEnd(before)
  if (/^"[^"\n]{0,100000}$/.test(rest)) {
    return { what: 'it ends in the middle of a text', cure: 'Copy the whole text', line: lineAt(text, at) }
  }
  if (/^[{[]/.test(rest) && isWhole(before)) {
    return { what: 'a second document begins there', cure: 'Keep one of them, or hand them in one by one', line: null }
  }
  if (/^[\]}]/.test(rest))
    return {
      what: 'a bracket closes there that does not fit the open one',
      cure: 'Compare it with the bracket that opens',
      line: null,
    }
  if (rest.startsWith('"')) {
    if (/["\d}\]el]$/.test(before))
      return {
        what: 'a comma is missing before it',
        cure: 'Write a comma between two entries',
        line: lineAt(text, before.length - 1),
      }
    return {
      what: 'a text begins there that has a line break, a tab or a wrong \\ in it',
      cure: 'Close it on the same line; write \\n for a break, \\t for a tab and \\\\ for \\',
      line: null,
    }
  }
  if (/^[A-Za-z_$][\w$-]{0,80}\s{0,10}:/.test(rest))
    return { what: 'a name stands there without quotes', cure: quotes, line: null }
  return undefined
}

/** Finds a character that JavaScript accepts as a space, but JSON does not. */
function strangeSpace(text: string): TextMistake | undefined {
  const at = withoutTexts(text).search(/[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/)
  if (at < 0) return undefined
  return {
    what: 'an invisible character stands there',
    cure: 'Delete the spaces there, and type them again',
    line: lineAt(text, at),
  }
}

/** Replaces each JSON string by spaces of the same length. */
function withoutTexts(json: string): string {
  let plain = ''
  let from = 0
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', from)) {
    plain += json.slice(from, at)
    let end = at + 1
    while (end < json.length && json[end] !== '"' && json[end] !== '\n') end += json[end] === '\\' ? 2 : 1
    from = Math.min(end + 1, json.length)
    plain += ' '.repeat(from - at)
  }
  return plain + json.slice(from)
}

function missingEnd(before: string): TextMistake | undefined {
  const open = openBrackets(before)
  if (open.length === 0) return undefined
  const closing = open.toReversed().join('').replaceAll('{', '}').replaceAll('[', ']')
  const what = open.length === 1 ? 'one bracket is not closed' : `${open.length} brackets are not closed`
  return { what, cure: `Copy the whole text, or close it: ${closing.slice(0, 40)}`, line: null }
}

function isWhole(before: string): boolean {
  return before !== '' && openBrackets(before).length === 0
}

function openBrackets(text: string): string[] {
  const open: string[] = []
  for (const [sign] of withoutTexts(text).matchAll(/[{}[\]]/g)) {
    if (sign === '{' || sign === '[') open.push(sign)
    else open.pop()
  }
  return open
}

/** The mistake and its cure for each error code of the package `yaml`. */
const inYaml: Readonly<Record<string, readonly [string, string]>> = {
  TAB_AS_INDENT: ['a tab indents the line', 'Indent with spaces, two for each level'],
  DUPLICATE_KEY: ['a key stands there twice in one group', 'Keep one of them'],
  MULTIPLE_DOCS: ['a second document begins there (---)', 'Keep one of them, and delete the line ---'],
  BAD_INDENT: [
    'the line is not indented like those beside it',
    'Give the keys of one group the same indent, and close every bracket above it',
  ],
  BLOCK_AS_IMPLICIT_KEY: ['a key and its value stand where a text is', 'Put the text in quotes if it has “: ” in it'],
  BLOCK_IN_FLOW: ['the line is indented too little inside of brackets', 'Indent what is between the brackets'],
  MULTILINE_IMPLICIT_KEY: [
    'a : is missing behind the key, or a quote is not closed',
    'Write key: value, with a space behind the colon',
  ],
  MISSING_CHAR: ['a quote, a bracket or a : is missing', 'Close every quote and bracket, and write : behind every key'],
  BAD_SCALAR_START: ['a value begins with a sign that has a meaning in YAML', 'Put the value in quotes'],
  BAD_ALIAS: ['a value begins with * or &, which have a meaning in YAML', 'Put the value in quotes'],
  BAD_DQ_ESCAPE: ['a text in double quotes has a \\ that YAML does not know', 'Use single quotes, or write \\\\'],
  UNEXPECTED_TOKEN: [
    'something stands there that does not belong there',
    'Put texts with : # { } [ ] or quotes in them into quotes',
  ],
}

/**
 * Returns the mistake behind an error of the YAML parser.
 * @param at index of the error in the text
 */
export function mistakeInYaml(text: string, code: string, at: number): TextMistake | undefined {
  const known = mistakeInText(text)
  if (known) return known
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1
  const line = /^[^\n]{0,2000}/.exec(text.slice(start))?.[0] ?? ''
  const tab = text.search(/^ {0,200}\t/m)
  if (tab >= 0 && (/^\s*\t/.test(line) || code === 'TAB_AS_INDENT')) {
    const [what, cure] = inYaml['TAB_AS_INDENT'] ?? ['', '']
    return { what, cure, line: lineAt(text, tab) }
  }
  if (/[“”„]/.test(line)) return { what: 'a typographic quote stands there', cure: quotes, line: null }
  const found = inYaml[code]
  return found && { what: found[0], cure: found[1], line: null }
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}
