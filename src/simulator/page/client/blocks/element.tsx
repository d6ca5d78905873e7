import type { ComponentChildren } from 'preact'
import { type Part, textOf } from '../fields.ts'
import { Button, FeedbackButtons } from './buttons.tsx'
import { Checkboxes, Overflow, RadioButtons } from './choices.tsx'
import { DateField, FileField, TextField } from './inputs.tsx'
import { Select } from './select.tsx'
import type { ElementProps } from './surface.ts'
import { Picture } from './text-object.tsx'

interface PlacedElement {
  readonly element: Part
  readonly blockId: string
  /** The position of the element in its block, from 0. The action id is made from it when the app gave no action id. */
  readonly at: number
  readonly isInput: boolean
  readonly dispatches: boolean
  readonly labelledBy?: string | undefined
  readonly describedBy?: string | undefined
  readonly isWrong?: boolean
}

/** One element of a block (docs.slack.dev/reference/block-kit/block-elements). */
export function Element({ at, ...given }: PlacedElement): ComponentChildren {
  const { element, blockId } = given
  const type = textOf(element['type'])
  const props: ElementProps = { ...given, actionId: textOf(element['action_id']) || `${blockId}a${at}` }
  switch (type) {
    case 'image':
      return <Picture part={element} />
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return <Button {...props} />
    case 'feedback_buttons':
      return <FeedbackButtons {...props} />
    case 'overflow':
      return <Overflow {...props} />
    case 'checkboxes':
      return <Checkboxes {...props} />
    case 'radio_buttons':
      return <RadioButtons {...props} />
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateField {...props} />
    case 'plain_text_input':
    case 'rich_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextField {...props} />
    case 'file_input':
      return <FileField {...props} />
    default:
      return type.endsWith('_select') ? <Select {...props} /> : <code title={JSON.stringify(element)}>{type}</code>
  }
}
