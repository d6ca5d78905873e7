import { goesOn, installs, isDestructive, leadsToSlack } from './purpose.ts'
import { type Button, type Form, readForms } from './read-forms.ts'
import { isAuthorize } from './urls.ts'

/** The next navigation: a URL, or the URL of a form's action with the form's fields. */
export interface Step {
  readonly url: URL
  /** The body of a POST, `application/x-www-form-urlencoded`; undefined for a GET. */
  readonly body?: string
  /** The mark of the element to press; undefined when the page is not marked. */
  readonly mark?: string | undefined
}

/** A form, and one of its buttons that a person could press. */
interface Press {
  readonly form: Form
  readonly button: Button
  readonly action: URL
  /** The label, name and value of the button and the path of the form's action, joined to one text. */
  readonly said: string
}

/**
 * Returns the step to Slack's consent page through a form whose action is that page; undefined when there is no such
 * form. The fields of the form become query parameters.
 */
export function formToSlack(html: string, from: URL, simulator: URL): Step | undefined {
  const found = readForms(html, from).find(({ action }) => action && isAuthorize(action, simulator))
  if (!found?.action) return undefined
  const url = new URL(found.action)
  for (const [name, value] of found.fields) url.searchParams.set(name, value)
  return { url, ...marked(found.buttons[0] ?? found) }
}

/**
 * Returns the step through the form that a person would send to continue: the form whose button or action mentions
 * Slack, otherwise the only form, when its button continues. Skips a form that needs typing or would delete something.
 * Returns undefined when no form fits.
 */
export function formOnward(html: string, from: URL): Step | undefined {
  const { found } = choose(html, from)
  return found && sent(found)
}

/** Returns the labels of buttons when only a person can choose one of them; otherwise an empty list. */
export function formChoices(html: string, from: URL): readonly string[] {
  return choose(html, from).undecided.map(({ button, said }) => button.label || said.trim())
}

function choose(html: string, from: URL): { readonly found?: Press | undefined; readonly undecided: readonly Press[] } {
  const forms = readForms(html, from).filter(({ needsTyping }) => !needsTyping)
  const all = forms.flatMap((form) => pressesOf(form, from))
  const safe = all.filter(({ said }) => !isDestructive(said))
  const ofSlack = distinct(safe.filter(isOfSlack))
  const best = ofSlack.filter(({ said }) => installs(said))
  const [first, second] = best.length > 0 ? best : ofSlack
  if (first) return second ? { undecided: ofSlack } : { found: first, undecided: [] }
  const onward = safe.filter(({ button }) => goesOn(button.label))
  const [next, another] = onward
  const isOnly = new Set(all.map(({ form }) => form)).size === 1
  // If each button of a form names a sign-in provider, only a person can choose one.
  const isOneWay = !another || !/\b(?:with|via|using)\b/i.test(next?.button.label ?? '')
  if (next && isOnly && isOneWay) return { found: next, undecided: [] }
  return { undecided: onward.length > 1 ? onward : all.filter(({ said }) => leadsToSlack(said)) }
}

function pressesOf(form: Form, from: URL): readonly Press[] {
  return form.buttons.flatMap((button) => {
    const { action, label, name, value } = button
    return action?.origin === from.origin
      ? [{ form, button, action, said: `${label} ${name} ${value} ${action.pathname}` }]
      : []
  })
}

/**
 * Whether the button mentions Slack and a purpose such as “install”, or its whole label is “Slack”, as in a list of
 * sign-in providers.
 */
function isOfSlack({ button: { label, value }, said }: Press): boolean {
  return leadsToSlack(said) || [label, value].some((text) => /^slack$/i.test(text.trim()))
}

/** Returns the buttons without those that send the same data as an earlier one. CSRF tokens are not compared. */
function distinct(presses: readonly Press[]): readonly Press[] {
  const keyOf = ({ form, button: { name, value }, action }: Press) =>
    JSON.stringify([action.href, name, value, form.fields.filter(([field]) => !/csrf|token|nonce/i.test(field))])
  return [...new Map(presses.toReversed().map((one) => [keyOf(one), one])).values()].reverse()
}

function sent({ form, button, action }: Press): Step {
  const fields = new URLSearchParams(form.fields)
  // A browser sends the name and value only of the button that was pressed.
  if (button.name !== '') fields.append(button.name, button.value)
  if (button.isPost) return { url: action, body: fields.toString(), ...marked(button) }
  const url = new URL(action)
  // As in browsers, the fields of a GET form replace the query of its action.
  url.search = fields.toString()
  return { url, ...marked(button) }
}

function marked({ mark }: { readonly mark?: string | undefined }): Pick<Step, 'mark'> {
  return mark === undefined ? {} : { mark }
}
