import { plain } from './page.ts'
import { type Attributes, attributesOf } from './tags.ts'
import { isAuthorize } from './urls.ts'

/** Where a browser goes next: to an address, or to the action of a form with what is in it. */
export interface Step {
  readonly url: URL
  /** Body of a POST, `application/x-www-form-urlencoded`; undefined for a GET. */
  readonly body?: string
}

interface Form {
  /** Undefined when the action is no address. */
  readonly action: URL | undefined
  readonly isPost: boolean
  readonly fields: URLSearchParams
  /** What its buttons say. */
  label: string
  /** It wants something typed, as a password. */
  needsTyping: boolean
  hasButton: boolean
}

/** A form that sends the browser straight to Slack's consent page, with the link's parameters as its fields. */
export function formToSlack(html: string, from: URL, simulator: URL): Step | undefined {
  const found = formsIn(html, from).find(({ action }) => action && isAuthorize(action, simulator))
  if (!found?.action) return undefined
  const url = new URL(found.action)
  for (const [name, value] of found.fields) url.searchParams.set(name, value)
  return { url }
}

/**
 * The form that a person would send to go on: one of the app's own whose button or action speaks of Slack, else the
 * only one whose button says to go on. None that wants something typed.
 */
export function formOnward(html: string, from: URL): Step | undefined {
  const forms = formsIn(html, from).filter(
    ({ action, needsTyping, hasButton }) => action?.origin === from.origin && !needsTyping && hasButton,
  )
  const ofSlack = forms.find(({ label, action }) => {
    const said = `${label} ${action?.pathname ?? ''}`
    return /slack/i.test(said) && /install|add|sign|connect|auth|log.?in|continue|allow/i.test(said)
  })
  const [only, another] = forms
  const found = ofSlack ?? (another === undefined && only && goesOn(only) ? only : undefined)
  return found && sent(found)
}

function goesOn({ label }: Form): boolean {
  return /\b(?:install|add|continue|allow|agree|accept|authori[sz]e|approve|connect|next|proceed|sign.?in|log.?in)\b/i.test(
    label,
  )
}

function sent({ action, isPost, fields }: Form): Step | undefined {
  if (!action) return undefined
  if (isPost) return { url: action, body: fields.toString() }
  const url = new URL(action)
  // As browsers do: the fields of a GET form replace the query of its action.
  url.search = fields.toString()
  return { url }
}

/** Every form of a page. Each pattern stops at the next `<`, so that a page takes time in proportion to its length. */
function formsIn(html: string, from: URL): readonly Form[] {
  const forms: Form[] = []
  let open: Form | undefined
  let button: { readonly attributes: Attributes; readonly start: number } | undefined
  for (const { 0: tag, 1: close, 2: name = '', 3: text = '', index } of html.matchAll(
    /<(\/?)(form|input|button|textarea)\b([^<>]{0,10000})>/gi,
  )) {
    const what = name.toLowerCase()
    if (what === 'form') {
      open = close ? undefined : formOf(attributesOf(text), from)
      if (open) forms.push(open)
    } else if (open && what === 'input' && !close) takeInput(open, attributesOf(text))
    else if (open && what === 'textarea' && !close) open.needsTyping = true
    else if (open && what === 'button' && !close) button = { attributes: attributesOf(text), start: index + tag.length }
    else if (open && what === 'button' && button) {
      press(open, button.attributes, plain(html.slice(button.start, Math.min(index, button.start + 2000))))
      button = undefined
    }
  }
  return forms
}

function formOf({ action = '', method = '' }: Attributes, from: URL): Form {
  const target = action === '' ? from.href : action
  return {
    action: URL.canParse(target, from.href) ? new URL(target, from) : undefined,
    isPost: method.toLowerCase() === 'post',
    fields: new URLSearchParams(),
    label: '',
    needsTyping: false,
    hasButton: false,
  }
}

function takeInput(form: Form, attributes: Attributes): void {
  const { name = '', value = '', type = 'text' } = attributes
  const kind = type.toLowerCase()
  if (kind === 'submit' || kind === 'image') press(form, attributes, `${value} ${attributes['alt'] ?? ''}`)
  else if (kind === 'checkbox' || kind === 'radio') {
    // A person who goes on ticks what has to be ticked.
    if ('checked' in attributes || 'required' in attributes) form.fields.append(name, value || 'on')
  } else if (kind === 'button' || kind === 'reset' || kind === 'file') return
  else if (kind !== 'hidden' && value === '') form.needsTyping = true
  else if (name !== '') form.fields.append(name, value)
}

function press(form: Form, attributes: Attributes, text: string): void {
  const { name = '', value = '', type = 'submit' } = attributes
  if (!['submit', 'image'].includes(type.toLowerCase())) return
  form.label += ` ${text} ${attributes['aria-label'] ?? ''}`
  // Only the button that is pressed is sent, and that is the first.
  if (!form.hasButton && name !== '') form.fields.append(name, value)
  form.hasButton = true
}
