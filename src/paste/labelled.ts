import { secretsIn } from './find-secrets.ts'
import { fromPairs } from './literal/members.ts'

const label =
  /^[ \t]{0,20}[-*•>]{0,3}[ \t]{0,9}(?:\*\*|__|`)?([A-Za-z][A-Za-z0-9 _()/.-]{1,40}?)(?:\*\*|__|`)?[ \t]{0,20}(?:(?::|→|–)(?:\*\*|__)?[ \t]{1,20}|=[ \t]{0,20})(\S.{0,2000})$/
const most = 400

/**
 * Reads lines with a label and a value each (`Team ID: T0…`, `Bot token: xoxb-…`). Undefined unless one value is a
 * token and another is the id of a workspace.
 */
export function readLabels(text: string): Record<string, unknown> | undefined {
  const lines = text.split(/\r?\n/, most + 1)
  if (lines.length > most) return undefined
  const found = lines.flatMap((line) => {
    const [, name, value = ''] = label.exec(line) ?? []
    return name === undefined ? [] : [[name, withoutMarks(value)] as const]
  })
  const names = found.map(([name]) => name.toLowerCase())
  if (found.length < 2 || new Set(names).size < names.length) return undefined
  const hasToken = found.some(([, value]) => [...secretsIn(value)].some((one) => one.value === value))
  const hasPlace = found.some(
    ([name, value]) => /team|workspace|enterprise/i.test(name) && /^[TE][A-Z0-9]{7,12}$/.test(value),
  )
  return hasToken && hasPlace ? fromPairs(found) : undefined
}

function withoutMarks(value: string): string {
  return value.trim().replace(/^(["'`]|\*\*)(.*)\1[,;]?$/, '$2')
}
