import { send } from '../api.ts'
import { isPart, labelOf, type Part, textOf } from '../fields.ts'
import { useModel } from '../model.ts'
import { base64Of } from '../upload.ts'
import { useConfirm } from './confirm.tsx'
import { type ElementProps, fieldNames, useElement } from './surface.ts'

/** Returns the text that the simulator has stored for an element; an empty text when none is stored. */
function storedText(stored: unknown, element: Part): string {
  const own = isPart(stored) ? stored : {}
  const names = ['value', 'selected_date', 'selected_time', 'selected_date_time']
  const found = names.map((name) => own[name]).find((value) => value !== undefined && value !== null)
  const initial = ['initial_value', 'initial_date', 'initial_time', 'initial_date_time'].map((name) => element[name])
  const shown = found ?? initial.find((value) => typeof value === 'string' || typeof value === 'number')
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : ''
}

const inputTypes: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
}

/**
 * A field for a text, a number or an address. The value is sent to the app at once only when the block has
 * `dispatch_action`.
 */
export function TextField(props: ElementProps) {
  const { element } = props
  const { draft, stored, keep, use } = useElement(props)
  const type = textOf(element['type'])
  const value = draft ?? storedText(stored, element)
  const config = isPart(element['dispatch_action_config']) ? element['dispatch_action_config'] : {}
  const on = Array.isArray(config['trigger_actions_on']) ? config['trigger_actions_on'] : ['on_enter_pressed']
  const common = {
    value,
    placeholder: labelOf(element['placeholder']),
    ...fieldNames(props, labelOf(element['placeholder']) || 'Text'),
    maxLength: typeof element['max_length'] === 'number' ? element['max_length'] : undefined,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      keep(currentTarget.value)
      if (props.dispatches && on.includes('on_character_entered')) void use(currentTarget.value)
    },
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      if (event.key !== 'Enter' || !props.dispatches || !on.includes('on_enter_pressed')) return
      event.preventDefault()
      void use(event.currentTarget.value)
    },
  }
  if (element['multiline'] === true || type === 'rich_text_input') return <textarea rows={4} {...common} />
  return (
    <input type={inputTypes[type] ?? 'text'} inputMode={type === 'number_input' ? 'decimal' : undefined} {...common} />
  )
}

/** A field for a day, a time of day, or both. */
export function DateField(props: ElementProps) {
  const { element } = props
  const { draft, stored, change } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const type = textOf(element['type'])
  const value = draft ?? storedText(stored, element)
  const kind = type === 'timepicker' ? 'time' : type === 'datepicker' ? 'date' : 'datetime-local'
  const shown = kind === 'datetime-local' && /^\d+$/.test(value) ? localTime(Number(value)) : value
  return (
    <>
      <input
        type={kind}
        class="element"
        {...fieldNames(props, labelOf(element['placeholder']) || kind)}
        value={shown}
        onChange={({ currentTarget }) => {
          const { value: typed } = currentTarget
          const seconds = kind === 'datetime-local' && typed !== '' ? String(Date.parse(typed) / 1000) : typed
          ask(() => change(seconds))
        }}
      />
      {dialog}
    </>
  )
}

/**
 * Returns the text of a time for the date field, from seconds since 1970: `2026-01-31T14:30`, in the browser’s time
 * zone.
 */
function localTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A field for files. The files are uploaded when the person chooses them. */
export function FileField(props: ElementProps) {
  const { element } = props
  const { desk } = useModel()
  const { draft, change } = useElement(props)
  const types = Array.isArray(element['filetypes']) ? element['filetypes'].map((one) => `.${textOf(one)}`) : []
  const most = typeof element['max_files'] === 'number' ? element['max_files'] : 10
  const take = async (files: readonly File[]) => {
    const ids: string[] = []
    for (const file of files.slice(0, most)) {
      const body = { user: desk.me.id, name: file.name, content: await base64Of(file) }
      ids.push((await send<{ file: string }>('upload', body)).file)
    }
    change(ids.join(','))
  }
  return (
    <span class="files">
      <input
        type="file"
        multiple={most > 1}
        accept={types.join(',')}
        {...fieldNames(props, 'Files')}
        onChange={({ currentTarget }) => void take([...(currentTarget.files ?? [])])}
      />
      {draft !== undefined && draft !== '' && <span class="soft">{draft.split(',').length} uploaded</span>}
    </span>
  )
}
