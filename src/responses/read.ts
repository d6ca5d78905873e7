import type { Pasted } from '../paste/types.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { recognise } from './classify.ts'
import { type Fields, isFields, own, text } from './fields.ts'
import { findLoose } from './find-tokens.ts'
import { respell } from './key-spelling.ts'
import { joinPath, step } from './path.ts'
import { findRecord } from './sdk-records.ts'
import { placeNotes } from './token.ts'
import { readAnswer } from './token-response.ts'
import type { Findings, Material, Recognised } from './types.ts'

/** How far down an answer is looked for inside another value, and how many are taken. */
const deepest = 8
const mostItems = 1000

/**
 * Reads everything that one value holds of what an install yields: the answer or record that it is, or those that
 * stand inside it, each with its place. At least one; a value that holds none comes back as `not-an-install`, with the
 * tokens that stand in it anyway. Pure; never throws; looks at each part of the value a bounded number of times.
 */
export function readMaterials(value: unknown): readonly Material[] {
  const found: Material[] = []
  collect(value, '', 0, found)
  return found.length > 0 ? found : [readMaterial(value)]
}

/**
 * The same for a pasted text, which may hold several values; `several` when what was handed in is a list, or holds more
 * than one. What is said of the text is said of its first part.
 */
export function readPasted({ values, notes, cut }: Pick<Pasted, 'values' | 'notes' | 'cut'>): {
  readonly materials: readonly Material[]
  readonly several: boolean
} {
  const [first] = values
  const words = values.length > 1 && values.every((one) => typeof one === 'string')
  const found =
    values.length === 1
      ? readMaterials(first)
      : words
        ? [readMaterial(values)]
        : values.flatMap((one) => readMaterials(one))
  const materials = found.map((one, index) => ({
    ...one,
    cut,
    certainty: cut && one.certainty === 'sure' && one.shape !== 'error' ? 'likely' : one.certainty,
    notes: index === 0 ? [...notes, ...one.notes] : one.notes,
  }))
  const list = values.length === 1 && Array.isArray(first) && found.some(({ shape }) => shape !== 'not-an-install')
  return { materials, several: materials.length > 1 || list }
}

function collect(value: unknown, at: string, depth: number, found: Material[]): void {
  if (depth > deepest || found.length >= mostItems) return
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) collect(one, step(at, index), depth + 1, found)
    return
  }
  if (!isFields(value)) return
  const material = readFields(value)
  if (material && (depth === 0 || !isBareError(material))) {
    found.push(depth === 0 ? material : moved(material, at))
    return
  }
  for (const key of Object.keys(value)) collect(value[key], joinPath(at, step('', key)), depth + 1, found)
}

/** An object somewhere inside that merely has a field `error` is no refusal of Slack's. */
function isBareError({ shape, value }: Material): boolean {
  return shape === 'error' && isFields(value) && !(own(value, 'ok') !== undefined && text(own(value, 'error')))
}

/** Reads one value as what it is itself; what stands deeper counts only as loose tokens. */
export function readMaterial(value: unknown): Material {
  const whole = isFields(value) ? readFields(value) : undefined
  if (whole) return whole
  const why = isFields(value)
    ? recognise(value).why
    : [Array.isArray(value) ? 'It is a list with no answer of an install in it.' : 'It is no object with fields.']
  return assemble(value, { shape: 'not-an-install', certainty: 'sure', why }, { tokens: [] })
}

/** Undefined when the object is not an install itself. */
function readFields(value: Fields): Material | undefined {
  const record = findRecord(value)
  if (record) {
    const { form, certainty } = record
    const why = certainty === 'sure' ? [] : ['It has the keys of an installation that a program keeps, but not all.']
    const recognised = { shape: 'stored-installation', certainty, why } as const
    return { ...assemble(value, recognised, form.read(value)), keeper: form.keeper(value) }
  }
  const recognised = recognise(value)
  const { shape } = recognised
  if (shape === 'not-an-install' || shape === 'stored-installation') return readRespelled(value)
  return assemble(value, recognised, shape === 'error' ? { tokens: [] } : readAnswer(value, shape))
}

/** An answer with keys in the spelling of another language. */
function readRespelled(value: Fields): Material | undefined {
  const respelled = respell(value)
  const recognised = respelled && recognise(respelled.value)
  const shape = recognised?.shape
  if (!respelled || !shape || shape === 'not-an-install' || shape === 'stored-installation' || shape === 'error') {
    return undefined
  }
  const material = assemble(respelled.value, recognised, readAnswer(respelled.value, shape))
  const back = <T extends { readonly path: string }>(one: T): T => ({
    ...one,
    path: respelled.paths.get(one.path) ?? one.path,
  })
  return {
    ...material,
    tokens: material.tokens.map(back),
    webhooks: material.webhooks.map(back),
    notes: [...material.notes, 'A program spelled its keys in its own way; Slack writes access_token.'],
  }
}

function assemble(value: unknown, recognised: Recognised, findings: Findings): Material {
  const { shape, certainty, why } = recognised
  const { tokens, webhooks = [], notes = [], isOrgInstall = false } = findings
  const known = new Set([...tokens.map((one) => one.value), ...webhooks.map(({ url }) => url)])
  const rest = isFields(value) ? loosePart(value) : value
  const loose = findLoose(rest, known)
  const all = [...tokens, ...loose.tokens]
  return {
    shape,
    certainty,
    at: '',
    value,
    cut: false,
    keeper: null,
    flow: findings.flow ?? null,
    tokens: all,
    webhooks: [...webhooks, ...loose.webhooks],
    appId: nameIn(findings.appId),
    workspace: findings.workspace ?? null,
    organization: findings.organization ?? null,
    isOrgInstall,
    installerId: nameIn(findings.installerId),
    error: shape === 'error' && isFields(value) ? (nameIn(text(own(value, 'error'))) ?? 'unknown_error') : null,
    notes: [...why, ...placeNotes(all), ...notes],
  }
}

/** What this tool keeps of older answers repeats tokens that are long replaced. */
function loosePart(value: Fields): Fields {
  if (!Array.isArray(own(value, 'responses'))) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'responses'))
}

function moved(material: Material, at: string): Material {
  const move = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: joinPath(at, one.path) })
  const { tokens, webhooks, notes } = material
  return {
    ...material,
    at,
    tokens: tokens.map(move),
    webhooks: webhooks.map(move),
    notes: [`It stands under ${at}.`, ...notes],
  }
}
