import { liveMarkup } from './live-markup.ts'
import { decodeEntities, plain } from './page.ts'
import { type Attributes, attributesOf, baseOf, markAttribute } from './tags.ts'

export interface Button {
  /** The text of the button, with its `alt` and `aria-label`. */
  readonly label: string
  readonly name: string
  readonly value: string
  /** The URL to which this button sends the form; undefined when the action is not a URL. */
  readonly action: URL | undefined
  readonly isPost: boolean
  readonly mark: string | undefined
}

export interface Form {
  readonly action: URL | undefined
  readonly isPost: boolean
  readonly mark: string | undefined
  /** The fields that are sent in addition to the button that is pressed. */
  readonly fields: [name: string, value: string][]
  readonly buttons: Button[]
  /** Whether a person has to type or choose something, for example a password. */
  needsTyping: boolean
}

/** A form control. It is inside its form, or its attribute `form` names the id of the form. */
interface Control {
  readonly what: string
  readonly attributes: Attributes
  readonly owner: Form | undefined
  /** The text between the tags of the control. */
  inside: string
}

/**
 * Returns all forms of a page. Each pattern stops at the next `<`, so the time is proportional to the length of the
 * page.
 */
export function readForms(html: string, from: URL): readonly Form[] {
  const { text: live } = liveMarkup(html)
  const base = baseOf(live, from)
  const forms: Form[] = []
  const byId = new Map<string, Form>()
  const controls: Control[] = []
  let open: Form | undefined
  let last: { readonly control: Control; readonly start: number } | undefined
  for (const { 0: tag, 1: close, 2: name = '', 3: text = '', index } of live.matchAll(
    /<(\/?)(form|input|button|textarea|select|option)\b([^<>]{0,10000})>/gi,
  )) {
    const what = name.toLowerCase()
    // An option ends where the next option begins, because its end tag can be missing.
    if (last && (close || what === 'option')) {
      last.control.inside = live.slice(last.start, Math.min(index, last.start + 2000))
      last = undefined
    }
    if (what === 'form') {
      const attributes = attributesOf(text)
      open = close ? undefined : formOf(attributes, from, base)
      if (open) forms.push(open)
      if (open && attributes['id'] && !byId.has(attributes['id'])) byId.set(attributes['id'], open)
    } else if (!close) {
      const control = { what, attributes: attributesOf(text), owner: open, inside: '' }
      controls.push(control)
      if (what !== 'input' && what !== 'select') last = { control, start: index + tag.length }
    }
  }
  takeAll(controls, { byId, base })
  return forms
}

function formOf(attributes: Attributes, from: URL, base: URL): Form {
  const { action = '', method = '' } = attributes
  const target = action === '' ? from : addressIn(action, base)
  const isPost = method.toLowerCase() === 'post'
  return { action: target, isPost, mark: attributes[markAttribute], fields: [], buttons: [], needsTyping: false }
}

function addressIn(text: string, base: URL): URL | undefined {
  return URL.canParse(text, base.href) ? new URL(text, base) : undefined
}

interface Select {
  readonly form: Form
  readonly attributes: Attributes
  readonly options: readonly Control[]
}

interface Radio {
  readonly form: Form
  readonly name: string
  readonly value: string
}

interface Owners {
  readonly byId: ReadonlyMap<string, Form>
  readonly base: URL
}

function takeAll(controls: readonly Control[], { byId, base }: Owners): void {
  let options: Control[] | undefined
  const selects: Select[] = []
  const radios: Radio[] = []
  for (const control of controls) {
    const { what, attributes } = control
    if (what === 'option') {
      options?.push(control)
      continue
    }
    options = undefined
    const named = attributes['form']
    const form = named === undefined ? control.owner : byId.get(named)
    if (!form || 'disabled' in attributes) continue
    if (what === 'input') takeInput(form, attributes, { base, radios })
    else if (what === 'button') press(form, attributes, { text: plain(control.inside), base })
    else if (what === 'textarea') takeText(form, attributes, decodeEntities(control.inside).replace(/^\r?\n/, ''))
    else {
      options = []
      selects.push({ form, attributes, options })
    }
  }
  for (const select of selects) takeSelect(select)
  for (const { form, name, value } of radios) {
    if (!form.fields.some(([taken]) => taken === name)) form.fields.push([name, value])
  }
}

function takeInput(form: Form, attributes: Attributes, { base, radios }: { base: URL; radios: Radio[] }): void {
  const { name = '', value = '', type = 'text' } = attributes
  const kind = type.toLowerCase()
  if (kind === 'submit' || kind === 'image')
    press(form, attributes, { text: `${value} ${attributes['alt'] ?? ''}`, base })
  else if (kind === 'checkbox' || kind === 'radio') {
    const ticked = attributes['value'] ?? 'on'
    // A required checkbox is ticked, because a person has to tick it.
    if ('checked' in attributes || (kind === 'checkbox' && 'required' in attributes)) takeField(form, name, ticked)
    else if ('required' in attributes) radios.push({ form, name, value: ticked })
  } else if (kind === 'button' || kind === 'reset' || kind === 'file') return
  else if (kind === 'hidden') takeField(form, name, value)
  else takeText(form, attributes, value)
}

function takeField(form: Form, name: string, value: string): void {
  if (name !== '') form.fields.push([name, value])
}

function takeText(form: Form, { name = '' }: Attributes, value: string): void {
  if (value === '') form.needsTyping = true
  else takeField(form, name, value)
}

/**
 * Adds the selected options of a `<select>` to the fields of its form. If a `<select>` with one choice has no selected
 * option, adds its first option.
 */
function takeSelect({ form, attributes, options }: Select): void {
  const open = options.filter((one) => !('disabled' in one.attributes))
  const selected = open.filter((one) => 'selected' in one.attributes)
  const isMultiple = 'multiple' in attributes
  const chosen = isMultiple ? selected : [selected.at(-1) ?? open[0]]
  const values = chosen.flatMap((one) => (one ? [one.attributes['value'] ?? plain(one.inside)] : []))
  if ('required' in attributes && !values.some((value) => value !== '')) form.needsTyping = true
  for (const value of values) takeField(form, attributes['name'] ?? '', value)
}

function press(form: Form, attributes: Attributes, { text, base }: { text: string; base: URL }): void {
  const { name = '', value = '', type = 'submit', formaction = '', formmethod } = attributes
  if (['button', 'reset'].includes(type.toLowerCase())) return
  form.buttons.push({
    label: `${text} ${attributes['aria-label'] ?? ''}`.trim(),
    name,
    value,
    action: formaction === '' ? form.action : addressIn(formaction, base),
    isPost: formmethod === undefined ? form.isPost : formmethod.toLowerCase() === 'post',
    mark: attributes[markAttribute],
  })
}
