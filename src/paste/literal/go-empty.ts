import { type Cursor, take } from './cursor.ts'

const nextOfStruct = /[ \t]+[A-Z]\w{0,80}:/y
const nextOfMap = /[ \t]+[a-z_][\w.-]{0,80}:/y

/**
 * Whether the value is empty, as in `RefreshToken: ExpiresIn:0`. Go writes no space after a colon, so a space means an
 * empty value.
 */
export function isEmptyInGo(cursor: Cursor, key: string): boolean {
  const inMap = cursor.open.at(-1) === ']'
  if (!inMap && !/^[A-Z]/.test(key)) return false
  const { at } = cursor
  const isEmpty = take(cursor, inMap ? nextOfMap : nextOfStruct) !== undefined
  cursor.at = at
  return isEmpty
}
