import { goesOn, installs, isDestructive, leadsToSlack } from './purpose.ts'
import { type Button, type Form, readForms } from './read-forms.ts'
import { isAuthorize } from './urls.ts'

/** Where a browser goes next: to an address, or to the action of a form with what is in it. */
export interface Step {
  readonly url: URL
  /** Body of a POST, `application/x-www-form-urlencoded`; undefined for a GET. */
  readonly body?: string
}

/** A form with one of its buttons. */
interface Press {
  readonly form: Form
  readonly button: Button
  readonly action: URL
  /** What the button says, what it sends, and the path that it leads to. */
  readonly said: string
}

/** A form that sends the browser straight to Slack's consent page, with the link's parameters as its fields. */
export function formToSlack(html: string, from: URL, simulator: URL): Step | undefined {
  const found = readForms(html, from).find(({ action }) => action && isAuthorize(action, simulator))
  if (!found?.action) return undefined
  const url = new URL(found.action)
  for (const [name, value] of found.fields) url.searchParams.set(name, value)
  return { url }
}

/**
 * The form that a person would send to go on: the one of the app's own whose button or action speaks of Slack, else the
 * only one whose button says to go on. None that wants something typed, none that takes something away.
 */
export function formOnward(html: string, from: URL): Step | undefined {
  const { found } = choose(html, from)
  return found && sent(found)
}

/** What the buttons say among which only a person can choose; none where a page has no such buttons. */
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
  // Buttons of one form that name whom to sign in with are no other ways to go on: they are several.
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

/** It names Slack and what for, or it is the button for Slack of a list of providers. */
function isOfSlack({ button: { label, value }, said }: Press): boolean {
  return leadsToSlack(said) || [label, value].some((text) => /^slack$/i.test(text.trim()))
}

/** Without those that send the same as one before, whatever token against forgery they have. */
function distinct(presses: readonly Press[]): readonly Press[] {
  const keyOf = ({ form, button: { name, value }, action }: Press) =>
    JSON.stringify([action.href, name, value, form.fields.filter(([field]) => !/csrf|token|nonce/i.test(field))])
  return [...new Map(presses.toReversed().map((one) => [keyOf(one), one])).values()].reverse()
}

function sent({ form, button, action }: Press): Step {
  const fields = new URLSearchParams(form.fields)
  // Only the button that is pressed is sent.
  if (button.name !== '') fields.append(button.name, button.value)
  if (button.isPost) return { url: action, body: fields.toString() }
  const url = new URL(action)
  // As browsers do: the fields of a GET form replace the query of its action.
  url.search = fields.toString()
  return { url }
}
