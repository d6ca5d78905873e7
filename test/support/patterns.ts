import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { parseAst } from 'rolldown/parseAst'

/** A regular expression in the source. */
export interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

const src = join(import.meta.dirname, '..', '..', 'src')

/** Returns all regular expressions of the source, each once per file. */
export function allPatterns(): readonly Pattern[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|cjs)$/.test(name))
  const all = files.flatMap((file) => {
    const { code } = transformSync(readFileSync(join(src, file), 'utf8'), { loader: 'ts', target: 'esnext' })
    const found = new Map<string, Pattern>()
    walk(parseAst(code), (source, flags) => found.set(`${source}/${flags}`, { file, source, flags }))
    return [...found.values()]
  })
  return all.sort((one, other) => (one.file < other.file ? -1 : 1))
}

function walk(node: unknown, take: (source: string, flags: string) => void): void {
  if (typeof node !== 'object' || node === null) return
  const { regex } = node as { regex?: { pattern: string; flags: string } }
  if (regex) take(regex.pattern, regex.flags)
  for (const child of Object.values(node)) walk(child, take)
}

/** A text that can make a pattern slow: `pump` is repeated between `before` and `after`. */
export interface Attack {
  readonly before: string
  readonly pump: string
  readonly after: string
}

/**
 * Returns texts that can make a pattern backtrack. Each repeats one to five parts of the pattern and ends with text
 * that does not match.
 */
export function attacksOn({ source }: Pattern): readonly Attack[] {
  const parts = partsOf(source).filter((part) => part !== '')
  const attacks = new Map<string, Attack>()
  for (let start = 0; start < parts.length; start += 1) {
    for (let end = start + 1; end <= Math.min(parts.length, start + 5); end += 1) {
      const pump = parts.slice(start, end).join('')
      for (const before of new Set(['', parts.slice(0, start).join('')])) {
        for (const after of ['', '\u0001']) attacks.set(`${before}\0${pump}\0${after}`, { before, pump, after })
      }
    }
  }
  return [...attacks.values()]
}

const classes: Readonly<Record<string, string>> = {
  s: ' ',
  d: '1',
  w: 'a',
  S: 'a',
  D: 'a',
  W: ' ',
  n: '\n',
  r: '\r',
  t: '\t',
}

const atoms =
  /\\u\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[:=!]|\(\?<\w+>|\{\d+,?\d*\}|./gisu

/**
 * Splits a pattern into its parts (a class, a repeated part, or plain characters), and returns for each part one text
 * that the part matches.
 */
function partsOf(source: string): readonly string[] {
  const parts: string[] = []
  let word = ''
  const endWord = () => {
    if (word !== '') parts.push(word)
    word = ''
  }
  const found = [...source.matchAll(atoms)].map(([atom]) => atom)
  for (const [index, atom] of found.entries()) {
    if (/^(?:\(.*|[)|^$*+?]|\{\d+,?\d*\}|\\[bB])$/s.test(atom)) endWord()
    else if (atom.startsWith('[') || /^(?:\.|\\[sdwSDWpP].*)$/s.test(atom) || /^[*+?{]/.test(found[index + 1] ?? '')) {
      endWord()
      parts.push(atom.startsWith('[') ? memberOf(atom) : atom === '.' ? 'a' : plain(atom))
    } else word += plain(atom)
  }
  endWord()
  return parts
}

function plain(atom: string): string {
  if (!atom.startsWith('\\')) return atom
  if (/^\\[ux]/.test(atom)) return String.fromCodePoint(Number.parseInt(atom.replace(/[\\ux{}]/g, ''), 16))
  if (/^\\[pP]/.test(atom)) return 'a'
  const name = atom.slice(1)
  return classes[name] ?? name
}

/** Returns one character that the class `atom` matches. */
function memberOf(atom: string): string {
  const test = new RegExp(atom, 'u')
  return Array.from('a1 "<=:/-_.A&\n\\\u001b\u0080é').find((one) => test.test(one)) ?? plain(atom.slice(1, 2))
}
