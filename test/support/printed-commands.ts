import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A command line that the program prints. */
export interface Printed {
  /** The file and line where the command is. */
  readonly place: string
  /** The words after `slack-tokens`, split as a shell splits them. */
  readonly words: readonly string[]
}

/** Plausible values for the `${…}` expressions in printed command lines. */
const fills: Readonly<Record<string, string>> = {
  argv: 'post C012AB3CD "hello"',
  flags: '--scopes chat:write --user-scopes search:read',
  given: '--client-id 1234567890.1234567890123 --client-secret',
  command: 'login',
  flag: '--client-secret',
  option: '--add-scope',
  'token.identity': 'bot',
  limit: '5',
  'port || 80': '8443',
  deed: 'delete',
  wanting: 'thread',
  "names.join(',')": 'allow,deny',
  identity: 'bot',
  other: 'user',
}

/** Matches the first word of prose after a command. */
const prose =
  /^(?:again|and|asks|does|ends|for|has|have|holds|keeps|lists|makes|or|prints|says|shows?|takes|tells|tries|with|which|whose)$/

/** Matches a word after `slack-tokens` that is not a command, but prose or an option. */
const noCommand = /^(?:has|itself|test|simulator|of|on|\(version|was|…|<command>|-.*)$/

/** Returns every command line in the string literals of the source files below `directory`. */
export function printedCommands(directory: string): Printed[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return names.flatMap((name) =>
    readFileSync(join(directory, name), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /^\s*(?:\*|\/\/|\/\*)/.test(line)
          ? []
          : commandsIn(line).map((words) => ({ place: `${name}:${index + 1}`, words })),
      ),
  )
}

/** Returns every command line in a text without line breaks. */
export function commandsInAnswer(text: string): string[][] {
  return commandsIn(`\`${text}`)
}

/** Returns every command line in the code of a Markdown document: indented, between fences and between backticks. */
export function commandsInDocument(document: string): string[][] {
  let fenced = false
  return document.split('\n').flatMap((line) => {
    if (line.startsWith('```')) fenced = !fenced
    const isCode = fenced || line.startsWith('    ')
    const spans = isCode
      ? [line.split(/ {3,}(?=\S)/).find((part) => part.includes('slack-tokens')) ?? '']
      : [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
    // In a table, \\| is a choice of which a person takes one.
    return spans.flatMap((code) => commandsInAnswer(code.replace(/(\S+?)(?:\\\||\|)\S+/g, '$1')))
  })
}

function commandsIn(line: string): string[][] {
  return [...line.matchAll(/(?<![\w/.-])slack-tokens +/g)].flatMap((match) => {
    const start = match.index + match[0].length
    const words = split(filled(untilEnd(line.slice(start), quoteBefore(line.slice(0, match.index)))))
    const [first] = words
    return first === undefined || noCommand.test(first) ? [] : [words]
  })
}

/**
 * Returns the quote of the string that is open at the end of `text`. When no string is open, the text is inside a
 * template that began on an earlier line, so the result is a backtick.
 */
function quoteBefore(text: string): string {
  let open = ''
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index)
    if (text[index - 1] === '\\') continue
    if (open === '' && `'"\``.includes(char)) open = char
    else if (char === open) open = ''
  }
  return open === '' ? '`' : open
}

/** Returns the start of `text` up to the closing quote. */
function untilEnd(text: string, quote: string): string {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text.startsWith('${', index)) depth += 1
    else if (depth > 0 && text[index] === '}') depth -= 1
    else if (depth === 0 && text[index] === quote) return text.slice(0, index)
  }
  return text
}

/** Replaces each `${…}` that is a whole word by a plausible value, and removes every `${…}` that is part of a word. */
function filled(text: string): string {
  let result = ''
  for (let index = 0; index < text.length; index += 1) {
    if (!text.startsWith('${', index)) {
      result += text[index]
      continue
    }
    let depth = 1
    const from = index + 2
    for (index = from; depth > 0 && index < text.length; index += 1) {
      if (text[index] === '{') depth += 1
      if (text[index] === '}') depth -= 1
    }
    index -= 1
    if (/(?:^|\s|--)$/.test(result) && /^(?:[\s\\'"`.,;:)$]|$)/.test(text.slice(index + 1)))
      result += fills[text.slice(from, index)] ?? 'NAME'
  }
  return result.replaceAll("\\'", "'")
}

/** Returns the words of the command with which the text starts. */
function split(text: string): string[] {
  const [command = ''] = text.split(
    /[”]|<\/|\)"|\), |\\n|\n| {3}|;|,? \(|[),.:](?:[\s).\\]|$)|, | [–→|<>&] | [<>|&]| &$/,
  )
  const words = (command.match(/(?:"[^"]*"|'[^']*'|[^\s"']+)+/g) ?? []).map((one) =>
    one.replace(/^(["'])(.*)\1$/, '$2'),
  )
  const end = words.findIndex((word, index) => index > 0 && (prose.test(word) || word === '#'))
  return end === -1 ? words : words.slice(0, end)
}
