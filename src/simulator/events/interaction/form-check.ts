import type { StoredView } from '../../state/content-types.ts'
import type { World } from '../../state/types.ts'
import { elementName, type FoundElement, plainText } from './elements.ts'
import { type ElementValue, elementValue } from './values.ts'
import { elementsIn, stateValues } from './views.ts'

/**
 * The error for a form that Slack's client does not submit, because a required input is empty or an input has an
 * invalid value. The form stays open.
 */
export class IncompleteForm extends TypeError {
  /** The names of the inputs, `block id.action id`, in the order of the form. */
  readonly inputs: readonly string[]
  /** A map from block id to what is wrong, as a sentence for the person. */
  readonly errors: Readonly<Record<string, string>>
  constructor(problems: readonly InputProblem[]) {
    super(
      `Slack does not submit this form: ${problems.map(({ name, label, problem }) => `${name} ${label}${problem}`).join('; ')}`,
    )
    this.inputs = problems.map(({ name }) => name)
    this.errors = Object.fromEntries(problems.map(({ blockId, problem }) => [blockId, `This field ${problem}.`]))
  }
}

/** The error for values that inputs do not accept, such as a text that is no e-mail address. */
export class InvalidInputs extends TypeError {
  /** A map from block id to what is wrong, as a sentence for the person. */
  readonly errors: Readonly<Record<string, string>>
  /** @param more further errors of the form, such as an empty input: a map from block id to the sentence */
  constructor(wrong: readonly InvalidInput[], more: Readonly<Record<string, string>> = {}) {
    super(wrong.map(({ message }) => message).join('; '))
    this.errors = { ...more, ...Object.fromEntries(wrong.map((one) => [one.found.blockId, sentenceOf(one)])) }
  }
}

/** An input that does not accept its value, and the message of the error about it. */
export interface InvalidInput {
  readonly found: FoundElement
  readonly message: string
}

function sentenceOf({ found, message }: InvalidInput): string {
  const name = `${elementName(found)}: `
  return `This field has to be ${message.startsWith(name) ? message.slice(name.length) : message}.`
}

interface InputProblem {
  /** `block id.action id` */
  readonly name: string
  readonly blockId: string
  /** The label of the input in parentheses; empty for an input without a label. */
  readonly label: string
  /** What is wrong with the value, as the end of a sentence that begins with `name`. */
  readonly problem: string
}

/**
 * Checks the values in a form as Slack's client does before it submits the form: an input is required unless its block
 * has `optional: true`, and each value has to fit its input (docs.slack.dev/reference/block-kit/blocks/input-block).
 * @throws IncompleteForm with every problem
 */
export function checkForm(world: World, view: StoredView): void {
  const values = stateValues(world, view)
  const problems = elementsIn(view).flatMap((found) => {
    const value = values[found.blockId]?.[found.actionId]
    const problem = found.isInput && value ? problemOf(world, found, value) : undefined
    return problem === undefined
      ? []
      : [{ name: `${found.blockId}.${found.actionId}`, blockId: found.blockId, label: labelled(found), problem }]
  })
  if (problems.length > 0) throw new IncompleteForm(problems)
}

function problemOf(world: World, found: FoundElement, value: ElementValue): string | undefined {
  if (isEmpty(value)) return found.optional ? undefined : 'is required'
  const { min_length: least, max_length: most = mostTyped, max_selected_items: mostChosen } = found.element
  const text = value['value']
  if (typeof text === 'string') {
    if (found.element.type !== 'plain_text_input') return textProblem(world, found, text)
    if (typeof least === 'number' && text.length < least) return `needs at least ${least} characters`
    return typeof most === 'number' && text.length > most ? `can have at most ${most} characters` : undefined
  }
  const chosen = Object.values(value).find((one): one is unknown[] => Array.isArray(one)) ?? []
  return typeof mostChosen === 'number' && chosen.length > mostChosen
    ? `can have at most ${mostChosen} items`
    : undefined
}

/** The maximum length of a text (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
const mostTyped = 3000

/**
 * Returns why the text of an input is invalid, for example because it is no e-mail address, URL or number. Also checks
 * a text that the app set. Undefined when the text is valid.
 */
function textProblem(world: World, found: FoundElement, text: string): string | undefined {
  try {
    elementValue(found, world, text)
    return undefined
  } catch (error) {
    if (error instanceof TypeError) return `has to be ${error.message.slice(elementName(found).length + 2)}`
    throw error
  }
}

function isEmpty(value: ElementValue): boolean {
  return Object.entries(value).every(
    ([name, one]) => name === 'type' || one === null || one === '' || (Array.isArray(one) && one.length === 0),
  )
}

function labelled({ label }: FoundElement): string {
  const text = plainText(label)
  return text === '' ? '' : `(“${text}”) `
}
