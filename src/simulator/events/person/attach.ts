import { findFile } from '../../state/files.ts'
import type { Visit } from '../interaction/common.ts'
import { elementName, type FoundElement } from '../interaction/elements.ts'
import { type ElementValue, elementValue } from '../interaction/values.ts'
import { createFile } from './create-file.ts'

/**
 * Returns the value of an element after a person typed or chose it; without `typed` its initial value.
 * @throws TypeError when the element does not offer this value
 */
export function typedValue(visit: Visit, found: FoundElement, typed?: string): ElementValue {
  const isFiles = found.element.type === 'file_input' && typed !== undefined
  return elementValue(found, visit.world, isFiles ? attachFiles(visit, found, typed) : typed)
}

/** The default of `max_files` (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
const mostFiles = 10

/**
 * Attaches files to a `file_input`, and returns their ids, separated by commas. When the person has no file with a
 * given name, creates an empty file with this name.
 * @param typed names or ids of files, separated by commas
 * @throws TypeError when the element does not accept this number of files, or a file of this type
 */
function attachFiles(visit: Visit, found: FoundElement, typed: string): string {
  const { element } = found
  const names = typed.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
  const most = typeof element['max_files'] === 'number' ? element['max_files'] : mostFiles
  if (names.length > most) throw new TypeError(`${elementName(found)}: at most ${most} files`)
  const types = Array.isArray(element['filetypes']) ? element['filetypes'].map(String) : []
  const files = names.map((name) => ({ name, known: fileOf(visit, name) }))
  for (const { name, known } of files) {
    const ending = /\.([^.]+)$/.exec(known?.name ?? name)?.[1]?.toLowerCase() ?? ''
    if (types.length > 0 && !types.includes(ending)) {
      throw new TypeError(`${elementName(found)}: a file of type ${types.join(', ')}, not “${name}”`)
    }
  }
  return files
    .map(({ name, known }) => (known ?? createFile(visit.world, { owner: visit.person, appId: visit.app.id, name })).id)
    .join(',')
}

function fileOf({ world, person }: Visit, name: string) {
  const own = world.state.files.findLast(
    (file) => file.name === name && file.userId === person.id && file.completed && !file.deleted,
  )
  return findFile(world, name) ?? own
}
