import { type Cursor, take } from './cursor.ts'
import { isQuote, readJoined, takeStringPrefix } from './string.ts'

/** The start of a member: a field name with its sign, or a string that is no name. */
export interface Key {
  readonly text: string
  /** `[]` for a name in brackets, as PHP's print_r shows it. Undefined when it is no name. */
  readonly sign: '=>' | ':' | '=' | '[]' | undefined
}

const separator = /\s*(=>|:(?![:/]{2})|=(?![=>]))/y
const wordKey = /:?([A-Za-z_$@][\w$.@?!-]{0,200}|-?\d{1,20}(?:\.\d{1,20})?)\s{0,200}(=>|:(?!\/\/|:)|=(?![=>]))/y
const arrowKey = /:?([A-Za-z_$@][\w$.@?!-]{0,200}|-?\d{1,20})\s{0,200}(=>|=(?![=>]))/y
// `[ok: true, team: [id: "T1"]]` of Elixir.
const keywordKey = /([a-z_]\w{0,200}[?!]?)(:) (?=["%:{[\dtfn-])/y
// `"name":protected` and `"name":"App\Token":private` are fields of an object.
const bracketKey =
  /\[\s{0,20}(?:"([^"\]\n]{0,200})"(?::[\w"\\:]{1,200})?|'([^'\]\n]{0,200})'|([^[\]"'\n]{0,200}?)(?::(?:[\w\\]{1,200}:)?(?:protected|private))?)\s{0,20}\]\s{0,200}=>[ \t]*/y

const symbolSign = /:(?=["'])/y

/** The field name that starts here; undefined, without a move, when there is none. */
export function takeKey(cursor: Cursor, afterField: boolean): Key | undefined {
  const { marks } = cursor
  // In a list a colon is part of the text, unless the list is a Go map (`map[ok:true]`).
  const goMap = cursor.text.startsWith('map[', cursor.at - 4)
  const listed = cursor.open.at(-1) === ']' && !afterField && !goMap
  const inBrackets = take(cursor, bracketKey)
  if (inBrackets) {
    marks.add('php')
    const [all, double, single, plain] = inBrackets
    // var_dump has quotes around the name, and its values on the next line.
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
