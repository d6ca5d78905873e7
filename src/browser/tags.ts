import { decodeEntities } from './page.ts'

export type Attributes = Readonly<Record<string, string>>

/** The attributes of a tag, their names in lower case. */
export function attributesOf(text: string): Attributes {
  const pairs = [...text.matchAll(/([\w:-]+)(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)]
  return Object.fromEntries(
    pairs.map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ''),
    ]),
  )
}
