import { parseEnv } from 'node:util'
import { fromPairs } from './members.ts'

const assignment =
  /^[ \t]{0,40}(?:(?:export|set|setx|const|let|var|ENV|-e|--env)[ \t]+)?([A-Za-z_][\w.]{0,200}[ \t]{0,40}=(?![=>]).*)$/
const aside = /^[ \t]{0,40}(?:[#;].*|\[[\w ."-]{1,80}\][ \t]*)?\r?$/

/** The variables of a `.env` file, of lines of `export`, or of an ini file; undefined for other text. */
export function readDotenv(text: string): object | undefined {
  const kept: string[] = []
  for (const line of text.split('\n')) {
    const found = assignment.exec(line.replace(/[\r;]+$/, ''))?.[1]
    if (found !== undefined) kept.push(found)
    else if (!aside.test(line)) return undefined
  }
  return kept.length > 1 ? fromPairs(Object.entries(parseEnv(kept.join('\n')))) : undefined
}

const form = /^\??[\w.%+[\]-]{1,200}=[^&\s{"']*(?:&[\w.%+[\]-]{1,200}=[^&\s]*)+&?$/
const onePayload = /^[\w.-]{1,200}=%(?:7B|5B)[^&\s]*$/i

/** The fields of a form body (`ok=true&team_id=T1`), or undefined for other text. */
export function readForm(text: string): object | undefined {
  const trimmed = text.trim()
  if (!form.test(trimmed) && !onePayload.test(trimmed)) return undefined
  return fromPairs(new URLSearchParams(trimmed))
}

const quotedField = /^\s{0,1000}(["'])[\w.-]{1,200}\1\s{0,40}(?::|=>)/
const commaField = /^\s{0,1000}:?[A-Za-z_]\w{0,200}[ \t]{0,40}(?::|=>)[^\n]{0,5000},[ \t]*\r?$/m

/** Fields that were copied without the brackets around them. */
export function looksLikeFields(text: string): boolean {
  return (
    quotedField.test(text) || new RegExp(commaField.source).test(text.slice(0, text.indexOf('\n') + 1 || undefined))
  )
}

const yamlStart = /^(?:---|%YAML|- |-$|["']?[\w.$/-]{1,200}["']?:(?:[ \t]|$))/
const yamlNext = /^(?:[ \t#].*|\.\.\.)?$/

/** Whether every line that is not indented begins as one of YAML's does, and there are at least two. */
export function looksLikeYaml(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const starts = lines.filter((line) => yamlStart.test(line))
  return lines.length > 1 && starts.length > 0 && lines.every((line) => yamlStart.test(line) || yamlNext.test(line))
}
