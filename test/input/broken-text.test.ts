import { describe, expect, it } from 'vitest'
import { CliError } from '../../src/errors.ts'
import { type DocumentKind, parseDocument } from '../../src/input/document.ts'

const kind: DocumentKind = {
  subject: 'The recipe',
  most: 10_000,
  code: 'seed_unreadable',
  hints: { unread: 'Name another file', broken: 'no cure is known' },
}

/** Returns message and hint of the error; null when the text can be read. */
function refusal(text: string, shown: string): { message: string; hint: string | undefined } | null {
  try {
    parseDocument(text, shown, kind)
    return null
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { message: error.message, hint: error.hint }
  }
}

const good = '{\n  "name": "Deploy",\n  "scopes": ["chat:write"]\n}\n'

describe('text that is almost JSON', () => {
  const rows: [string, string, number | null, RegExp][] = [
    ['a comma after the last entry', good.replace('"]\n', '"],\n'), 3, /comma.*last/],
    ['a comma after the last item', good.replace('"]', '",]'), 3, /comma.*last/],
    ['a comma after the last entry, three lines up', good.replace('"]\n', '"],\n\n\n'), 3, /comma.*last/],
    ['two commas', good.replace(',', ',,'), 2, /comma/],
    ['a comment of a line', good.replace('"scopes', '// the scopes\n  "scopes'), 3, /comment/],
    ['a comment behind an entry', good.replace('"Deploy",', '"Deploy", // shown'), 2, /comment/],
    ['a comment in a block', good.replace('"scopes', '/* x */ "scopes'), 3, /comment/],
    ['a comment of YAML', good.replace('"scopes', '# x\n  "scopes'), 3, /comment/],
    ['a comment before it all', `// Deploy\n${good}`, 1, /comment/],
    ['a value in single quotes', good.replace('"Deploy"', "'Deploy'"), 2, /single quote/],
    ['a name in single quotes', good.replace('"scopes"', "'scopes'"), 3, /single quote/],
    ['a value in typographic quotes', good.replace('"Deploy"', '“Deploy”'), 2, /typographic/],
    ['a name in typographic quotes', good.replace('"scopes"', '“scopes”'), 3, /typographic/],
    ['a value in backticks', good.replace('"Deploy"', '`Deploy`'), 2, /backtick/],
    ['a name without quotes', good.replace('"scopes"', 'scopes'), 3, /without quotes/],
    ['a missing comma', good.replace('",', '"'), 2, /comma is missing/],
    ['a missing comma in a list', good.replace('"]', '" "users:read"]'), 3, /comma is missing/],
    ['a word of Python', good.replace('"Deploy"', 'True'), 2, /Python/],
    ['a word of JavaScript', good.replace('"Deploy"', 'undefined'), 2, /JavaScript/],
    ['a placeholder', good.replace('"Deploy"', `$${'{NAME}'}`), 2, /placeholder/],
    ['=', good.replace(':', ' ='), 2, /=/],
    ['a line break in a text', good.replace('Deploy', 'Dep\nloy'), 2, /line break/],
    ['a wrong escape', good.replace('Deploy', 'Dep\\loy'), 2, /\\/],
    ['a second document', good + good, 5, /second document/],
    ['a wrong bracket', good.replace(']', '}'), 3, /bracket/],
    ['an end in the middle', good.slice(0, good.indexOf(',') + 1), null, /not closed/],
    ['an end in the middle of a string', good.slice(0, 30), 3, /ends in the middle/],
    ['a merge conflict', good.replace('  "scopes', '<<<<<<< HEAD\n  "scopes'), 3, /merge/],
    ['the end of a merge conflict', good.replace('  "scopes', '=======\n  "scopes'), 3, /merge/],
    ['a fence of Markdown', `\`\`\`json\n${good}\`\`\`\n`, 1, /Markdown/],
    ['a fence in the end', `${good}\`\`\`\n`, 5, /Markdown/],
    ['a no-break space', good.replace('  "scopes', '\u00a0\u00a0"scopes'), 3, /invisible/],
    ['an omission', good.replace('"chat:write"', '...'), 3, /left out/],
  ]
  it.each(rows)('causes an error with the line, the mistake and a fix: %s', (_, text, line, what) => {
    const { message, hint } = refusal(text, 'a.json') ?? { message: 'it was read' }
    expect(message).toMatch(what)
    expect(message).toMatch(line === null ? what : new RegExp(`line ${line}\\b`))
    expect(hint).not.toBe('no cure is known')
    // The message contains no part of the text.
    expect(message).not.toMatch(/Deploy|chat:write/)
  })

  it.each(rows)('causes an error with a fix also when it comes from standard input: %s', (_, text) => {
    const { hint } = refusal(text, 'The recipe on standard input') ?? {}
    expect(hint).toEqual(expect.any(String))
    expect(hint).not.toBe('no cure is known')
  })

  it.each(['{name: Deploy}', "{'name': 'Deploy'}", '[a, b,]', '{name: Deploy, scopes: [chat:write],}'])(
    'is read when it is valid YAML: %s',
    (text) => expect(refusal(text, 'a.yaml')).toBeNull(),
  )
})

describe('text that is almost YAML', () => {
  it.each<[string, string, number, RegExp]>([
    ['a tab', 'name: Deploy\nscopes:\n\t- chat:write\n', 3, /tab/],
    ['a tab before a key', 'scopes:\n\tbot: x\n', 2, /tab/],
    ['a tab behind spaces', 'scopes:\n  \tbot: x\n  user: y\n', 2, /tab/],
    ['a key twice', 'name: Deploy\nname: Other\n', 2, /twice/],
    ['a key twice in a group', 'a:\n  name: Deploy\n  b: 1\n  name: Other\n', 4, /twice/],
    ['two documents', 'name: Deploy\n---\nname: Other\n', 2, /second document/],
    ['a merge conflict', 'name: Deploy\n<<<<<<< HEAD\nscopes: a\n=======\nscopes: b\n>>>>>>> main\n', 2, /merge/],
    ['a fence', '```yaml\nname: Deploy\n```\n', 1, /Markdown/],
    ['a fence with tildes', '~~~\nname: Deploy: x\n~~~\n', 1, /Markdown/],
    ['a wrong indent', 'a:\n  b: 1\n c: 2\n', 3, /indent/],
    ['a colon in a text', 'name: Deploy: the tool\n', 1, /value/],
    ['an open quote', 'name: "Deploy\nscopes: a\n', 1, /quote/],
    ['an open bracket', 'scopes: [a, b\nname: Deploy\n', 2, /indent/],
    ['a backtick', 'name: `Deploy`\n', 1, /sign/],
    ['an at sign', 'name: @deploy\n', 1, /sign/],
    ['a text behind a quoted one', 'name: "Deploy" bot\n', 1, /quote|belong/],
    ['typographic quotes', 'name: “Deploy: it”\n', 1, /typographic/],
    ['a wrong escape', 'name: "C:\\deploy"\n', 1, /\\/],
  ])('causes an error with the line, the mistake and a fix: %s', (_, text, line, what) => {
    const { message, hint } = refusal(text, 'a.yaml') ?? { message: 'it was read' }
    expect(message).toMatch(what)
    expect(message).toMatch(/line \d+/)
    expect(Math.abs(Number(/line (\d+)/.exec(message)?.[1]) - line)).toBeLessThanOrEqual(2)
    expect(hint).not.toBe('no cure is known')
    expect(message).not.toMatch(/Deploy/)
  })
})
