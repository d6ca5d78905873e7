import { type Cursor, take } from './cursor.ts'
import { isQuote, readJoined, takeStringPrefix } from './string.ts'

/** The start of a member: a field name with its sign, or a string that is no field name. */
export interface Key {
  readonly text: string
  /**
   * The sign after the name; `[]` for a name in brackets, as PHP's print_r prints it. Undefined when the text is no
   * name.
   */
  readonly sign: '=>' | ':' | '=' | '[]' | undefined
}

const separator = /\s*(=>|:(?![:/]{2})|=(?![=>]))/y
const wordKey = /:?([A-Za-z_$@][\w$.@?!-]{0,200}|-?\d{1,20}(?:\.\d{1,20})?)\s{0,200}(=>|:(?!\/\/|:)|=(?![=>]))/y
const arrowKey = /:?([A-Za-z_$@][\w$.@?!-]{0,200}|-?\d{1,20})\s{0,200}(=>|=(?![=>]))/y
// Fields in Elixir: `[ok: true, team: [id: "T1"]]`.
const keywordKey = /([a-z_]\w{0,200}[?!]?)(:) (?=["%:{[\dtfn-])/y
// `"name":protected` and `"name":"App\Token":private` are fields of an object in PHP.
const bracketKey =
  /\[\s{0,20}(?:"([^"\]\n]{0,200})"(?::[\w"\\:]{1,200})?|'([^'\]\n]{0,200})'|([^[\]"'\n]{0,200}?)(?::(?:[\w\\]{1,200}:)?(?:protected|private))?)\s{0,20}\]\s{0,200}=>[ \t]*/y

const symbolSign = /:(?=["'])/y

/** Reads the field name at the cursor. Without a field name, returns undefined and does not move the cursor. */
export function takeKey(cursor: Cursor, afterField: boolean): Key | undefined {
  const { marks } = cursor
  // In a list, a colon is a part of the text, unless the list is a map in Go (`map[ok:true]`).
  const goMap = cursor.text.startsWith('map[', cursor.at - 4)
  const listed = cursor.open.at(-1) === ']' && !afterField && !goMap
  const inBrackets = take(cursor, bracketKey)
  if (inBrackets) {
    marks.add('php')
    const [all, double, single, plain] = inBrackets
    // var_dump writes quotes around the name and puts the value on the next line.
    return { text: double ?? single ?? plain ?? '', sign: double === undefined && all.includes('] =>') ? '[]' : '=>' }
  }
  const word = take(cursor, listed ? arrowKey : wordKey) ?? (listed ? take(cursor, keywordKey) : undefined)
  if (word) {
    if (word[0].startsWith(':')) marks.add('ruby')
    else if (word[2] === ':') marks.add('javascript')
    return { text: word[1] ?? '', sign: signOf(word[2]) }
  }
  if (take(cursor, symbolSign)) marks.add('ruby')
  takeStringPrefix(cursor)
  if (!isQuote(cursor.text[cursor.at])) return undefined
  return { text: readJoined(cursor), sign: signOf(take(cursor, separator)?.[1]) }
}

function signOf(sign: string | undefined): Key['sign'] {
  return sign === '=>' || sign === ':' || sign === '=' ? sign : undefined
}
